import { cpus, loadavg, totalmem } from 'node:os';
import { fileURLToPath } from 'node:url';
import {
  type BlockQuery,
  buildSeatIndex,
  type EventSeats,
  findBlocks,
  nearestBlocks,
  type SeatIndex,
  type SeatRun,
  sameSeats,
  withoutSeats,
  withSection,
} from '../shared/rules/seat-index/index.ts';
import { arenaSeats, sellSeats } from './arena-seats.ts';
import { median } from './report.ts';

/**
 * The seat index of an arena of 18,064 seats when little or much of it is sold: CPU time to build it and of its questions, beside
 * a plain scan of the same seats as objects, and its memory. `npm run bench:seats` prints it; `bench:sync` records it.
 */
const size = { games: 10, copies: 50, builds: 50, questions: 1_000, seasons: 300 };
const targets = { bytes: '200 kB', block: '1 ms', same: '20 ms' };
const soldShares = [0, 0.5, 0.8, 0.95];
/** Of the seats of the class that is asked for. */
const priceCodes = ['B', 'C', 'D', 'E', 'F', 'J', 'K', 'L', 'M'];
const arena = arenaSeats();
const seatCount = arena.reduce((sum, { firstSeat, lastSeat }) => sum + lastSeat - firstSeat + 1, 0);

/** The text of a section of bench/RESULTS.md. */
export function measureSeats(): string {
  // Memory first, while nothing else comes and goes.
  const bytes = soldShares.map((sold) => bytesOfOne(sellSeats(arena, sold, 7)));
  const tables = soldShares.map((sold, at) => measureShare(sold, bytes[at] ?? 0));
  const today = new Date().toISOString().slice(0, 10);
  const machine = `Node ${process.versions.node}, ${cpus().length} cores under a load of ${loadavg()[0]?.toFixed(1)}, ${Math.round(totalmem() / 1024 ** 3)} GiB`;
  return `${today}, ${machine}.

The demo's arena of ${seatCount.toLocaleString('en')} seats; half of what is sold is sold for every game, the rest anew for each. "A block" is the best block of a
party of 1 to 6 in one class at one price code; "the same seats" are those for such a party over ${size.games} games at any price code. The plain scan
goes through the same seats as objects row by row, without any rule but class, price code and being together. CPU milliseconds, p50 / p99.

| sold | runs | build | bytes an event | one section exchanged | 20 holds taken out | a block (< ${targets.block}) | plain scan | lost seats | the same seats (< ${targets.same}) | plain scan | around a picked block |
|---|---|---|---|---|---|---|---|---|---|---|---|
${tables.join('\n')}

Target for the memory of an event: well under ${targets.bytes}.`;
}

function measureShare(sold: number, bytes: number): string {
  const games = makeGames(sold);
  const [runs, events] = [games.map((game) => game.runs), games.map((game) => game.event)];
  const [firstRuns, first] = [runs[0] ?? [], events[0]?.index ?? buildSeatIndex([])];
  const section = firstRuns.filter(({ sectionName }) => sectionName === '112');
  const objects = runs.map(toRows);
  const build = times(size.builds, () => buildSeatIndex(firstRuns));
  const exchange = times(size.questions, () => withSection(first, '112', section));
  const taken = firstRuns.filter((_, at) => at % Math.ceil(firstRuns.length / 20) === 0);
  const overlay = times(size.questions, () => withoutSeats(first, taken));
  const block = times(size.questions, (at) => findBlocks(first, question(at)));
  const scan = times(size.questions, (at) => scanOne(objects[0] ?? [], question(at)));
  const lost = times(size.questions, (at) => nearestBlocks(first, pick(firstRuns, at), { ...question(at), limit: 5 }));
  const same = times(size.seasons, (at) => sameSeats(events, { ...question(at), anchor: null, limit: 3 }));
  const scanSame = times(size.seasons, (at) => scanAll(objects, question(at)));
  const around = times(size.seasons, (at) => {
    const anchor = pick(firstRuns, at);
    return sameSeats(events, { ...question(at), count: anchor.lastSeat - anchor.firstSeat + 1, anchor });
  });
  const cells = [exchange, overlay, block, scan, lost, same, scanSame, around].map(percentiles);
  return `| ${sold * 100} % | ${firstRuns.length} | ${median(build).toFixed(1)} | ${Math.round(bytes / 1_000)} kB | ${cells.join(' | ')} |`;
}

function makeGames(sold: number): { runs: SeatRun[]; event: EventSeats }[] {
  const season = sellSeats(arena, sold / 2, 1);
  return Array.from({ length: size.games }, (_, game) => {
    // What is left of the share, of what the season tickets left.
    const runs = sellSeats(season, sold / 2 / (1 - sold / 2), 100 + game);
    return { runs, event: { eventCode: `E${game}`, index: buildSeatIndex(runs), priceCodes: null } };
  });
}

function question(at: number): BlockQuery {
  return {
    classNames: ['FLEX'],
    priceCodes: [priceCodes[at % priceCodes.length] ?? ''],
    count: 1 + (at % 6),
    sectionNames: null,
    accessibleClasses: ['ADA'],
    wantsAccessible: 0,
    allowsLoneSeat: false,
    aisle: at % 4 === 0 ? 'wanted' : 'any',
    limit: 1,
  };
}

function pick(runs: readonly SeatRun[], at: number) {
  const run = runs[(at * 97) % runs.length] ?? arena[0];
  if (run === undefined) throw new Error('the arena has seats');
  return { ...run, lastSeat: Math.min(run.lastSeat, run.firstSeat + 3) };
}

type PlainSeat = { sectionName: string; rowName: string; seat: number; className: string; priceCode: string };

function toRows(runs: readonly SeatRun[]): PlainSeat[][] {
  const rows = new Map<string, PlainSeat[]>();
  for (const { sectionName, rowName, firstSeat, lastSeat, className, priceCode } of runs) {
    const key = `${sectionName}/${rowName}`;
    const row = rows.get(key) ?? [];
    rows.set(key, row);
    for (let seat = firstSeat; seat <= lastSeat; seat++) row.push({ sectionName, rowName, seat, className, priceCode });
  }
  return [...rows.values()];
}

/** Every block, not only the first, as the best is asked for. */
function scanOne(rows: readonly PlainSeat[][], { classNames, priceCodes: codes, count }: BlockQuery): string[] {
  const found: string[] = [];
  for (const row of rows) {
    let together = 0;
    let before: PlainSeat | null = null;
    for (const seat of row) {
      const isOffered = classNames.includes(seat.className) && (codes?.includes(seat.priceCode) ?? true);
      const continues = before !== null && before.seat + 1 === seat.seat && before.priceCode === seat.priceCode;
      together = isOffered ? (continues ? together + 1 : 1) : 0;
      if (together >= count) found.push(`${seat.sectionName}/${seat.rowName}/${seat.seat}`);
      before = seat;
    }
  }
  return found;
}

function scanAll(games: readonly PlainSeat[][][], query: BlockQuery): Map<string, number> {
  const counts = new Map<string, number>();
  for (const rows of games) {
    for (const key of scanOne(rows, { ...query, priceCodes: null })) counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
}

/** CPU milliseconds of each call, after some to warm up. */
function times(count: number, work: (at: number) => unknown): number[] {
  for (let at = 0; at < Math.min(count, 100); at++) work(at);
  return Array.from({ length: count }, (_, at) => {
    const before = process.cpuUsage();
    work(at);
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1_000;
  });
}

function percentiles(values: readonly number[]): string {
  const sorted = values.toSorted((one, other) => one - other);
  return [0.5, 0.99].map((part) => (sorted[Math.floor(sorted.length * part)] ?? 0).toFixed(2)).join(' / ');
}

/** Heap and buffers that an index holds on to; needs `--expose-gc`. */
function bytesOfOne(runs: SeatRun[]): number {
  const used = () => {
    for (let round = 0; round < 3; round++) globalThis.gc?.();
    const { heapUsed, arrayBuffers } = process.memoryUsage();
    return heapUsed + arrayBuffers;
  };
  const kept: SeatIndex[] = [];
  const before = used();
  for (let copy = 0; copy < size.copies; copy++) kept.push(buildSeatIndex(structuredClone(runs)));
  return (used() - before) / kept.length;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) console.log(measureSeats());
