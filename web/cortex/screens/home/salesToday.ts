/** A figure of today beside that of yesterday until the same time of day. */
export function compareInWords(today: number, before: number, format: (value: number) => string): string {
  if (today === before) return 'the same as yesterday by now';
  if (before <= 0 || today < 0) return `${format(before)} yesterday by now`;
  const share = Math.round((100 * Math.abs(today - before)) / before);
  return `${share.toLocaleString('en')}% ${today > before ? 'more' : 'less'} than yesterday by now (${format(before)})`;
}
