import { expect, it } from 'vitest';
import { commands } from './commands.ts';
import { freeSeats, holdOf, makeTestWorld, type SeatRow, type TestWorld } from './testing.ts';

type Row = Record<string, string | number>;
const summary = (test: TestWorld, code: string, uid?: string) =>
  test.ask('get_avail_seats', { event_name: code, summary_flag: 'Y' }, uid) as {
    sections: Row[];
    prices: Row[];
    classes: Row[];
  };

it('the summary counts the seats that the runs name, by section, class and price code', () => {
  const test = makeTestWorld({ size: 'season' });
  const counts = new Map<string, number>();
  for (const { section, className, priceCode, first, last } of freeSeats(test, 'GSW07')) {
    const key = `${section} ${className} ${priceCode}`;
    counts.set(key, (counts.get(key) ?? 0) + last - first + 1);
  }
  const { sections } = summary(test, 'GSW07');
  expect(counts.size).toBeGreaterThan(200);
  expect(sections).toHaveLength(counts.size);
  expect(new Map(sections.map((row) => [`${row.section_name} ${row.class} ${row.price_code}`, row.num_seats]))).toEqual(
    counts,
  );
});

it('runs are the longest there are: none goes on where another ends', () => {
  const runs = freeSeats(makeTestWorld(), 'GSW03');
  const key = ({ section, row, className }: SeatRow, seat: number) => `${section}/${row}/${className}/${seat}`;
  const starts = new Set(runs.map((run) => key(run, run.first)));
  expect(runs.filter((run) => starts.has(key(run, run.last + 1)))).toEqual([]);
});

it('seats of classes that are not granted are never shown, and those granted are named', () => {
  const test = makeTestWorld({ grants: { LITTLE: ['FLEX', 'ADA'] }, size: 'season' });
  const classesOf = (uid?: string) => new Set(freeSeats(test, 'GSW07', uid).map(({ className }) => className));
  expect(classesOf()).toEqual(new Set(['FLEX', 'ADA', 'SUITE', 'PREM']));
  expect(classesOf('LITTLE')).toEqual(new Set(['FLEX', 'ADA']));
  expect(summary(test, 'GSW07', 'LITTLE').classes).toEqual([
    { class: 'FLEX', description: 'Flexible plans' },
    { class: 'ADA', description: 'Accessible seating' },
  ]);
});

it('a hold takes seats out of the runs and a release gives them back', () => {
  const test = makeTestWorld();
  const before = freeSeats(test, 'GSW02');
  test.ask('seats_hold_specific', holdOf(test, 'GSW02', 2));
  expect(freeSeats(test, 'GSW02')).not.toEqual(before);
  test.ask('seats_release', { session_id: 'cart-1' });
  expect(freeSeats(test, 'GSW02')).toEqual(before);
});

it('an aisle is at the end of a run only where the row has one', () => {
  const test = makeTestWorld({ house: 'full' });
  const { seats } = test.ask('get_avail_seats', { event_name: 'GSW02', summary_flag: 'N' }) as { seats: unknown[][] };
  const row = seats.find(([section, name]) => section === '201' && name === '2');
  expect(row).toEqual(['201', '2', 1, 13, 13, 1, 3, 'FLEX', '9', 'J', 430]);
  test.world.acts.sellByOthers({
    eventName: 'GSW02',
    seats: [{ sectionName: '201', rowName: '2', firstSeat: 5, lastSeat: 5 }],
  });
  const after = test.ask('get_avail_seats', { event_name: 'GSW02', summary_flag: 'N' }) as { seats: unknown[][] };
  const parts = after.seats.filter(([section, name]) => section === '201' && name === '2');
  expect(parts.map(([, , first, last, , , aisle]) => [first, last, aisle])).toEqual([
    [1, 4, 1],
    [6, 13, 2],
  ]);
});

it('prices are amounts by price code and ticket type, dearer for a better opponent, some missing', () => {
  const test = makeTestWorld({ size: 'season' });
  const priceOf = (code: string, priceCode: string, type: string) =>
    (test.ask('event_price_info', { event_name: code }) as { price_info: Row[] }).price_info.find(
      (row) => row.price_code === priceCode && row.ticket_type_code === type,
    );
  expect(priceOf('GSW07', 'D', '3GP')).toEqual({
    price_code: 'D',
    price_level: '4',
    description: 'Lower side',
    ticket_type_code: '3GP',
    ticket_type: '3-game plan',
    price: '149.00',
  });
  expect(Number(priceOf('GSW30', 'D', '3GP')?.price)).toBeGreaterThan(2 * Number(priceOf('GSW07', 'D', '3GP')?.price));
  expect(priceOf('GSW07', 'A', 'STU')).toBeUndefined();
  expect(summary(test, 'GSW07').prices).toContainEqual({
    price_code: 'D',
    price_level: '4',
    ticket_type_code: '3GP',
    ticket_type: '3-game plan',
    price: '149.00',
  });
});

it('unknown events and flags are refused', () => {
  const { result } = makeTestWorld();
  expect(result('get_avail_seats', { event_name: 'NOPE', summary_flag: 'Y' })).toBe(4004);
  expect(result('get_avail_seats', { event_name: 'GSW02', summary_flag: 'X' })).toBe(4002);
  expect(result('get_avail_seats', { event_name: 'GSW02' })).toBe(4002);
  expect(result('event_price_info', { event_name: 'NOPE' })).toBe(4004);
});

it('an answer kept as bytes is good until a seat or a price changes, also by time alone', () => {
  const test = makeTestWorld();
  const { world, ask, clock } = test;
  const ready = (uid = 'FLEX') =>
    commands.get_avail_seats?.ready?.(world, { event_name: 'GSW02', summary_flag: 'Y' }, { uid, dsn: 'test' });
  const seen = [ready()];
  expect(ready()).toEqual(seen[0]);
  expect(ready('LITTLE')?.key).toEqual(seen[0]?.key);
  ask('seats_hold_specific', holdOf(test, 'GSW02', 1));
  seen.push(ready());
  clock.at += 900_000;
  seen.push(ready());
  world.acts.changePrices({ percent: 90 });
  seen.push(ready());
  world.acts.cancelEvent({ eventName: 'GSW02' });
  seen.push(ready());
  expect(new Set(seen.map((one) => `${one?.key} ${one?.version}`)).size).toBe(5);
  const before = ready();
  world.restore(makeTestWorld().world.snapshot());
  expect(ready()?.key).not.toBe(before?.key);
});
