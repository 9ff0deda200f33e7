import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { PriceQuestion } from '../../../../../../../shared/contract/pricing.ts';
import type { ProgramContent } from '../../../../../../../shared/contract/program-content.ts';
import { eventCodesOf } from '../../../../../../../shared/rules/checks/input.ts';
import { legalRanges } from '../../../../../../../shared/rules/proofs.ts';
import { call } from '../../../../../../api/client.ts';
import type { Program } from '../../stage.tsx';

/** What is asked about at first. */
export type About = { eventCode: string | null; priceCode: string | null; suiteId: string | null };
/** What has been filled in so far. */
export type Draft = Omit<PriceQuestion, 'eventCode' | 'priceCode'> & {
  eventCode: string | null;
  priceCode: string | null;
};

/** A question about a program, begun with its first choice and the fewest events that it allows. */
export function useDraftQuestion({ content }: Program, about: About | undefined) {
  const [draft, setDraft] = useState<Draft>(() => ({
    accountGroups: [],
    ...firstChoice(content),
    eventCode: about?.eventCode ?? eventCodesOf(content)[0] ?? null,
    priceCode: about?.priceCode ?? null,
    suiteId: about?.suiteId ?? null,
  }));
  const change = (part: Partial<Draft>) => setDraft((known) => ({ ...known, ...part }));
  return { draft, change };
}

function firstChoice(content: ProgramContent): Pick<Draft, 'packId' | 'packageId' | 'eventCount'> {
  const [range] = legalRanges(content);
  return { packId: null, packageId: null, eventCount: 1, ...range?.choice, ...(range && { eventCount: range.least }) };
}

/** The fewest events of a choice; null when it cannot be bought. */
export function leastEvents(content: ProgramContent, { packId, packageId }: Pick<Draft, 'packId' | 'packageId'>) {
  const range = legalRanges(content).find(({ choice }) => choice.packId === packId && choice.packageId === packageId);
  return range?.least ?? null;
}

/** Asked as soon as event and price code are known, and again when the rules were saved. */
export function useAnswer(storeKey: string, program: Program, { eventCode, priceCode, ...rest }: Draft) {
  const question = eventCode === null || priceCode === null ? null : { ...rest, eventCode, priceCode };
  const query = useQuery({
    queryKey: ['why this price', storeKey, program.id, program.versions.pricing, program.versions.suites, question],
    queryFn: () => {
      if (question === null) throw new Error('nothing is asked yet');
      return call('POST /api/stores/{storeKey}/programs/{programId}/pricing/explain', {
        params: { storeKey, programId: program.id },
        body: question,
      });
    },
    enabled: question !== null,
    placeholderData: keepPreviousData,
  });
  return { query, question };
}
