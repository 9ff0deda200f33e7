import { expect, it } from 'vitest';
import { changesBetween, pathInWords } from '../../../ui/changes.ts';
import { fieldsInWords } from './entryFields.ts';

const program = '01a203c1-cd61-7051-8877-fb0793502abc';
const suite = '01a203ee-085a-7223-b52e-17fadb984980';
const rule = '91049bf0-d987-4e12-bc7a-11945e74fb2e';
const names = new Map([
  [program, 'Black Friday'],
  [suite, 'Suite 4'],
]);

/** As the table shows it. */
function rowsOf(before: unknown, after: unknown): string[] {
  const fields = fieldsInWords({ before, after }, names, 'America/Los_Angeles');
  return changesBetween(fields.before, fields.after).map(
    (row) => `${pathInWords(row.path)}: ${row.before} → ${row.after}`,
  );
}

const plan = {
  ...{ id: '01a20408-13b3-7423-84cc-eb49f5dcd4b7', programId: program, isHeld: false, returnTo: { kind: 'base' } },
  ...{ startsAt: Date.parse('2027-01-26T08:00:00Z'), endsAt: Date.parse('2027-01-29T08:00:00Z') },
};

it('a plan is a sentence with its program and times, and plans that stayed as they were are left out', () => {
  const other = { ...plan, id: '01a20408-13b3-7423-84cc-eb49f5dcd4b8', endsAt: null };
  const told =
    'Black Friday: from Jan 26, 2027, 12:00 AM until Jan 29, 2027, 12:00 AM, then whatever would have been active';
  expect(rowsOf({ baseProgramId: null, plans: [] }, { baseProgramId: null, plans: [plan] })).toEqual([
    `Plans › 1:  → ${told}`,
  ]);
  expect(rowsOf({ plans: [other, plan] }, { plans: [other] })).toEqual([`Plans › 1: ${told} → `]);
  expect(rowsOf({ plans: [other] }, { plans: [{ ...other, isHeld: true }] })).toEqual([
    'Plans › 1: Black Friday: from Jan 26, 2027, 12:00 AM without an end → Black Friday, on hold: from Jan 26, 2027, 12:00 AM without an end',
  ]);
});

it('programs and suites stand by name where only their ids are kept, also beside none', () => {
  expect(rowsOf({ baseProgramId: null, suiteIds: [] }, { baseProgramId: program, suiteIds: [suite] })).toEqual([
    'Base program: none → Black Friday',
    'Suites: none → Suite 4',
  ]);
});

it('what is kept by an id has a number, and a row of plain fields is one line', () => {
  const row = { suiteId: suite, eventCode: null, priceCode: 'S', ticketTypeCode: '3GP', isShown: true };
  expect(rowsOf({ rules: { [rule]: { suiteRows: [] } } }, { rules: { [rule]: { suiteRows: [row] } } })).toEqual([
    'Rules › 1 › suite rows › 1:  → suite Suite 4, price code S, ticket type code 3GP, is shown yes',
  ]);
  const pack = { id: rule, name: 'Five', limits: { min: 5 } };
  expect(rowsOf({ packs: [pack] }, { packs: [{ ...pack, limits: { min: 4 } }] })).toEqual([
    'Packs › 1 › limits › min: 5 → 4',
  ]);
});

it('instants stand on the clocks of the store, in fields that are called so', () => {
  const dates = { onSaleAt: '2026-09-06T17:00:00.000Z', offSaleAt: null, lookAt: 'soon' };
  expect(fieldsInWords({ before: null, after: dates }, names, 'America/Los_Angeles').after).toEqual({
    ...dates,
    onSaleAt: 'Sep 6, 2026, 10:00:00 AM',
  });
});
