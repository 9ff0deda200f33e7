import { randomUUID } from 'node:crypto';
import { type Answer, type Browser, type Line, openBrowser } from './browser.ts';
import { gamesOf, makeByo, makePackage, makePacks, makeSale, type Team } from './programs.ts';

export type Season = {
  /** Of the product, such as `http://localhost:4100`. */
  address: string;
  /** Of the sandbox vendor. */
  sandbox: string;
  storeKey: string;
  /** A browser signed in as who may do everything in the store. */
  signInStaff: () => Promise<Browser>;
  /** Looks at a fan's mail before a code is asked for; what it answers waits for the code that comes then. */
  watchMail: (email: string) => Promise<() => Promise<string>>;
  /** Waits a moment before looking again. */
  pause: () => Promise<void>;
  say: (line: string) => void;
  /** UTC milliseconds. */
  now: () => number;
};

/**
 * A season as people do it, over public HTTP alone: import, copy what is sold, build and publish programs, activate, sell a
 * Build Your Own plan, a tiered pack through a swap to a sale in the middle of its checkout, a plan at the sale's price, and
 * after the return a package. Ends by comparing the vendor's ledger with the orders, to the cent.
 */
export async function runSeason(season: Season): Promise<{ orders: number; cents: number }> {
  const { say } = season;
  const staff = await season.signInStaff();
  const base = `/api/stores/${season.storeKey}`;
  const team: Team = { staff, base };
  await importAndCopy(season, team);
  const games = await gamesOf(team, season.now());
  say(`${games.length} games ahead are published`);
  const programs = {
    byo: await makeByo(team, games),
    packs: await makePacks(team, games),
    packages: await makePackage(team, games),
  };
  const sale = await makeSale(team, programs.packs);
  say('Three programs and a sale are published');

  await activate(season, team, programs.byo, 'The season opens');
  const one = await sell(season, 'ana@example.com', { events: games.slice(0, 3) });
  await activate(season, team, programs.packs, 'Packs from today');
  const two = await sell(season, 'ben@example.com', {
    pack: programs.packs,
    events: [...games.slice(0, 2), ...games.slice(-1)],
    beforePaying: () => activate(season, team, sale, 'Black Friday'),
  });
  const three = await sell(season, 'chloe@example.com', {
    pack: sale,
    events: [...games.slice(0, 2), ...games.slice(-1)],
  });
  if (three.totalCents >= two.totalCents) throw new Error('The sale is not cheaper than the pack before it.');
  await activate(season, team, programs.packs, 'The sale is over');
  await activate(season, team, programs.packages, 'Packages for the rest of the season');
  const four = await sell(season, 'dev@example.com', { package: programs.packages, events: games.slice(-2) });
  return compareLedger(season, [one, two, three, four]);
}

async function importAndCopy({ say, pause }: Season, { staff, base }: Team) {
  const { report, syncRunId } = await staff.post(`${base}/season-import`, {});
  say(`${report.events.length} events imported`);
  for (let before = ''; syncRunId !== null; await pause()) {
    const run = await staff.get(`${base}/inventory/runs/${syncRunId}`);
    const line = `Copying what the vendor sells: ${run.doneCount} of ${run.eventCount} events, ${run.state}`;
    if (line !== before) say(line);
    before = line;
    if (run.endedAt !== null) break;
  }
}

/** Until a fan who looks is shown it, which is within a second. */
async function activate({ pause }: Season, { staff, base }: Team, program: { id: string }, reason: string) {
  await staff.post(`${base}/switchboard/switch`, { programId: program.id, reason, override: false });
  while ((await staff.get(`${base}/offer`)).release?.programId !== program.id) await pause();
}

type Plan = {
  pack?: { packId: string | null };
  package?: { packageId: string | null };
  events: readonly string[];
  beforePaying?: () => Promise<void>;
};

/** What a fan needs to know of the season. */
export type FanSeason = Pick<Season, 'address' | 'storeKey' | 'watchMail' | 'pause' | 'say'>;

/** A fan's whole way: sign in, choose, hold the best seats, pay. */
export async function sell(season: FanSeason, email: string, plan: Plan): Promise<Answer> {
  const base = `/api/stores/${season.storeKey}`;
  const fan = openBrowser(season.address, (line) => waitInLine(season, line));
  const nextCode = await season.watchMail(email);
  await fan.post(`${base}/fan/codes`, { email });
  const code = await nextCode();
  await fan.post(`${base}/fan/sessions`, { email, code, name: { first: 'A', last: 'Fan' } });
  await fan.put(`${base}/cart`, {
    packId: plan.pack?.packId ?? null,
    packageId: plan.package?.packageId ?? null,
    partySize: 2,
    events: plan.events.map((eventCode) => ({ eventCode })),
  });
  const { options } = await fan.post(`${base}/cart/seats`, { same: true, limit: 1 });
  const [option] = options;
  if (option === undefined) throw new Error(`No seats together for ${plan.events.join(', ')}.`);
  const cart = await holdAll(season, fan, option.events);
  await plan.beforePaying?.();
  const due = await fan.get(`${base}/checkout`);
  const bought = await fan.post(
    `${base}/checkout`,
    { cartId: cart.id, agreedCents: due.dueCents, paymentToken: 'tok_visa' },
    { 'idempotency-key': randomUUID() },
  );
  if (bought.state !== 'sold') throw new Error(`${email} could not buy: ${JSON.stringify(bought.failure)}`);
  season.say(`${email} bought ${plan.events.length} games for ${(bought.order.totalCents / 100).toFixed(2)}`);
  return bought.order;
}

/** At the vendor's quota a fan waits in line and comes again. */
async function holdAll(season: FanSeason, fan: Browser, events: readonly Answer[]): Promise<Answer> {
  const base = `/api/stores/${season.storeKey}`;
  const asks = events.map(({ eventCode, block, priceCode }) => ({
    eventCode,
    seats: { kind: 'blocks', priceCode, blocks: [block] },
  }));
  for (let left = asks; ; await season.pause()) {
    const { cart, notHeld, line } = await fan.post(`${base}/cart/holds`, { events: left });
    const gone = notHeld.filter(({ reason }: Answer) => reason !== 'waiting');
    if (gone.length > 0) throw new Error(`Could not hold ${JSON.stringify(gone)}`);
    if (line === null) return cart;
    sayLine(season, line);
    const waiting = new Set(notHeld.map(({ eventCode }: Answer) => eventCode));
    left = asks.filter(({ eventCode }) => waiting.has(eventCode));
  }
}

async function waitInLine(season: FanSeason, line: Line) {
  sayLine(season, line);
  for (let second = 0; second < line.seconds; second += 1) await season.pause();
}

function sayLine({ say }: FanSeason, { place }: Pick<Line, 'place'>) {
  say(`In line at the vendor, ${place} before us`);
}

/** The vendor's own book of what it sold, beside our orders. */
async function compareLedger({ sandbox, say }: Season, orders: readonly Answer[]) {
  const book: Answer = await (await fetch(`${sandbox}/admin/ledger`)).json();
  const entries: readonly Answer[] = book;
  const lines = (seats: readonly Answer[]) => seats.map((seat) => Object.values(seat).join(' ')).sort();
  for (const { number, vendorOrderNumber, seats } of orders) {
    const sold = entries.filter(({ kind, order_num: order }) => kind === 'SOLD' && order === vendorOrderNumber);
    const theirs = lines(
      sold.map((one) => ({
        event: one.event_name,
        section: one.section_name,
        row: one.row_name,
        seat: Number(one.seat_num),
        cents: Math.round(Number(one.price) * 100),
      })),
    );
    const ours = lines(
      seats.map(({ eventCode, sectionName, rowName, seatNumber, amountCents }: Answer) => ({
        event: eventCode,
        section: sectionName,
        row: rowName,
        seat: seatNumber,
        cents: amountCents,
      })),
    );
    if (JSON.stringify(ours) !== JSON.stringify(theirs)) {
      throw new Error(
        `Order ${number} differs from the vendor's ledger:\n${ours.join('\n')}\n--\n${theirs.join('\n')}`,
      );
    }
  }
  const cents = orders.reduce((sum, { totalCents }) => sum + totalCents, 0);
  say(`The vendor's ledger and our ${orders.length} orders agree, seat by seat: ${(cents / 100).toFixed(2)}`);
  return { orders: orders.length, cents };
}
