import type { Random } from '../random.ts';
import { chanceOf } from './hash.ts';
import { type Block, type ClassName, classNames, type Level, type Manifest } from './manifest.ts';

/** For each seat: its class, as a place in `classNames`, and whether it was sold before the world began. */
export type Allotment = { classOf: Uint8Array; isTaken: Uint8Array };

const classIndex = (name: ClassName) => classNames.indexOf(name);
const seasonClass = classIndex('SEASON');
const boxClass = classIndex('BOX');
/** The share of seats that belong to season ticket holders, and of those left the box office's. */
const seasonShare: Readonly<Record<Level, number>> = {
  floor: 0.7,
  lower: 0.6,
  club: 0.5,
  suite: 0.5,
  upper: 0.35,
  goods: 0,
};
const boxShare = 0.2;
/** How people buy: more often two together than one. */
const partySizes = [2, 2, 4, 2, 3, 4, 1, 6];

/** Every seat in its class of the house, and none sold. */
export function fullHouse(manifest: Manifest): Allotment {
  const classOf = new Uint8Array(manifest.seatCount);
  for (const block of manifest.blocks) classOf.fill(classIndex(block.className), block.offset, endOf(block));
  return { classOf, isTaken: new Uint8Array(manifest.seatCount) };
}

/** What holds for every game of a season: who has the seats. */
export function allotSeason(manifest: Manifest, seed: number): Allotment {
  const house = fullHouse(manifest);
  const random = chanceOf(seed, manifest.name, 'season');
  // A small arena has to leave something to choose from.
  const scale = manifest.seatCount < 1000 ? 0.4 : 1;
  for (const group of parties(manifest, random)) {
    const { level, className } = group.block;
    if (className === 'ADA') continue;
    const chance = random();
    const isSeason = chance < seasonShare[level] * scale;
    const isBox = !isSeason && level !== 'suite' && level !== 'goods' && random() < boxShare * scale;
    if (!isSeason && !isBox) continue;
    house.classOf.fill(isSeason ? seasonClass : boxClass, group.from, group.until);
    if (isSeason) house.isTaken.fill(1, group.from, group.until);
  }
  return house;
}

/** The season's allotment with what was sold for one event: more for a dear opponent, nearly all when it is behind. */
export function allotEvent(
  manifest: Manifest,
  season: Allotment,
  event: { seed: number; code: string; demand: number; isBehind: boolean },
): Allotment {
  const isTaken = season.isTaken.slice();
  const random = chanceOf(event.seed, event.code, 'sold');
  const usual = event.isBehind ? 0.93 : Math.min(0.8, 0.1 + 0.35 * Math.max(0, event.demand - 0.8));
  for (const { block, from, until } of parties(manifest, random)) {
    const ofSection = 0.6 + block.quality / 1200;
    if (random() < usual * ofSection) isTaken.fill(1, from, until);
  }
  return { classOf: season.classOf, isTaken };
}

/** A block falls into parties of neighbours; a suite is one party over all its rows. */
function* parties(manifest: Manifest, random: Random): Generator<{ block: Block; from: number; until: number }> {
  for (const block of manifest.blocks) {
    if (block.level === 'suite') {
      const next = manifest.blocks[block.index + 1];
      if (block.rowName === 'A') yield { block, from: block.offset, until: next ? endOf(next) : endOf(block) };
      continue;
    }
    let from = block.offset;
    while (from < endOf(block)) {
      const size = partySizes[Math.floor(random() * partySizes.length)] ?? 2;
      const until = Math.min(from + size, endOf(block));
      yield { block, from, until };
      from = until;
    }
  }
}

function endOf(block: Block): number {
  return block.offset + block.count;
}
