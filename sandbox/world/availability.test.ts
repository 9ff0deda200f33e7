import { expect, it } from 'vitest';
import { seededRandom, wholeNumber } from '../random.ts';
import { bestSeats, freeRuns, type Run } from './availability.ts';
import { classMask } from './classes.ts';
import { type BlockPlan, blockAt, makeManifest } from './manifest.ts';
import { isFree, makeStock, type Stock } from './stock.ts';

const common = { sectionName: '1', firstSeat: 1, level: 'lower', className: 'FLEX', priceCode: 'A', aisle: 3 } as const;
const row = (rowName: string, count: number, quality: number): BlockPlan => ({ ...common, rowName, count, quality });
const flex = classMask(['FLEX']);

function randomStock(seed: number): Stock {
  const random = seededRandom(seed);
  const rows = Array.from({ length: 12 }, (_, index) =>
    row(String(index), wholeNumber(random, 1, 9), wholeNumber(random, 1, 5)),
  );
  const manifest = makeManifest('TEST', rows);
  const some = (share: number) => Uint8Array.from({ length: manifest.seatCount }, () => (random() < share ? 1 : 0));
  return makeStock(manifest, { classOf: some(0.2), isTaken: some(0.3) });
}

/** The quality of the best block of neighbours, by trying every seat. */
function bestQuality(stock: Stock, count: number): number | null {
  const fits = (first: number) =>
    Array.from({ length: count }, (_, index) => first + index).every(
      (seat) =>
        seat < stock.manifest.seatCount &&
        isFree(stock, seat) &&
        stock.classOf[seat] === 0 &&
        stock.manifest.blockOf[seat] === stock.manifest.blockOf[first],
    );
  const firsts = Array.from({ length: stock.manifest.seatCount }, (_, seat) => seat).filter(fits);
  return firsts.length === 0 ? null : Math.max(...firsts.map((seat) => blockAt(stock.manifest, seat).quality));
}

it('the best neighbours are as good as a search that tries every seat finds', () => {
  for (let seed = 1; seed <= 300; seed += 1) {
    const stock = randomStock(seed);
    const count = 1 + (seed % 5);
    const seats = bestSeats(freeRuns(stock, flex), count, true);
    const [first] = seats ?? [];
    expect(first === undefined ? null : blockAt(stock.manifest, first).quality).toBe(bestQuality(stock, count));
    expect(seats?.every((seat, index) => seat === (first ?? 0) + index && isFree(stock, seat)) ?? true).toBe(true);
  }
});

it('runs hold every free seat of the wanted classes once', () => {
  for (let seed = 1; seed <= 100; seed += 1) {
    const stock = randomStock(seed);
    const seats = freeRuns(stock, flex).flatMap(({ from, until }) =>
      Array.from({ length: until - from }, (_, index) => from + index),
    );
    const all = Array.from({ length: stock.manifest.seatCount }, (_, seat) => seat);
    expect(seats).toEqual(all.filter((seat) => isFree(stock, seat) && stock.classOf[seat] === 0));
  }
});

it('among equals the run that leaves no single seat is taken', () => {
  const manifest = makeManifest('TEST', [row('1', 3, 5), row('2', 4, 5), row('3', 2, 5), row('4', 9, 4)]);
  const block = (index: number) => manifest.blocks[index] ?? blockAt(manifest, 0);
  const run = (index: number): Run => {
    const { offset, count } = block(index);
    return { block: block(index), className: 'FLEX', from: offset, until: offset + count };
  };
  expect(bestSeats([run(0), run(1), run(2), run(3)], 2, true)).toEqual([7, 8]);
  expect(bestSeats([run(0), run(1), run(3)], 2, true)).toEqual([3, 4]);
  expect(bestSeats([run(0), run(3)], 2, true)).toEqual([0, 1]);
  expect(bestSeats([run(0), run(2)], 5, false)).toEqual([0, 1, 2, 7, 8]);
  expect(bestSeats([run(0), run(2)], 6, false)).toBeNull();
});
