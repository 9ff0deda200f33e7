import { describe, expect, it } from 'vitest';
import type { EventFreshness, SyncRun } from '../../../../shared/contract/inventory.ts';
import { failureInWords, findingInWords, freshnessOf, progressInWords } from './inventoryWords.ts';
import { changeInWords } from './ResultsTable.tsx';

const fresh: EventFreshness = {
  eventCode: 'GSW01',
  name: 'Opening night',
  startsAt: null,
  vendorState: 'listed',
  vendorStateAt: null,
  isCopied: true,
  isOffered: false,
  readAt: '2026-10-01T12:00:00.000Z',
  isStale: false,
  cadenceSeconds: 1_200,
  nextDueAt: null,
  detailReadAt: null,
  detailDueAt: null,
  staleSections: [],
  seatCount: 5,
  revision: 1,
  failure: null,
  findings: [],
};
const at = '2026-10-01T12:00:00.000Z';
const failure = { since: at, at, kind: 'unavailable', detail: 'timed out', count: 3 } as const;

describe('how a copy stands', () => {
  it.each([
    [{}, 'Fresh'],
    [{ isStale: true }, 'Stale'],
    [{ readAt: null }, 'Never read'],
    [{ isStale: true, failure }, 'Failing'],
    [{ isCopied: false, failure }, 'Read no more'],
    [{ isCopied: false, vendorState: 'cancelled' as const }, 'Cancelled there'],
  ])('is the most that is wrong with it: %#', (change, label) => {
    expect(freshnessOf({ ...fresh, ...change }).label).toBe(label);
  });

  it('says why it fails', () => {
    expect(failureInWords(failure)).toBe('the vendor did not answer, 3 times: timed out');
  });
});

describe('a run', () => {
  const run = { doneCount: 12, eventCount: 41, changedCount: 10, failedCount: 0 } as SyncRun;

  it('says how far it is, and only what there is', () => {
    expect(progressInWords(run)).toBe('12 of 41 events read · 10 changed');
    expect(progressInWords({ ...run, doneCount: 1, eventCount: 1, changedCount: 0, failedCount: 1 })).toBe(
      '1 of 1 event read · 1 failed',
    );
  });
});

describe('a finding', () => {
  it('is a sentence, or its code when it is newer than the list', () => {
    const finding = { severity: 'warning', at: '/', params: { count: 2, sections: ['X', 'Y'] } } as const;
    const params = { ...finding.params, sections: [...finding.params.sections] };
    expect(findingInWords({ ...finding, params, code: 'inventory.sections_unknown' })).toBe(
      '2 of its sections are not among those of the venue: X, Y',
    );
    expect(findingInWords({ ...finding, params, code: 'inventory.brand_new' })).toBe('inventory.brand_new');
  });
});

describe('a change of seats', () => {
  it('is told with its difference', () => {
    expect([changeInWords(1640, 1612), changeInWords(0, 8), changeInWords(5, 5)]).toEqual([
      '1,640 → 1,612 (−28)',
      '0 → 8 (+8)',
      '5',
    ]);
  });
});
