/** Who may sell a seat: the access groups of this vendor account. The last two are never granted to whom we are. */
export const classes = [
  { class: 'FLEX', description: 'Flexible plans' },
  { class: 'ADA', description: 'Accessible seating' },
  { class: 'SUITE', description: 'Suites' },
  { class: 'PREM', description: 'Courtside and club' },
  { class: 'BOX', description: 'Box office' },
  { class: 'SEASON', description: 'Season ticket holders' },
] as const;
export type ClassName = (typeof classes)[number]['class'];
export const classNames: readonly ClassName[] = classes.map((one) => one.class);

/** Where a block stands in the building; it decides price, class and who has bought there already. */
export type Level = 'floor' | 'lower' | 'club' | 'suite' | 'upper' | 'goods';

/** Seats side by side in one row, numbered without a gap. A row that is cut by an entrance is two blocks. */
export type Block = {
  index: number;
  sectionName: string;
  rowName: string;
  firstSeat: number;
  count: number;
  /** The place of its first seat among the manifest's seats. */
  offset: number;
  level: Level;
  className: ClassName;
  priceCode: string;
  /** 1: an aisle at the first seat; 2: at the last; 3: both. */
  aisle: number;
  /** Higher is better. */
  quality: number;
};
export type BlockPlan = Omit<Block, 'index' | 'offset'>;

/** The seating that events share. A seat is a number below `seatCount`. */
export type Manifest = {
  name: string;
  blocks: readonly Block[];
  seatCount: number;
  blockOf: Uint16Array;
  /** Blocks of a row, by `rowKey`. */
  rows: ReadonlyMap<string, readonly Block[]>;
};

export type SeatLabels = { sectionName: string; rowName: string; seatNumber: number; priceCode: string };

export function makeManifest(name: string, plans: readonly BlockPlan[]): Manifest {
  const blocks: Block[] = [];
  const rows = new Map<string, Block[]>();
  let seatCount = 0;
  for (const plan of plans) {
    const block = { ...plan, index: blocks.length, offset: seatCount };
    blocks.push(block);
    const key = rowKey(block.sectionName, block.rowName);
    rows.set(key, [...(rows.get(key) ?? []), block]);
    seatCount += block.count;
  }
  const blockOf = new Uint16Array(seatCount);
  for (const block of blocks) blockOf.fill(block.index, block.offset, block.offset + block.count);
  return { name, blocks, seatCount, blockOf, rows };
}

export function rowKey(sectionName: string, rowName: string): string {
  return `${sectionName}\n${rowName}`;
}

export function blockAt(manifest: Manifest, seat: number): Block {
  const block = manifest.blocks[manifest.blockOf[seat] ?? -1];
  if (block === undefined) throw new Error(`Manifest ${manifest.name} has no seat ${seat}`);
  return block;
}

export function labelsOf(manifest: Manifest, seat: number): SeatLabels {
  const { sectionName, rowName, firstSeat, offset, priceCode } = blockAt(manifest, seat);
  return { sectionName, rowName, seatNumber: firstSeat + seat - offset, priceCode };
}

/** Null when there is no such seat. */
export function findSeat(manifest: Manifest, sectionName: string, rowName: string, seatNumber: number): number | null {
  const blocks = manifest.rows.get(rowKey(sectionName, rowName)) ?? [];
  const block = blocks.find(({ firstSeat, count }) => seatNumber >= firstSeat && seatNumber < firstSeat + count);
  return block === undefined ? null : block.offset + seatNumber - block.firstSeat;
}
