import type { ProgramContent } from '../../../../../../shared/contract/program-content.ts';
import { instantOf, localTimeOf } from '../../../../../../shared/rules/local-time.ts';
import { newId } from '../stage.tsx';

export type Presale = ProgramContent['access']['presales'][number];

const day = 24 * 60 * 60_000;

/** Ten o'clock of the next day on the clocks of a zone. */
export function nextMorning(now: number, zone: string): string {
  const { date } = localTimeOf(now + day, zone);
  const found = instantOf({ date, time: '10:00' }, zone);
  return new Date(found.kind === 'at' ? found.at : now + day).toISOString();
}

/** Two days before the opening, until it; without an opening from tomorrow on. */
export function makePresale(number: number, opensAt: string | null, now: number, zone: string): Presale {
  const endsAt = opensAt === null ? Date.parse(nextMorning(now + day, zone)) : Date.parse(opensAt);
  return {
    id: newId(),
    name: number === 1 ? 'Presale' : `Presale ${number}`,
    accountGroups: [],
    emailDomains: [],
    allow: [],
    startsAt: opensAt === null ? nextMorning(now, zone) : new Date(endsAt - 2 * day).toISOString(),
    endsAt: new Date(endsAt).toISOString(),
  };
}
