import { type StoreFacts, withStore } from '../../server/core/ctx.ts';
import { replaceEventInventory } from '../../server/modules/inventory/inventory.service.ts';
import type { SeatRun } from '../../server/modules/inventory/inventory.types.ts';
import type { TestApp } from '../harness/app.ts';

/** Ten free seats of class FLEX at price code C, one row. */
export function makeRun(rest: Partial<SeatRun> = {}): SeatRun {
  return {
    sectionName: '101',
    rowName: 'A',
    firstSeat: 1,
    lastSeat: 10,
    className: 'FLEX',
    priceCode: 'C',
    aisle: 0,
    quality: 1,
    ...rest,
  };
}

export type InventoryParts = {
  readAt?: Date;
  /** Cents by price code, then by ticket type code. */
  prices?: Record<string, Record<string, number>>;
  runs?: readonly SeatRun[];
};

/** The copy of what the vendor sells of one event; unless said, ten seats at C for ADULT 100.00. */
export async function makeInventory(
  app: Pick<TestApp, 'ctx'>,
  store: StoreFacts,
  eventCode: string,
  { readAt, prices = { C: { ADULT: 10_000 } }, runs = [makeRun()] }: InventoryParts = {},
): Promise<void> {
  await replaceEventInventory(withStore(app.ctx, store), eventCode, {
    readAt: readAt ?? app.ctx.clock.now(),
    prices: Object.entries(prices).flatMap(([priceCode, amounts]) =>
      Object.entries(amounts).map(([ticketTypeCode, amountCents]) => ({ priceCode, ticketTypeCode, amountCents })),
    ),
    runs,
  });
}
