import { expect, test } from 'vitest';
import { type CalendarEntry, writeCalendar } from './checkout.ical.service.ts';

const entry: CalendarEntry = {
  uid: 'one@tickets.example',
  summary: 'Warriors, live; at home',
  location: 'Chase Center',
  description: 'Section 1\nRow \\A',
  start: { at: new Date('2026-12-26T01:00:00.000Z') },
  isCancelled: false,
};
const write = (entries: CalendarEntry[], description = '') =>
  writeCalendar({ name: 'Order', description, madeAt: new Date('2026-11-22T12:00:00.123Z'), entries });

test('instants are in UTC, texts are escaped, and every line ends in CRLF', () => {
  const text = write([entry]);
  expect(text.split('\r\n').slice(0, 3)).toEqual([
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Attend Flex//Orders//EN',
  ]);
  expect(text).toContain('\r\nDTSTAMP:20261122T120000Z\r\nDTSTART:20261226T010000Z\r\n');
  expect(text).toContain('\r\nSUMMARY:Warriors\\, live\\; at home\r\n');
  expect(text).toContain('\r\nDESCRIPTION:Section 1\\nRow \\\\A\r\n');
  expect(text.endsWith('END:VCALENDAR\r\n')).toBe(true);
  expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
});

test('a day without a time is a whole day, and what was given back is cancelled', () => {
  const text = write([{ ...entry, start: { on: '2027-01-05' }, isCancelled: true, location: null }]);
  expect(text).toContain('DTSTART;VALUE=DATE:20270105\r\n');
  expect(text).toContain('STATUS:CANCELLED\r\n');
  expect(text).not.toContain('LOCATION');
});

test('lines have at most 75 octets, no character is torn, and unfolded they are what they were', () => {
  const summary = 'Très près — 🏀🏀🏀 '.repeat(20);
  const text = write([{ ...entry, summary }], 'x'.repeat(300));
  for (const line of text.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
  expect(text.isWellFormed()).toBe(true);
  expect(text.replaceAll('\r\n ', '')).toContain(`SUMMARY:${summary}\r\n`);
  expect(text.replaceAll('\r\n ', '')).toContain(`\r\nX-WR-CALDESC:${'x'.repeat(300)}\r\n`);
});

test('a control character in a name cannot begin a line of its own', () => {
  expect(write([{ ...entry, summary: 'a\u0000b\u000bc\rATTENDEE:x' }])).toContain('SUMMARY:a b c\\nATTENDEE:x\r\n');
});
