import type { Finding } from '../stage.tsx';

type Named = { id: string };

/** The list with one item in the place of another, as a drag leaves it. */
export function movePart<T extends Named>(parts: readonly T[], id: string, ontoId: string): T[] {
  const from = parts.findIndex((part) => part.id === id);
  const to = parts.findIndex((part) => part.id === ontoId);
  const moved = parts[from];
  if (moved === undefined || to === -1) return [...parts];
  const others = parts.filter((part) => part !== moved);
  return [...others.slice(0, to), moved, ...others.slice(to)];
}

export function changePart<T extends Named>(parts: readonly T[], id: string, change: (part: T) => T): T[] {
  return parts.map((part) => (part.id === id ? change(part) : part));
}

export function removePart<T extends Named>(parts: readonly T[], id: string): T[] {
  return parts.filter((part) => part.id !== id);
}

/** The part to show once this one is gone: the one after it, else the one before. */
export function neighbourOf(parts: readonly Named[], id: string): string | null {
  const at = parts.findIndex((part) => part.id === id);
  return (parts[at + 1] ?? parts[at - 1])?.id ?? null;
}

export function countFindings(findings: readonly Finding[]): { errors: number; warnings: number } {
  const errors = findings.filter(({ severity }) => severity === 'error').length;
  return { errors, warnings: findings.filter(({ severity }) => severity === 'warning').length };
}
