import type { Shop } from './shop.ts';

type Rest = { eventCode: string; codes: readonly string[]; count: number };

/** Other channels leave so many seats of the game at the prices the shop sells. */
export function leaveSeats({ sandbox }: Pick<Shop, 'sandbox'>, { eventCode, codes, count }: Rest): void {
  const sold = codes.flatMap((priceCode) => {
    const probe = sandbox.acts.sellByOthers({ eventName: eventCode, className: 'FLEX', priceCode, count: 1_000 });
    return probe.sold.map(() => priceCode);
  });
  for (const [priceCode, ofCode] of spread(sold, count)) {
    sandbox.acts.returnSeats({ eventName: eventCode, className: 'FLEX', priceCode, count: ofCode });
  }
}

/** How many of each price code make `count`, in the proportion in which there were. */
function spread(sold: readonly string[], count: number): Map<string, number> {
  const left = new Map<string, number>();
  for (let index = 0; index < count; index += 1) {
    const code = sold[Math.floor((index * sold.length) / count)] ?? '';
    left.set(code, (left.get(code) ?? 0) + 1);
  }
  return left;
}
