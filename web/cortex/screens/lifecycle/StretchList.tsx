import { Icon } from '../../../ui/Icon.tsx';
import { formatInstant } from '../../../ui/When.tsx';
import classes from './StretchList.module.css';
import type { Stretch } from './schedule.ts';

type Props = { label: string; stretches: readonly Stretch[]; names: ReadonlyMap<string, string>; zone: string };

/** What is active from now on, one after the other. */
export function StretchList({ label, stretches, names, zone }: Props) {
  return (
    <ol className={classes.list} aria-label={label}>
      {stretches.map(({ programId, startsAt, endsAt }, index) => (
        <li key={startsAt} className={classes.stretch} data-closed={programId === null}>
          {index > 0 && (
            <span className={classes.arrow}>
              <Icon name="arrowRight" size="sm" />
            </span>
          )}
          <span>
            <strong>{nameOf(programId, names)}</strong>{' '}
            <span className={classes.when}>{spanInWords(index === 0, startsAt, endsAt, zone)}</span>
          </span>
        </li>
      ))}
    </ol>
  );
}

export function nameOf(programId: string | null, names: ReadonlyMap<string, string>): string {
  return programId === null ? 'Closed' : (names.get(programId) ?? 'A program');
}

function spanInWords(isFirst: boolean, startsAt: number, endsAt: number | null, zone: string): string {
  if (isFirst) return endsAt === null ? 'from now on' : `until ${shortInstant(endsAt, zone)}`;
  return `from ${shortInstant(startsAt, zone)}`;
}

function shortInstant(at: number, zone: string): string {
  return formatInstant(new Date(at).toISOString(), zone);
}
