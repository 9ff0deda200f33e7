import type { AuditEntry } from '../../../../shared/contract/audit.ts';
import { settingTitles } from '../stores/settingsApi.ts';
import { programOfPlan } from './planWords.ts';

/** Names of what entries only know by id, such as programs and suites. */
export type Names = ReadonlyMap<string, string>;

type Told = Pick<AuditEntry, 'subject' | 'before' | 'after'>;

/** What an act was about, as staff call it: a switch by the program that it made active or plans, settings by their title. */
export function subjectInWords({ subject, before, after }: Told, names: Names): string {
  if (subject.type === 'setting') {
    return Object.entries(settingTitles).find(([name]) => name === subject.name)?.[1] ?? subject.name;
  }
  const [was, is] = [baseProgramOf(before), baseProgramOf(after)];
  return (is === was || is === null ? programOfPlan({ before, after }, names) : names.get(is)) ?? subject.name;
}

function baseProgramOf(value: unknown): string | null {
  if (typeof value !== 'object' || value === null || !('baseProgramId' in value)) return null;
  return typeof value.baseProgramId === 'string' ? value.baseProgramId : null;
}
