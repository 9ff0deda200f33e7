import { describe, expect, it } from 'vitest';
import { makeContent, makeRule } from '../../test/factories/program-content.ts';
import { capOnAdding, capsOnOthers } from './quote.ts';

type Caps = { seatsPerEvent: number | null; events: number | null; plans: number | null };
const none: Caps = { seatsPerEvent: null, events: null, plans: null };
const contentWith = (caps: Partial<Caps>) =>
  makeContent({ definition: { fanCaps: { ...none, ...caps } }, eventCodes: ['A', 'B'], rules: [makeRule('all')] });
const buyer = {
  ...{ accountGroups: new Set<string>(), eventCount: 2, planCount: 1 },
  seatsByEvent: new Map([
    ['A', 3],
    ['B', 1],
  ]),
};
const adding = { chosen: 1, partySize: 2, eventCode: 'A', suiteId: null };

describe('one more game', () => {
  it.each([
    ['nothing, without caps', {}, {}, null],
    ['the seats of its game', { seatsPerEvent: 4 }, {}, 'cap.seats_per_event'],
    ['nothing, when the party fits beside what the fan has', { seatsPerEvent: 4 }, { partySize: 1 }, null],
    ['nothing, when the fan has seats of another game', { seatsPerEvent: 4 }, { eventCode: 'C' }, null],
    [
      'a party that is larger than what a fan may have',
      { seatsPerEvent: 1 },
      { eventCode: 'C' },
      'cap.seats_per_event',
    ],
    ['nothing, in a suite', { seatsPerEvent: 4 }, { suiteId: 'suite' }, null],
    ['the games of a fan', { events: 3 }, {}, 'cap.events'],
    ['nothing, with a game to go', { events: 4 }, {}, null],
    ['the plans of a fan', { plans: 1 }, {}, 'cap.plans'],
  ] as const)('has against it %s', (_, caps, more, code) => {
    expect(capOnAdding(contentWith(caps), { ...adding, ...more }, buyer)?.code ?? null).toBe(code);
  });
});

describe('games that are not chosen', () => {
  const selection = { partySize: 2, events: [{ eventCode: 'C', seats: [], suiteId: null }] };

  it('are told of when a cap leaves no room for them', () => {
    expect(capsOnOthers(contentWith({ seatsPerEvent: 4 }), selection, buyer)).toEqual([
      {
        ...{ code: 'cap.seats_per_event', severity: 'info', at: '/events/A' },
        params: { eventCode: 'A', cap: 4, already: 3 },
      },
    ]);
    expect(capsOnOthers(contentWith({ events: 3 }), selection, buyer)).toEqual([
      { code: 'cap.events', severity: 'info', at: '/events', params: { cap: 3, already: 2 } },
    ]);
  });

  it('are not told of when they are chosen, or there is room', () => {
    const events = [...selection.events, { eventCode: 'A', seats: [], suiteId: null }];
    expect(capsOnOthers(contentWith({ seatsPerEvent: 4 }), { ...selection, events }, buyer)).toEqual([]);
    expect(capsOnOthers(contentWith({ seatsPerEvent: 5, events: 4 }), selection, buyer)).toEqual([]);
  });
});
