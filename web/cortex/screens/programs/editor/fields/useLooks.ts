import { useMemo, useState } from 'react';
import type { Event } from '../../../../../../shared/contract/events.ts';
import type { Finding } from '../stage.tsx';
import { looksOf } from './looks.ts';

/** The same cards as long as the season and what is found stay the same, however often the stage is edited. */
export function useLooks(season: readonly Event[], findings: readonly Finding[]) {
  const known = useSame(findings.filter(({ params }) => typeof params.eventCode === 'string'));
  const [now] = useState(() => Date.now());
  return useMemo(() => looksOf(season, known, now), [season, known, now]);
}

/** The first of the lists that say the same; they are made anew at each edit. */
function useSame(findings: readonly Finding[]): readonly Finding[] {
  const [kept, setKept] = useState(findings);
  const isNew = JSON.stringify(kept) !== JSON.stringify(findings);
  if (isNew) setKept(findings);
  return isNew ? findings : kept;
}
