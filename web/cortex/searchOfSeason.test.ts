import { describe, expect, it } from 'vitest';
import { callsSearch, eventsSearch, inventorySearch } from './searchOfSeason.ts';

const id = '01980000-0000-7000-8000-000000000001';

describe('the address of the events', () => {
  it('keeps what the list understands and drops the rest', () => {
    const kept = { text: 'lakers', state: 'draft', venue: id, from: '2026-10-01', import: 'season' };
    expect(eventsSearch({ ...kept, category: 'not an id', until: 'tomorrow', other: 'x' })).toEqual(kept);
  });
});

describe('the address of the inventory', () => {
  it('names a view and a filter that there is', () => {
    expect(inventorySearch({ view: 'runs', only: 'everything', cause: 'staff' })).toEqual({
      view: 'runs',
      cause: 'staff',
    });
  });
});

describe('the address of the calls', () => {
  it('takes no text that is longer than the route takes', () => {
    expect(callsSearch({ event: 'x'.repeat(300), outcome: 'done', purpose: 'nap' })).toEqual({
      event: 'x'.repeat(100),
      outcome: 'done',
    });
  });
});
