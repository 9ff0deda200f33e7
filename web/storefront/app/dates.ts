import type { Locale } from '../../../shared/contract/common.ts';
import type { DayFormat } from '../../../shared/contract/storefront.ts';

/**
 * Days and times as the clocks of the venue show them: `2026-11-22`, `17:30`. They are written as they are, whatever the
 * zone of the reader. Spaces that servers and browsers write differently are made the same.
 */

/** A language as it is written in North America: its figures, clocks and money. */
export const regional: Readonly<Record<Locale, string>> = { en: 'en-US', es: 'es-US', fr: 'fr-CA' };

type Style = 'long' | 'short' | 'weekday' | 'weekdayLong' | 'month' | 'monthYear' | 'day';

const styles: Readonly<Record<Style, Intl.DateTimeFormatOptions>> = {
  long: { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' },
  short: { weekday: 'short', day: 'numeric', month: 'short' },
  weekday: { weekday: 'short' },
  weekdayLong: { weekday: 'long' },
  month: { month: 'short' },
  monthYear: { month: 'long', year: 'numeric' },
  day: { day: 'numeric' },
};

const learned = new Map<Locale, DayFormat>();

/** How the server writes days and times in the language: from now on they are written so. */
export function learnDays(locale: Locale, format: DayFormat): void {
  learned.set(locale, format);
}

export function formatDay(day: string, locale: Locale, style: Style): string {
  const format = learned.get(locale);
  if (format !== undefined) return dayBy(format, day, style);
  return plainSpaces(
    formatterFor(locale, { ...styles[style], timeZone: 'UTC' }).format(Date.parse(`${day}T12:00:00Z`)),
  );
}

export function formatTime(time: string, locale: Locale): string {
  const format = learned.get(locale);
  if (format !== undefined) return timeBy(format, time);
  const options = { hour: 'numeric', minute: '2-digit', timeZone: 'UTC' } as const;
  return plainSpaces(formatterFor(locale, options).format(Date.parse(`2000-01-01T${time}:00Z`)));
}

function dayBy(format: DayFormat, day: string, style: Style): string {
  const [year = '', month = '', date = ''] = day.split('-');
  const isShort = style === 'short' || style === 'month' || style === 'weekday';
  const parts = {
    year,
    month: (isShort ? format.monthsShort : format.months)[Number(month) - 1] ?? '',
    weekday: (isShort ? format.weekdaysShort : format.weekdays)[weekdayOf(day) - 1] ?? '',
    day: String(Number(date)),
  };
  if (style === 'weekdayLong') return parts.weekday;
  return style === 'long' || style === 'short' || style === 'monthYear' ? fill(format[style], parts) : parts[style];
}

function timeBy({ clock, isPadded, halves }: DayFormat, time: string): string {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  const dayPeriod = halves[hours < 12 ? 0 : 1];
  const hour = String(dayPeriod === '' ? hours : hours % 12 || 12).padStart(isPadded ? 2 : 1, '0');
  return fill(clock, { hour, minute: String(minutes).padStart(2, '0'), dayPeriod });
}

function fill(pattern: string, parts: Readonly<Record<string, string>>): string {
  return pattern.replace(/\{(\w+)\}/g, (whole, name: string) => parts[name] ?? whole);
}

/** An instant on the clocks of a zone, with the name of the zone. */
export function formatInstant(at: number, locale: Locale, timeZone: string): string {
  const options = {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    hour: 'numeric',
    minute: '2-digit',
    timeZoneName: 'short',
    timeZone,
  } as const;
  return plainSpaces(formatterFor(locale, options).format(at));
}

/** Monday 1 to Sunday 7. */
export function weekdayOf(day: string): number {
  return ((new Date(`${day}T12:00:00Z`).getUTCDay() + 6) % 7) + 1;
}

/** `2026-11` and its days in weeks, Sunday or Monday first; null where a week is another month's. */
export function weeksOf(month: string, firstWeekday: 1 | 7): (string | null)[][] {
  const first = `${month}-01`;
  const [year = 0, number = 0] = month.split('-').map(Number);
  const count = new Date(Date.UTC(year, number, 0)).getUTCDate();
  const lead = (weekdayOf(first) - firstWeekday + 7) % 7;
  const days = Array.from({ length: count }, (_, index) => `${month}-${String(index + 1).padStart(2, '0')}`);
  const cells: (string | null)[] = [...Array.from({ length: lead }, () => null), ...days];
  while (cells.length % 7 !== 0) cells.push(null);
  return Array.from({ length: cells.length / 7 }, (_, week) => cells.slice(week * 7, week * 7 + 7));
}

export function plainSpaces(text: string): string {
  return text.replaceAll('\u202f', '\u00a0');
}

/** Making one takes a hundred times longer than using it. */
const formatters = new Map<string, Intl.DateTimeFormat>();

function formatterFor(locale: Locale, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${locale} ${JSON.stringify(options)}`;
  const known = formatters.get(key) ?? new Intl.DateTimeFormat(regional[locale], options);
  formatters.set(key, known);
  return known;
}
