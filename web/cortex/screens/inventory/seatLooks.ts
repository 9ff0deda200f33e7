import type { OfferSeatKind } from '../../../../shared/contract/catalog.map.ts';
import type { Section } from '../../../../shared/contract/venues.ts';
import { naturalOrder } from '../../../../shared/rules/natural-order.ts';
import type { SeatFacts, SeatLook, SeatPattern, SectionLook, Tone } from '../../../ui/seat-map/index.ts';

const tones = [0, 1, 2, 3, 4, 5] as const;
const patterns = [undefined, 'dot', 'bar', 'cross'] as const;

type CodeLook = { tone: Tone; pattern: SeatPattern | undefined };

/**
 * A tone for each price code, in the order of their names, and a pattern from the seventh on; letters in the seats tell more
 * than twenty-four apart.
 */
export function codeLooks(kinds: readonly OfferSeatKind[]): Map<string, CodeLook> {
  const codes = [...new Set(kinds.map(({ priceCode }) => priceCode))].toSorted(naturalOrder);
  return new Map(
    codes.map((code, place) => {
      const pattern = patterns[Math.floor(place / tones.length) % patterns.length];
      return [code, { tone: tones[place % tones.length] ?? 0, pattern }];
    }),
  );
}

export type SeatFilter = { className: string | null; priceCode: string | null };

/** How each kind is drawn; what the filter leaves out is drawn as another price. */
export function looksOf(kinds: readonly OfferSeatKind[], { className, priceCode }: SeatFilter): SeatLook[] {
  const looks = codeLooks(kinds);
  return kinds.map((kind) => {
    const isShown =
      (className === null || kind.className === className) && (priceCode === null || kind.priceCode === priceCode);
    const form = kind.isAccessible === true ? ('accessible' as const) : ('free' as const);
    const { tone = 0, pattern } = looks.get(kind.priceCode) ?? {};
    return { form: isShown ? form : 'other', tone, pattern, letters: kind.priceCode, isPickable: isShown };
  });
}

export function seatInWords(facts: SeatFacts, kinds: readonly OfferSeatKind[], displayName: string): string {
  const { kind, rowName, seatNumber, isAtAisle } = facts;
  const found = kind === null ? undefined : kinds[kind];
  const state =
    found === undefined
      ? 'taken'
      : `free, class ${found.className}, price code ${found.priceCode}${found.isAccessible === true ? ', accessible' : ''}`;
  return `${displayName}, row ${rowName}, seat ${seatNumber}, ${state}${isAtAisle ? ', aisle' : ''}`;
}

type Counted = { sectionName: string; seatCount: number };

/** Sections by how many seats are free, against the one with the most. */
export function sectionLooks(sections: readonly Section[], counts: readonly Counted[]): SectionLook[] {
  const free = new Map(counts.map(({ sectionName, seatCount }) => [sectionName, seatCount]));
  const most = Math.max(1, ...free.values());
  return sections.map(({ sectionName, displayName }) => {
    const count = free.get(sectionName) ?? 0;
    const seats = count === 0 ? 'no free seat' : count === 1 ? '1 free seat' : `${count} free seats`;
    return {
      sectionName,
      shortName: sectionName,
      description: `${displayName}, ${seats}`,
      fill: fillOf(count / most),
      tone: null,
      isPickable: true,
    };
  });
}

function fillOf(share: number): SectionLook['fill'] {
  if (share === 0) return 0;
  if (share < 1 / 3) return 1;
  return share < 2 / 3 ? 2 : 3;
}
