import { z } from 'zod';
import type { Sandbox } from '../../sandbox/types.ts';
import type { StoreCtx } from '../../server/core/ctx.ts';
import { listPrices, listRuns } from '../../server/modules/inventory/inventory.repository.ts';
import { toRuns } from '../../server/modules/inventory/inventory.sections.service.ts';

/** Every free seat with its class and price code, and every amount, as sorted lines. */
export type Picture = { seats: string[]; prices: string[] };

/** What the vendor says of an event, asked past our own adapter and with the sandbox's second account. */
export async function pictureOfVendor(sandbox: Sandbox, eventCode: string): Promise<Picture> {
  const detail = await ask(sandbox, SeatTable, { cmd: 'get_avail_seats', event_name: eventCode, summary_flag: 'N' });
  const summary = await ask(sandbox, Summary, { cmd: 'get_avail_seats', event_name: eventCode, summary_flag: 'Y' });
  const runs = detail.seats.map((row) => {
    const value = (name: string) => String(row[detail.seat_header.indexOf(name)]);
    return {
      sectionName: value('section_name'),
      rowName: value('row_name'),
      firstSeat: Number(value('first_seat')),
      lastSeat: Number(value('last_seat')),
      className: value('class'),
      priceCode: value('price_code'),
    };
  });
  const prices = summary.prices.map(
    (row) => `${row.price_code} ${row.ticket_type_code} ${Math.round(Number(row.price) * 100)}`,
  );
  return { seats: linesOf(runs), prices: prices.sort() };
}

/** The same of the store's copy. */
export async function pictureOfCopy(ctx: StoreCtx, eventCode: string): Promise<Picture> {
  const sections = await listRuns(ctx.store.db, { eventCode, after: 0, sectionNames: [] });
  const prices = await listPrices(ctx.store.db, [eventCode]);
  return {
    seats: linesOf(sections.flatMap(toRuns)),
    prices: prices.map((price) => `${price.priceCode} ${price.ticketTypeCode} ${price.amountCents}`).sort(),
  };
}

const Envelope = z.object({ command1: z.unknown() });
const Value = z.union([z.string(), z.number()]);
const SeatTable = z.object({ seat_header: z.array(z.string()), seats: z.array(z.array(Value)) });
const Summary = z.object({
  prices: z.array(z.object({ price_code: z.string(), ticket_type_code: z.string(), price: z.string() })),
});

type Run = {
  sectionName: string;
  rowName: string;
  firstSeat: number;
  lastSeat: number;
  className: string;
  priceCode: string;
};

function linesOf(runs: readonly Run[]): string[] {
  return runs
    .flatMap(({ sectionName, rowName, firstSeat, lastSeat, className, priceCode }) =>
      Array.from(
        { length: lastSeat - firstSeat + 1 },
        (_, index) => `${sectionName}/${rowName}/${firstSeat + index} ${className} ${priceCode}`,
      ),
    )
    .sort();
}

async function ask<T extends z.ZodType>(
  { url, accounts }: Sandbox,
  answer: T,
  command: Record<string, string>,
): Promise<z.output<T>> {
  const account = accounts[1] ?? accounts[0];
  if (account === undefined) throw new Error('the sandbox has no account');
  const { dsn, uid, keys } = account;
  const address = `${url}/sth-buy/ticketing_services.aspx?dsn=${dsn}&apikey=${keys.buy}`;
  const response = await fetch(address, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      header: { ver: 1, src_sys_type: 2, src_sys_name: 'truth', archtics_version: 'V999' },
      command1: { uid, dsn, ...command },
    }),
  });
  const { command1 } = Envelope.parse(await response.json());
  return answer.parse(command1);
}
