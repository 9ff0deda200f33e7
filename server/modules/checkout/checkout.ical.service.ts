/** One entry of a calendar. `at` is an instant; `on` a day, for what has no time yet. */
export type CalendarEntry = {
  uid: string;
  summary: string;
  location: string | null;
  description: string;
  start: { at: Date } | { on: string };
  isCancelled: boolean;
};
export type Calendar = { name: string; description: string; madeAt: Date; entries: readonly CalendarEntry[] };

/**
 * A calendar file by RFC 5545: lines of at most 75 octets that end in CRLF, texts escaped, instants in UTC. What the file
 * as a whole says stands in `DESCRIPTION` (RFC 7986) and, for programs that know only that, in `X-WR-CALDESC`.
 */
export function writeCalendar({ name, description, madeAt, entries }: Calendar): string {
  const about = description === '' ? [] : [text('DESCRIPTION', description), text('X-WR-CALDESC', description)];
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Attend Flex//Orders//EN',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    text('NAME', name),
    text('X-WR-CALNAME', name),
    ...about,
    ...entries.flatMap((entry) => linesOf(entry, madeAt)),
    'END:VCALENDAR',
  ];
  return lines.map((line) => `${fold(line)}\r\n`).join('');
}

function linesOf({ uid, summary, location, description, start, isCancelled }: CalendarEntry, madeAt: Date): string[] {
  return [
    'BEGIN:VEVENT',
    text('UID', uid),
    `DTSTAMP:${utc(madeAt)}`,
    'at' in start ? `DTSTART:${utc(start.at)}` : `DTSTART;VALUE=DATE:${start.on.replaceAll('-', '')}`,
    text('SUMMARY', summary),
    ...(location === null ? [] : [text('LOCATION', location)]),
    text('DESCRIPTION', description),
    `STATUS:${isCancelled ? 'CANCELLED' : 'CONFIRMED'}`,
    'END:VEVENT',
  ];
}

/** `20261021T193000Z`, to the second. */
function utc(at: Date): string {
  return `${at.toISOString().slice(0, 19).replaceAll('-', '').replaceAll(':', '')}Z`;
}

function text(name: string, value: string): string {
  const escaped = value
    .replaceAll('\\', '\\\\')
    .replaceAll(';', '\\;')
    .replaceAll(',', '\\,')
    .replace(/\r\n|\r|\n/g, '\\n');
  // what is left of control characters has no place in a content line
  return `${name}:${escaped.replace(/\p{Cc}/gu, ' ')}`;
}

const longest = 75;

/** Goes on in the next line after a space, never within a character. */
function fold(line: string): string {
  const parts: string[] = [''];
  let length = 0;
  for (const character of line) {
    const size = Buffer.byteLength(character);
    if (length + size > longest) {
      parts.push(' ');
      length = 1;
    }
    parts[parts.length - 1] += character;
    length += size;
  }
  return parts.join('\r\n');
}
