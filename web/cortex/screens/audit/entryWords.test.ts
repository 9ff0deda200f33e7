import { expect, it } from 'vitest';
import { subjectInWords, withNames } from './entryWords.ts';

const names = new Map([
  ['p1', 'Build Your Own'],
  ['p2', 'Black Friday'],
]);
const subject = { type: 'switchboard', id: 's1', name: 'Warriors Flex', version: null };

it('a switch is told by the program that it made active, and a store by its name', () => {
  const switched = { subject, before: { baseProgramId: 'p1' }, after: { baseProgramId: 'p2' } };
  expect(subjectInWords(switched, names)).toBe('Black Friday');
  expect(subjectInWords(switched, new Map())).toBe('Warriors Flex');
  expect(subjectInWords({ ...switched, after: { baseProgramId: null } }, names)).toBe('Warriors Flex');
  expect(subjectInWords({ ...switched, after: switched.before }, names)).toBe('Warriors Flex');
});

it('settings are told by their title', () => {
  const of = (name: string) => ({ subject: { ...subject, type: 'setting', name }, before: null, after: null });
  expect(subjectInWords(of('fanMail'), names)).toBe('Mail to fans');
  expect(subjectInWords(of('newer'), names)).toBe('newer');
});

it('programs stand by name where only their id is kept, and instants on the clocks of the store, at any depth', () => {
  const kept = {
    baseProgramId: 'p1',
    plans: [{ programId: 'p2', id: 'x', endsAt: 1806303600000 }],
    note: null,
    count: 2,
  };
  const dates = { onSaleAt: '2026-09-06T17:00:00.000Z', offSaleAt: null, lookAt: 'soon' };
  expect(withNames({ ...kept, ...dates }, names, 'America/Los_Angeles')).toEqual({
    baseProgram: 'Build Your Own',
    plans: [{ program: 'Black Friday', id: 'x', endsAt: 'Mar 29, 2027, 12:00:00 AM' }],
    note: null,
    count: 2,
    onSaleAt: 'Sep 6, 2026, 10:00:00 AM',
    offSaleAt: null,
    lookAt: 'soon',
  });
});
