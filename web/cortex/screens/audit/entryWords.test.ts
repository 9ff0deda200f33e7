import { expect, it } from 'vitest';
import { subjectInWords } from './entryWords.ts';

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

it('a plan is told by its program, also when it is changed or cancelled', () => {
  const plan = { id: 'x', programId: 'p2', startsAt: 1, endsAt: 2, isHeld: false, returnTo: { kind: 'base' } };
  const [none, one] = [
    { baseProgramId: 'p1', plans: [] },
    { baseProgramId: 'p1', plans: [plan] },
  ];
  const later = { baseProgramId: 'p1', plans: [{ ...plan, startsAt: 2, endsAt: 3 }] };
  const told = (before: object, after: object) => subjectInWords({ subject, before, after }, names);
  expect([told(none, one), told(one, later), told(one, none)]).toEqual(Array(3).fill('Black Friday'));
  const two = { baseProgramId: 'p1', plans: [plan, { ...plan, id: 'y', programId: 'p1' }] };
  expect(told(two, none)).toBe('Warriors Flex');
});
