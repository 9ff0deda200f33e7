import { cpus, totalmem } from 'node:os';
import type { PriceRule } from '../shared/contract/program-content.ts';
import { type InventoryFacts, runChecks } from '../shared/rules/checks/index.ts';
import { makeCheckInput } from '../test/factories/check-input.ts';
import { idOf, makeCondition, makeContent, makePack, makeRule, makeTier } from '../test/factories/program-content.ts';
import { median, writeSection } from './report.ts';

/**
 * The CPU time of all checks over a large season, and beside it the bare loop that adds up the same seats by class and
 * price code, as the yardstick. `npm run bench:checks`.
 */
const size = { events: 82, seats: 18_000, packs: 12, rules: 40, priceCodes: 10, rounds: 9 };
const target = 300;

type Seat = { className: string; priceCode: string };

const eventCodes = numbered('E', size.events);
const priceCodes = numbered('P', size.priceCodes);
const seats: Seat[] = Array.from({ length: size.seats }, (_, index) => ({
  className: index % 3 === 0 ? 'FLEX' : 'OTHER',
  priceCode: priceCodes[index % size.priceCodes] ?? '',
}));

const ticketTypes = new Map(priceCodes.map((code) => [code, new Set(['ADULT', '3GP', '5GP'])]));
const rows = eventCodes.flatMap((eventCode) =>
  priceCodes.map((priceCode) => ({ eventCode, priceCode, ticketTypeCode: 'ADULT' })),
);
const rules: PriceRule[] = numbered('G', size.rules).map((group, index) =>
  makeRule(group, {
    id: idOf(`r${index}`),
    priority: index,
    rows,
    conditions: index === size.rules - 1 ? [] : [makeCondition({ accountGroup: group, minEvents: index % 5 })],
  }),
);
const thirds = [0, 1, 2].map((rest) => eventCodes.filter((_, index) => index % 3 === rest));
const packs = numbered('K', size.packs).map((name) =>
  makePack(
    name,
    thirds.map((codes, tier) => makeTier(`${name}${tier}`, codes, { minEvents: 1 })),
    { minEvents: 3, maxEvents: 10 },
  ),
);
const content = makeContent({ definition: { type: 'game_packs', packStructure: 'packs_with_tiers' }, packs, rules });

const yardstick = median(rounds(() => eventCodes.map(() => countSeats(seats))));
const whole = median(rounds(() => runChecks(makeInput())));
const input = makeInput();
const alone = median(rounds(() => runChecks(input)));
const findings = runChecks(input).flatMap((stage) => stage.findings).length;

await writeSection(
  'Checks',
  `${new Date().toISOString().slice(0, 10)}, Node ${process.versions.node}, ${cpus().length} cores, ${Math.round(totalmem() / 1024 ** 3)} GiB. CPU time, median of ${size.rounds}.

${size.events} events × ${size.seats} seats × ${size.packs} packs × ${size.rules} rules with a row for each event and price code; ${findings} findings.

| | ms | beside the yardstick | target |
|---|---|---|---|
| counting the seats by class and price code (bare loop) | ${yardstick.toFixed(0)} | 1.0 | |
| counting and all checks | ${whole.toFixed(0)} | ${(whole / yardstick).toFixed(2)} | < ${target} |
| all checks alone | ${alone.toFixed(0)} | ${(alone / yardstick).toFixed(2)} | |`,
);

/** CPU milliseconds of each round. */
function rounds(work: () => unknown): number[] {
  return Array.from({ length: size.rounds }, () => {
    const before = process.cpuUsage();
    work();
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1_000;
  });
}

function makeInput() {
  const inventory: Record<string, Partial<InventoryFacts>> = {};
  for (const code of eventCodes) inventory[code] = { freeSeats: countSeats(seats), ticketTypes };
  return makeCheckInput({
    content,
    events: Object.fromEntries(eventCodes.map((code) => [code, {}])),
    inventory,
    groupSizes: new Map(numbered('G', size.rules).map((group) => [group, 1])),
    replaces: content,
  });
}

function countSeats(all: readonly Seat[]): Map<string, Map<string, number>> {
  const counts = new Map<string, Map<string, number>>();
  for (const { className, priceCode } of all) {
    const ofClass = counts.get(className) ?? new Map<string, number>();
    ofClass.set(priceCode, (ofClass.get(priceCode) ?? 0) + 1);
    counts.set(className, ofClass);
  }
  return counts;
}

function numbered(prefix: string, count: number): string[] {
  return Array.from({ length: count }, (_, index) => `${prefix}${index + 1}`);
}
