import { isFields } from '../fields.ts';
import { type Fields, Refusal, type WorldOptions } from '../types.ts';
import { commands } from './commands.ts';
import { makeWorld, type VendorWorld } from './world.ts';

/** A small world at a time that stands still until a test moves it, and a caller of its commands. */
export type TestWorld = {
  world: VendorWorld;
  clock: { at: number };
  /** The answer's fields, as they come out of JSON. */
  ask: (cmd: string, request?: Fields, uid?: string) => Fields;
  /** The result code: 0 when the call was not refused. */
  result: (cmd: string, request?: Fields, uid?: string) => number;
};

/** 5.06 p.m. on a Saturday at the arena. */
export const testTime = Date.parse('2026-11-22T01:06:00Z');

export function makeTestWorld(options: Partial<WorldOptions> = {}): TestWorld {
  const clock = { at: testTime };
  const world = makeWorld({ now: () => clock.at, seed: 7, size: 'small', holdSeconds: 900, ...options });
  const ask: TestWorld['ask'] = (cmd, request = {}, uid = 'FLEX') => {
    const command = commands[cmd];
    if (command === undefined) throw new Error(`There is no command ${cmd}`);
    const answer = command.run(world, request, { uid, dsn: 'test' });
    const read: unknown = JSON.parse(JSON.stringify(answer));
    return isFields(read) ? read : {};
  };
  return {
    world,
    clock,
    ask,
    result(cmd, request, uid) {
      try {
        ask(cmd, request, uid);
        return 0;
      } catch (error) {
        if (error instanceof Refusal) return error.code;
        throw error;
      }
    },
  };
}

export type SeatRow = {
  section: string;
  row: string;
  first: number;
  last: number;
  className: string;
  priceCode: string;
};

/** The free seats of an event as runs. */
export function freeSeats({ ask }: TestWorld, eventName: string, uid?: string): SeatRow[] {
  const { seat_header: header, seats } = ask('get_avail_seats', { event_name: eventName, summary_flag: 'N' }, uid);
  if (!Array.isArray(header) || !Array.isArray(seats)) throw new Error('an answer without seats');
  const column = (name: string) => header.indexOf(name);
  return seats.map((seat: unknown) => {
    const values: unknown[] = Array.isArray(seat) ? seat : [];
    return {
      section: String(values[column('section_name')]),
      row: String(values[column('row_name')]),
      first: Number(values[column('first_seat')]),
      last: Number(values[column('last_seat')]),
      className: String(values[column('class')]),
      priceCode: String(values[column('price_code')]),
    };
  });
}

/** A request that holds so many neighbours of the first run that has them. */
export function holdOf(test: TestWorld, eventName: string, count: number, more: Fields = {}): Fields {
  const run = freeSeats(test, eventName).find(
    ({ first, last, className }) => className === 'FLEX' && last - first + 1 >= count,
  );
  if (run === undefined) throw new Error(`${eventName} has no ${count} seats together`);
  const { section, row, first } = run;
  return {
    session_id: 'cart-1',
    event_name: eventName,
    class: 'FLEX',
    ticket_type_code: 'ADULT',
    seats: [{ section_name: section, row_name: row, first_seat: first, last_seat: first + count - 1 }],
    ...more,
  };
}
