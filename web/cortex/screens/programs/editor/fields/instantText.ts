import { instantOf, localTimeOf } from '../../../../../../shared/rules/local-time.ts';

type Read =
  | { kind: 'at'; at: string }
  | { kind: 'skipped'; from: string; to: string }
  /** Nothing, or a part of it that the browser does not tell. */
  | { kind: 'empty' };

/** `2026-11-27T09:00` on the clocks of a zone. */
export function instantOfText(text: string, zone: string): Read {
  const [, date, time] = /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d)/.exec(text) ?? [];
  if (date === undefined || time === undefined) return { kind: 'empty' };
  const found = instantOf({ date, time }, zone);
  return found.kind === 'at' ? { kind: 'at', at: new Date(found.at).toISOString() } : found;
}

export function textOfInstant(at: string | null, zone: string): string {
  if (at === null) return '';
  const { date, time } = localTimeOf(Date.parse(at), zone);
  return `${date}T${time}`;
}

/** The instant on the store's clocks, and on the reader's where they show something else. */
export function inBothZones(at: string | null, storeZone: string, readerZone: string): string[] {
  if (at === null) return [];
  const theirs = wordsIn(at, storeZone);
  return textOfInstant(at, storeZone) === textOfInstant(at, readerZone)
    ? [theirs]
    : [theirs, `${wordsIn(at, readerZone)} where you are`];
}

function wordsIn(at: string, timeZone: string): string {
  return new Intl.DateTimeFormat('en', {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: 'numeric',
    minute: '2-digit',
    timeZoneName: 'short',
    timeZone,
  }).format(new Date(at));
}
