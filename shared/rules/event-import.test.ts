import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ImportField } from '../contract/events.ts';
import { isSame } from './changes.ts';
import { fixedFields, resolveWhen } from './event-dates.ts';
import {
  blankFields,
  exchangeCategory,
  type ImportFields,
  type MergeInput,
  mergeImport,
  type Said,
  vendorCategory,
  vendorDifferences,
} from './event-import.ts';

const zones: Record<string, string> = { home: 'America/Los_Angeles', away: 'America/New_York' };
const on = (day: string) => ({ state: 'set' as const, on: day });
const at = (time: string) => ({ state: 'set' as const, at: time });
const tbd = { state: 'tbd' as const };
const tba = { state: 'tba' as const };

const game: ImportFields = {
  name: 'Warriors vs Lakers',
  opponent: 'Lakers',
  venueId: 'home',
  date: on('2026-12-25'),
  time: at('19:30'),
  estimatedAt: null,
  onSaleAt: null,
  offSaleAt: null,
  categoryId: null,
};
const merge = (input: Partial<MergeInput>) =>
  mergeImport({ ours: game, base: game, said: game, state: 'draft', zoneOf: (id) => zones[id] ?? null, ...input });

describe('a field of a draft', () => {
  test('follows the vendor when staff did not touch it', () => {
    const said = { ...game, date: on('2026-12-26'), opponent: 'LA Lakers' };
    expect(merge({ said })).toEqual({
      ours: said,
      base: said,
      followed: ['opponent', 'date'],
      kept: [],
      waiting: [],
      impossible: [],
    });
  });

  test('stays when staff edited it, through any number of imports, also when the vendor says another thing', () => {
    const ours = { ...game, name: 'The Christmas game' };
    const first = merge({ ours, said: { ...game, name: 'GSW vs LAL' } });
    expect([first.ours.name, first.kept, first.followed]).toEqual(['The Christmas game', ['name'], []]);
    const second = merge({ ours, base: first.base, said: { ...game, name: 'Warriors - Lakers' } });
    expect([second.ours.name, second.kept]).toEqual(['The Christmas game', ['name']]);
  });

  test('that staff typed to what the vendor said before still stays', () => {
    const first = merge({ ours: { ...game, name: 'Ours' }, said: { ...game, name: 'New' } });
    const typed = { ...game, name: 'Warriors vs Lakers' };
    expect(merge({ ours: typed, base: first.base, said: { ...game, name: 'New' } }).kept).toEqual(['name']);
  });

  test('that staff emptied stays empty', () => {
    expect(merge({ ours: { ...game, opponent: null }, said: game }).kept).toEqual(['opponent']);
  });

  test('follows again once ours and the vendor agreed', () => {
    const ours = { ...game, name: 'Agreed' };
    const agreed = merge({ ours, said: { ...game, name: 'Agreed' } });
    expect([agreed.kept, agreed.base.name]).toEqual([[], 'Agreed']);
    expect(merge({ ours, base: agreed.base, said: { ...game, name: 'Later' } }).ours.name).toBe('Later');
  });

  test('of which the vendor says no usable thing stays, and so does its base', () => {
    const { venueId: _, ...said } = { ...game, name: 'New' };
    const { ours, base } = merge({ said });
    expect([ours.venueId, base.venueId, ours.name]).toEqual(['home', 'home', 'New']);
  });

  test('goes back to undecided with the vendor', () => {
    expect(merge({ said: { ...game, date: tbd, time: tba } }).ours).toMatchObject({ date: tbd, time: tba });
  });
});

test('an event made by hand is filled where staff left it blank', () => {
  const ours = { ...blankFields, name: 'Typed', date: on('2026-12-24') };
  const merged = merge({ ours, base: {}, said: game });
  expect(merged.ours).toEqual({ ...game, name: 'Typed', date: on('2026-12-24') });
  expect(merged.kept).toEqual(['name', 'date']);
});

describe('a published event', () => {
  const moved = { ...game, date: on('2026-12-27'), venueId: 'away', time: at('18:00'), name: 'New name' };

  test('keeps date, time and venue and follows in the rest; after it was unpublished they follow too', () => {
    const merged = merge({ state: 'published', said: moved });
    expect(merged.ours).toEqual({ ...game, name: 'New name' });
    expect([merged.waiting, merged.followed]).toEqual([['venueId', 'date', 'time'], ['name']]);
    const later = merge({ ours: merged.ours, base: merged.base, said: moved });
    expect([later.ours, later.kept]).toEqual([moved, []]);
  });

  test('is not overwritten where staff edited after it was unpublished', () => {
    const merged = merge({ state: 'published', said: moved });
    const ours = { ...merged.ours, date: on('2026-12-30') };
    expect(merge({ ours, base: merged.base, said: moved }).kept).toEqual(['date']);
  });

  test('takes a date that is decided now, once', () => {
    const open = { ...game, date: tbd, time: tba };
    expect(merge({ state: 'published', ours: open, base: open }).followed).toEqual(['date', 'time']);
    expect(merge({ state: 'published', said: open }).waiting).toEqual(['date', 'time']);
  });

  test('shows what the vendor says otherwise, and which of it is fixed', () => {
    expect(vendorDifferences(game, moved, 'published')).toEqual([
      { field: 'name', isFixed: false },
      { field: 'venueId', isFixed: true },
      { field: 'date', isFixed: true },
      { field: 'time', isFixed: true },
    ]);
    expect(vendorDifferences(game, moved, 'draft').some(({ isFixed }) => isFixed)).toBe(false);
    expect(vendorDifferences(game, game, 'published')).toEqual([]);
  });
});

test('an archived event changes in nothing, and follows after it was unarchived', () => {
  const said = { ...game, name: 'New', date: on('2026-12-26') };
  const merged = merge({ state: 'archived', said });
  expect([merged.ours, merged.waiting]).toEqual([game, ['name', 'date']]);
  expect(merge({ base: merged.base, said }).ours).toEqual(said);
});

describe('what cannot be', () => {
  test('is a time that the clocks skip: a new event gets the date, one with a time keeps both', () => {
    const said = { ...game, date: on('2027-03-14'), time: at('02:30') };
    const fresh = merge({ ours: blankFields, base: {}, said });
    expect([fresh.ours.date, fresh.ours.time, fresh.impossible]).toEqual([said.date, tbd, ['time']]);
    const old = merge({ said });
    expect([old.ours, old.impossible]).toEqual([game, ['date', 'time']]);
  });

  test('is an off-sale before the on-sale', () => {
    const [early, late] = ['2026-10-01T00:00:00.000Z', '2026-11-01T00:00:00.000Z'];
    expect(merge({ said: { ...game, onSaleAt: late, offSaleAt: early } })).toMatchObject({
      ours: { onSaleAt: late, offSaleAt: null },
      impossible: ['offSaleAt'],
    });
    const ours = { ...game, offSaleAt: early };
    expect(merge({ ours, said: { ...game, onSaleAt: late } })).toMatchObject({
      ours,
      kept: ['offSaleAt'],
      impossible: ['onSaleAt'],
    });
  });

  test('is tried again at the next import', () => {
    const said = { ...game, date: on('2027-03-14'), time: at('02:30') };
    const { base } = merge({ said });
    expect(merge({ base, said: { ...said, time: at('03:30') } }).ours.time).toEqual(at('03:30'));
  });
});

describe('the category', () => {
  test('is the one that came from the vendor, else the one it means', () => {
    expect(vendorCategory(['a', 'b'], { categoryId: 'a' }, { categoryId: 'b' })).toBe('a');
    expect(vendorCategory(['b'], { categoryId: 'a' }, { categoryId: 'b' })).toBe('b');
    expect(vendorCategory(['c'], { categoryId: 'a' }, { categoryId: null })).toBeNull();
  });

  test('is exchanged beside those that staff added', () => {
    expect(exchangeCategory(['a', 'mine'], 'a', 'b')).toEqual(['mine', 'b']);
    expect(exchangeCategory(['mine'], null, 'mine')).toEqual(['mine']);
    expect(exchangeCategory(['a', 'mine'], 'a', null)).toEqual(['mine']);
    expect(exchangeCategory(['mine', 'a'], 'a', 'a')).toEqual(['mine', 'a']);
  });
});

const date = fc.constantFrom(tbd, tba, on('2026-12-25'), on('2027-03-14'), on('2026-11-01'));
const time = fc.constantFrom(tbd, tba, at('19:30'), at('02:30'), at('01:30'));
const instant = fc.constantFrom(
  null,
  '2026-10-01T00:00:00.000Z',
  '2026-11-01T00:00:00.000Z',
  '2026-12-01T00:00:00.000Z',
);
const anyFields: fc.Arbitrary<ImportFields> = fc.record({
  name: fc.constantFrom('A', 'B', 'C'),
  opponent: fc.constantFrom(null, 'X', 'Y'),
  venueId: fc.constantFrom(null, 'home', 'away'),
  date,
  time,
  estimatedAt: instant,
  onSaleAt: instant,
  offSaleAt: instant,
  categoryId: fc.constantFrom(null, 'k', 'l'),
});
const isPossible = ({ onSaleAt, offSaleAt, ...fields }: ImportFields) =>
  resolveWhen(fields, null, zones[fields.venueId ?? ''] ?? null).kind === 'resolved' &&
  (onSaleAt === null || offSaleAt === null || onSaleAt < offSaleAt);
const anySaid: fc.Arbitrary<Said> = fc
  .tuple(anyFields, fc.subarray([...ImportField.options]))
  .map(([fields, absent]) =>
    Object.fromEntries(Object.entries(fields).filter(([name]) => !absent.some((one) => one === name))),
  );
const anyInput: fc.Arbitrary<MergeInput> = fc.record({
  ours: anyFields.filter(isPossible),
  base: anySaid,
  said: anySaid,
  state: fc.constantFrom('draft' as const, 'published' as const, 'archived' as const),
  zoneOf: fc.constant((id: string) => zones[id] ?? null),
});

describe('whatever ours, the base and the vendor are', () => {
  const always = (holds: (input: MergeInput) => void) => fc.assert(fc.property(anyInput, holds), { numRuns: 600 });

  test('merging the same again changes nothing', () => {
    always((input) => {
      const once = mergeImport(input);
      const twice = mergeImport({ ...input, ours: once.ours, base: once.base });
      expect([twice.ours, twice.base, twice.followed]).toEqual([once.ours, once.base, []]);
      expect([twice.kept, twice.waiting]).toEqual([once.kept, once.waiting]);
    });
  });

  test('no field that staff touched changes, and what publishing fixed does not either', () => {
    always((input) => {
      const { ours } = mergeImport(input);
      for (const field of ImportField.options) {
        const untouched = input.base[field] === undefined ? blankFields[field] : input.base[field];
        if (!isSame(input.ours[field], untouched)) expect(ours[field]).toEqual(input.ours[field]);
      }
      if (input.state === 'published') expect(fixedFields(input.ours, ours)).toEqual([]);
      if (input.state === 'archived') expect(ours).toEqual(input.ours);
    });
  });

  test('the event can be, and each field that differs is accounted for once', () => {
    always((input) => {
      const { ours, kept, waiting, impossible, followed } = mergeImport(input);
      expect(isPossible(ours)).toBe(true);
      const differing = vendorDifferences(ours, input.said, input.state).map(({ field }) => field);
      expect([...kept, ...waiting, ...impossible].sort()).toEqual(differing.sort());
      for (const field of followed) expect(ours[field]).toEqual(input.said[field]);
    });
  });

  test('once staff let go, an untouched draft is what the vendor says, but for what cannot be', () => {
    always((input) => {
      const { ours, impossible } = mergeImport({ ...input, state: 'draft', base: input.ours });
      for (const field of ImportField.options) {
        if (input.said[field] !== undefined && !impossible.includes(field))
          expect(ours[field]).toEqual(input.said[field]);
      }
    });
  });
});
