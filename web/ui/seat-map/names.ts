import type { SectionShape } from '../../../shared/contract/venues.ts';

/** How wide the overview is at least for a name to be written on it. */
export type NameRoom = 'any' | 'middle' | 'wide';

/** Units of the letters in each room, as seat-map.module.css has them: nine pixels at least where it is narrowest. */
const letters: readonly (readonly [room: NameRoom, units: number])[] = [
  ['any', 32],
  ['middle', 20],
];
/** Of their size: the width of a letter, the gap between two names, and the height of a line. */
const [letterWidth, nameGap, lineHeight] = [0.64, 0.9, 1.1];

type Named = { shape: SectionShape; shortName: string; isPickable: boolean };

/**
 * Which names are written on how wide an overview: letters that can be read are larger than sections are on a phone, so
 * only as many are written there as do not touch; those of sections one may open come first. On a wide one all of them are.
 */
export function nameRooms(sections: readonly Named[]): Map<string, NameRoom> {
  const found = new Map<string, NameRoom>();
  const inOrder = [...sections.filter((one) => one.isPickable), ...sections.filter((one) => !one.isPickable)];
  for (const [room, units] of letters) {
    const boxes = inOrder.filter(({ shape }) => found.has(shape.sectionName)).map((one) => boxOf(one, units));
    for (const one of inOrder) {
      const box = boxOf(one, units);
      if (found.has(one.shape.sectionName) || boxes.some((other) => touches(box, other))) continue;
      boxes.push(box);
      found.set(one.shape.sectionName, room);
    }
  }
  for (const { shape } of sections) if (!found.has(shape.sectionName)) found.set(shape.sectionName, 'wide');
  return found;
}

type Box = { x: number; y: number; width: number; height: number };

function boxOf({ shape, shortName }: Named, units: number): Box {
  const [x, y] = shape.label;
  return { x, y, width: (shortName.length * letterWidth + nameGap) * units, height: units * lineHeight };
}

function touches(one: Box, other: Box): boolean {
  return (
    Math.abs(one.x - other.x) < (one.width + other.width) / 2 &&
    Math.abs(one.y - other.y) < (one.height + other.height) / 2
  );
}
