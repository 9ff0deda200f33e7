const units = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
] as const;
const words = new Intl.RelativeTimeFormat('en', { numeric: 'always' });

/** How long ago an instant was, or how long until it comes: "4 minutes ago", "in 2 hours". */
export function ageInWords(at: string, now: number): string {
  const distance = Date.parse(at) - now;
  const unit = units.find(([, milliseconds]) => Math.abs(distance) >= milliseconds);
  if (unit === undefined) return distance > 0 ? 'in less than a minute' : 'just now';
  const [name, milliseconds] = unit;
  return words.format(Math.trunc(distance / milliseconds), name);
}

/** A length of time in its two largest units: "1 h 20 min". */
export function durationInWords(seconds: number): string {
  if (seconds < 60) return `${seconds} s`;
  const whole = Math.round(seconds / 60);
  const [hours, minutes] = [Math.floor(whole / 60), whole % 60];
  if (hours === 0) return `${minutes} min`;
  return minutes === 0 ? `${hours} h` : `${hours} h ${minutes} min`;
}
