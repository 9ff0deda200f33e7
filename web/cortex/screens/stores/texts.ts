/** Inputs hold text; the contract says `null` where there is none. */
export function orNull(text: string): string | null {
  return text.trim() === '' ? null : text.trim();
}

export function orEmpty(text: string | null): string {
  return text ?? '';
}
