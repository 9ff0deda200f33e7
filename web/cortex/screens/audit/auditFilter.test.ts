import { describe, expect, it } from 'vitest';
import { actionInWords, filterOf } from './auditFilter.ts';

describe('the filter of the audit', () => {
  it('makes instants of the days, in the zone, the last day included', () => {
    const search = { text: 'flex', action: 'stores.', kind: 'staff', from: '2026-10-01', until: '2026-10-01' } as const;
    expect(filterOf(search, 'America/Los_Angeles')).toEqual({
      text: 'flex',
      action: 'stores.',
      actorKind: 'staff',
      from: '2026-10-01T07:00:00.000Z',
      until: '2026-10-02T07:00:00.000Z',
    });
  });

  it('leaves out what is not filtered, and the page', () => {
    expect(filterOf({ cursor: 'c1' }, 'UTC')).toEqual({});
  });
});

describe('an action in words', () => {
  it('is a sentence, or spelled out when it is newer than the list', () => {
    expect(actionInWords('stores.add_host')).toBe('Added a host name');
    expect(actionInWords('programs.grow_wings')).toBe('Programs: grow wings');
  });
});
