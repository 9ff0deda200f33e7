import { describe, expect, it } from 'vitest';
import { attentionOf, type Facts } from './attention.ts';

const now = Date.parse('2026-11-20T12:00:00.000Z');
const names = new Map([['s', 'Sale']]);
const nothing: Facts = { now, checks: [], names };
const titles = (facts: Partial<Facts>) => attentionOf({ ...nothing, ...facts }).map(({ title }) => title);

const inventory = {
  copiedCount: 40,
  staleCount: 0,
  failingCount: 0,
  goneCount: 0,
  seatCount: 9,
  oldestReadAt: null,
  detailSeconds: 60,
  runningRunId: null,
  waitingUntil: null,
};
const board = {
  now: '2026-11-20T12:00:00.000Z',
  active: null,
  past: [],
  future: [],
  plans: [],
  baseProgramId: null,
  lastAct: null,
  canUndo: false,
  revision: 0,
};
const plan = {
  id: 'p',
  programId: 's',
  startsAt: '2026-11-27T00:00:00.000Z',
  endsAt: null,
  returnTo: { kind: 'base' as const },
  isHeld: true,
  findings: [],
  checkedAt: null,
};
const row = {
  programId: 's',
  programName: 'Sale',
  releaseId: 'r',
  releaseNumber: 1,
  startsAt: '2026-11-01T00:00:00.000Z',
  endsAt: '2026-11-02T00:00:00.000Z',
  planId: null,
};

describe('what needs a person', () => {
  it('is nothing when all is well, or may not be seen', () => {
    expect(titles({})).toEqual([]);
    expect(titles({ board, inventory, purchases: [], ordersToSee: 0, webhooks: [], importFindings: 0 })).toEqual([]);
  });

  it('names the worst first', () => {
    const items = attentionOf({
      ...nothing,
      inventory: { ...inventory, staleCount: 3 },
      checks: [{ programId: 's', isActive: true, errorCount: 1, warningCount: 4 }],
    });
    expect(items.map(({ tone, title }) => [tone, title])).toEqual([
      ['danger', 'Sale has 1 error'],
      ['warning', 'Seats of 3 events are old'],
    ]);
    expect(items[0]).toMatchObject({ params: { programId: 's', stage: 'review' } });
  });

  it('is a plan that is held, and a store that is closed after it was open', () => {
    expect(titles({ board: { ...board, plans: [plan] } })).toEqual(['Sale is on hold']);
    expect(titles({ board: { ...board, plans: [{ ...plan, isHeld: false }] } })).toEqual([]);
    expect(titles({ board: { ...board, past: [row] } })).toEqual(['The store is closed']);
  });

  it('is holds that fail, and refusals only when they outnumber the holds', () => {
    const since = '2026-11-20T11:00:00.000Z';
    expect(titles({ holds: { since, done: 9, refused: 9, failed: 0 } })).toEqual([]);
    expect(titles({ holds: { since, done: 0, refused: 4, failed: 0 } })).toEqual([]);
    expect(titles({ holds: { since, done: 4, refused: 5, failed: 0 } })).toEqual([
      '5 of 9 holds were refused in the last hour',
    ]);
    const failing = attentionOf({ ...nothing, holds: { since, done: 0, refused: 0, failed: 1 } });
    expect(failing).toMatchObject([{ tone: 'danger', title: '1 hold failed in the last hour' }]);
  });

  it('is a checkout that waits for the vendor, not one that was begun just now', () => {
    const at = (ago: number) => new Date(now - ago).toISOString();
    expect(titles({ purchases: [{ state: 'paying', startedAt: at(120_000) }] })).toEqual([]);
    expect(titles({ purchases: [{ state: 'paying', startedAt: at(120_001) }] })).toEqual(['1 checkout not finished']);
    expect(titles({ purchases: [{ state: 'unknown', startedAt: at(0) }] })).toEqual(['1 checkout not finished']);
  });

  it('is a webhook that fails or was switched off, not one that staff switched off', () => {
    const url = 'https://hooks.example.com/flex';
    const failingSince = '2026-11-19T00:00:00.000Z';
    expect(titles({ webhooks: [{ url, isOn: true, offBecause: null, failingSince }] })).toEqual([
      'Webhook to hooks.example.com fails',
    ]);
    expect(titles({ webhooks: [{ url, isOn: false, offBecause: 'failing', failingSince }] })).toEqual([
      'Webhook to hooks.example.com was switched off',
    ]);
    expect(titles({ webhooks: [{ url, isOn: false, offBecause: 'staff', failingSince }] })).toEqual([]);
    expect(titles({ webhooks: [{ url, isOn: true, offBecause: null, failingSince: null }] })).toEqual([]);
  });

  it('is fees that were charged though fans are told that prices include them', () => {
    expect(titles({ prices: { feesIncluded: true, feesCents: 250 } })).toEqual([
      'The vendor charges fees that fans are not told of',
    ]);
    expect(titles({ prices: { feesIncluded: true, feesCents: 0 } })).toEqual([]);
    expect(titles({ prices: { feesIncluded: false, feesCents: 250 } })).toEqual([]);
  });

  it('is a vendor that is missing', () => {
    expect(titles({ vendor: { version: 0, connection: null, choices: [] } })).toEqual([
      'No ticketing vendor is connected',
    ]);
  });
});
