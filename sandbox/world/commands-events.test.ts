import { expect, it } from 'vitest';
import { makeTestWorld } from './testing.ts';

const codes = (answer: Record<string, unknown>) =>
  (answer.events as { event_name: string }[]).map((one) => one.event_name);

it('a search answers the events of its days, both included, in their order', () => {
  const { ask } = makeTestWorld();
  expect(codes(ask('event_search', { start_date: '2026-11-22', end_date: '2026-12-04' }))).toEqual(['GSW02', 'GSW03']);
  expect(codes(ask('event_search', { start_date: '2026-12-15', end_date: '2026-12-15' }))).toEqual(['PARK', 'GSW05']);
  expect(codes(ask('event_search', { start_date: '2030-01-01', end_date: '2030-12-31' }))).toEqual([]);
});

it('a search by item set answers its events, or none', () => {
  const { ask } = makeTestWorld({ size: 'season' });
  expect(codes(ask('event_search', { item_set: 'SEASON' }))).toHaveLength(40);
  expect(codes(ask('event_search', { item_set: 'MARQUEE' })).length).toBeGreaterThan(4);
  expect(codes(ask('event_search', { item_set: 'NONE' }))).toEqual([]);
});

it.each([
  {},
  { start_date: '2026-11-22' },
  { start_date: 'yesterday', end_date: '2026-12-04' },
  { start_date: '2026-02-30', end_date: '2026-12-04' },
  { start_date: '2026-12-04', end_date: '2026-11-22' },
])('a search without two days in order is malformed: %o', (request) => {
  expect(makeTestWorld().result('event_search', request)).toBe(4002);
});

it('details leave out codes that do not exist', () => {
  const { ask, result } = makeTestWorld();
  expect(codes(ask('event_details', { event_filter: 'GSW02, NOPE,PARK,GSW02', event_filter_type: 'L' }))).toEqual([
    'GSW02',
    'PARK',
  ]);
  expect(result('event_details', { event_filter: 'GSW02', event_filter_type: 'R' })).toBe(4002);
});

it('an event says all that the wire page names', () => {
  const { ask } = makeTestWorld();
  expect(ask('event_details', { event_filter: 'GSW04', event_filter_type: 'L' }).events).toEqual([
    {
      event_name: 'GSW04',
      event_id: 3004,
      description: 'Warriors vs. Utah Jazz',
      event_date: '2026-12-07',
      event_time: '19:00',
      date_status: 'SET',
      time_status: 'TBD',
      opponent: 'Utah Jazz',
      arena_name: 'Chase Center',
      arena_time_zone: 'America/Los_Angeles',
      manifest_name: 'ARENA',
      item_sets: ['SEASON'],
      minor_category: 'BASKETBALL',
      onsale_datetime: '2026-09-06T17:00:00Z',
      offsale_datetime: '2026-12-08T04:00:00Z',
      event_status: 'ACTIVE',
      capacity: 400,
    },
  ]);
});
