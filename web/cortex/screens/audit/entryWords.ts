import type { AuditEntry } from '../../../../shared/contract/audit.ts';
import { formatInstant } from '../../../ui/When.tsx';
import { settingTitles } from '../stores/settingsApi.ts';

/** Names of what entries only know by id, such as programs. */
export type Names = ReadonlyMap<string, string>;

type Told = Pick<AuditEntry, 'subject' | 'before' | 'after'>;

/** What an act was about, as staff call it: a switch by the program that it made active, settings by their title. */
export function subjectInWords({ subject, before, after }: Told, names: Names): string {
  if (subject.type === 'setting') {
    return Object.entries(settingTitles).find(([name]) => name === subject.name)?.[1] ?? subject.name;
  }
  const [was, is] = [baseProgramOf(before), baseProgramOf(after)];
  return (is === was || is === null ? undefined : names.get(is)) ?? subject.name;
}

/** The same value with names in place of the ids that are known, and with instants on the clocks of the zone. */
export function withNames(value: unknown, names: Names, zone: string): unknown {
  if (typeof value === 'string') return names.get(value) ?? value;
  if (Array.isArray(value)) return value.map((item) => withNames(item, names, zone));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => {
      const instant = instantOf(key, item);
      const told = instant === null ? withNames(item, names, zone) : formatInstant(instant, zone, 'second');
      return [keyInWords(key, item, names), told];
    }),
  );
}

/** "baseProgramId" of a program that is told by its name is a "baseProgram". */
function keyInWords(key: string, item: unknown, names: Names): string {
  return typeof item === 'string' && names.has(item) ? key.replace(/Id$/, '') : key;
}

const instantText = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/;

/** Only fields that are called so hold instants: as text, or in milliseconds. */
function instantOf(key: string, value: unknown): string | null {
  if (!key.endsWith('At')) return null;
  if (typeof value !== 'number') return typeof value === 'string' && instantText.test(value) ? value : null;
  const date = new Date(value);
  return Number.isNaN(date.getTime()) ? null : date.toISOString();
}

function baseProgramOf(value: unknown): string | null {
  if (typeof value !== 'object' || value === null || !('baseProgramId' in value)) return null;
  return typeof value.baseProgramId === 'string' ? value.baseProgramId : null;
}
