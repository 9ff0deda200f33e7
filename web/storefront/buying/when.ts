import type { Locale } from '../../../shared/contract/common.ts';
import { formatDay, formatTime, plainSpaces, regional } from '../app/dates.ts';
import type { Translate } from '../app/text.ts';
import type { KnownEvent } from './known.ts';

/** `Sat, Jan 10 · 7:00 PM`, at the venue; what is not decided is said in words. `isLong`: with the year. */
export function whenOf(
  { date, time }: Pick<KnownEvent, 'date' | 'time'>,
  locale: Locale,
  t: Translate,
  isLong = false,
): string {
  if (date.state !== 'set') return t(date.state === 'tbd' ? 'when.tbd' : 'when.tba');
  const day = formatDay(date.on, locale, isLong ? 'long' : 'short');
  return `${day} · ${time.state === 'set' ? formatTime(time.at, locale) : t('when.time_later')}`;
}

/** Of an instant, as the clock of whoever reads says it. */
export function clockTime(instant: number, locale: Locale): string {
  return plainSpaces(new Intl.DateTimeFormat(regional[locale], { hour: 'numeric', minute: '2-digit' }).format(instant));
}

/** Of an instant, in the zone of the store. */
export function dayIn(instant: string, timeZone: string, locale: Locale): string {
  return new Intl.DateTimeFormat(regional[locale], { dateStyle: 'long', timeZone }).format(Date.parse(instant));
}
