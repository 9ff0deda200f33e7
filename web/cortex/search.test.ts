import { describe, expect, it } from 'vitest';
import { auditSearch, exactly, listSearch, settingSearch, signInSearch, textsOf } from './search.ts';
import { editorSearch } from './searchOfPrograms.ts';
import { inventoryEventSearch } from './searchOfSeason.ts';
import { suitesSearch, venuesSearch } from './searchOfVenues.ts';

describe('what an address carries', () => {
  it('is text, also where it looks like a number or a truth: a section, an order number, an opened history', () => {
    expect(inventoryEventSearch(textsOf('?view=map&section=112&code=007'))).toEqual({
      ...{ view: 'map', section: '112', code: '007' },
    });
    expect(settingSearch(textsOf('?group=legal&history=true'))).toEqual({ group: 'legal', history: true });
  });

  it.each([
    [settingSearch, { group: 'legal', history: true }],
    [editorSearch, { preview: true }],
    [venuesSearch, { archived: true }],
    [suitesSearch, { archived: true }],
  ])('stays what it is when it is read once more, as the router does: %o', (read, search) => {
    expect(read(search)).toEqual(search);
    expect(read({ history: 'no', preview: 'no', archived: 'no' })).toEqual({});
  });

  it('is kept where the screen knows it and dropped where it does not', () => {
    expect(listSearch({ text: 'flex', sort: '-name', other: 'x' })).toEqual({ text: 'flex', sort: '-name' });
    expect(listSearch({ text: '', sort: ['name'] })).toEqual({});
  });

  it('is taken away from what the address says where the screen does not know it', () => {
    const address = textsOf('?group=nothing&history=true&other=1');
    expect({ ...address, ...exactly(settingSearch)(address) }).toEqual({ history: true });
  });

  it.each([
    ['/stores/flex/people?sort=-name', '/stores/flex/people?sort=-name'],
    ['https://elsewhere.test', undefined],
    ['//elsewhere.test', undefined],
    ['/\\elsewhere.test', undefined],
    ['javascript:alert(1)', undefined],
    ['', undefined],
  ])('after signing in leads only to a path of ours: %j', (to, kept) => {
    expect(signInSearch({ to }).to).toBe(kept);
  });

  it('names a group of settings that exists', () => {
    expect(settingSearch({ group: 'legal' })).toEqual({ group: 'legal' });
    expect(settingSearch({ group: 'nothing' })).toEqual({});
  });

  it('filters the audit by days and kinds that exist', () => {
    expect(auditSearch({ kind: 'staff', from: '2026-10-01', until: '2026-10-31', action: 'stores.' })).toEqual({
      kind: 'staff',
      from: '2026-10-01',
      until: '2026-10-31',
      action: 'stores.',
    });
    expect(auditSearch({ kind: 'ghost', from: '2026-13-01', until: 'yesterday' })).toEqual({});
  });
});
