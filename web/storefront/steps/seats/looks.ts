import type { OfferMap, OfferSeatKind } from '../../../../shared/contract/catalog.map.ts';
import type { SeatField } from '../../../../shared/rules/seat-field.ts';
import type { SeatLook, SectionLook, Tone } from '../../../ui/seat-map/index.ts';
import type { SeatSort } from './pick.ts';

/** What a seat of a price code costs; null where the plan does not sell it. */
export type PriceOf = (priceCode: string) => number | null;

const tones: readonly Tone[] = [0, 1, 2, 3, 4, 5];

/** Of each kind of seat, whether it may be picked. Accessible ones only by a party that needs them. */
export function sortsOf(kinds: readonly OfferSeatKind[], classNames: readonly string[], priceOf: PriceOf): SeatSort[] {
  return kinds.map(({ className, priceCode, isAccessible = false }) => ({
    isSold: priceOf(priceCode) !== null && (isAccessible || classNames.includes(className)),
    isAccessible,
    priceCode,
  }));
}

/** How seats are drawn: the dearest the darkest. */
export function looksOf(sorts: readonly SeatSort[], priceOf: PriceOf, accessible: number): SeatLook[] {
  const tone = tonesOf(sorts, priceOf);
  return sorts.map(({ isSold, isAccessible, priceCode }) => ({
    form: isAccessible ? 'accessible' : isSold ? 'free' : 'other',
    tone: tone.get(priceCode) ?? 5,
    isPickable: isSold && (!isAccessible || accessible > 0),
  }));
}

/** Prices spread over the tones, whatever their number. */
export function tonesOf(sorts: readonly SeatSort[], priceOf: PriceOf): Map<string, Tone> {
  const priced = [...new Set(sorts.filter(({ isSold }) => isSold).map(({ priceCode }) => priceCode))];
  const cents = [...new Set(priced.flatMap((code) => priceOf(code) ?? []))].toSorted((a, b) => b - a);
  const last = Math.max(1, cents.length - 1);
  return new Map(
    priced.map((code) => {
      const place = Math.max(0, cents.indexOf(priceOf(code) ?? 0));
      return [code, tones[cents.length <= 6 ? place : Math.round((place / last) * 5)] ?? 5];
    }),
  );
}

export type SectionFacts = { sectionName: string; free: number; fromCents: number | null };

/** Seats of each section that may be picked, and the least price of them. */
export function sectionFacts(
  field: SeatField,
  sorts: readonly SeatSort[],
  looks: readonly SeatLook[],
  priceOf: PriceOf,
) {
  const cents = sorts.map(({ priceCode }) => priceOf(priceCode));
  return field.sections.map(({ name, from, until }): SectionFacts => {
    let free = 0;
    let least: number | null = null;
    for (const row of field.rows.slice(from, until)) {
      for (let seat = row.from; seat < row.until; seat += 1) {
        const kind = (field.kind[seat] ?? 0) - 1;
        if (looks[kind]?.isPickable !== true) continue;
        free += 1;
        const price = cents[kind] ?? null;
        if (price !== null && (least === null || price < least)) least = price;
      }
    }
    return { sectionName: name, free, fromCents: least };
  });
}

/** Seats up to which a section has few, and some. */
const [few, some] = [12, 60];

export function sectionLooks(
  facts: readonly SectionFacts[],
  { sections }: Pick<OfferMap, 'sections'>,
  describe: (facts: SectionFacts) => string,
  party: number,
): SectionLook[] {
  const names = new Map(sections.map(({ sectionName, displayName }) => [sectionName, displayName]));
  const cents = [...new Set(facts.flatMap(({ fromCents }) => fromCents ?? []))].toSorted((a, b) => b - a);
  const last = Math.max(1, cents.length - 1);
  return facts.map((one) => {
    const place = one.fromCents === null ? null : cents.indexOf(one.fromCents);
    return {
      sectionName: one.sectionName,
      shortName: shortNameOf(names.get(one.sectionName) ?? one.sectionName),
      description: describe(one),
      fill: one.free === 0 ? 0 : one.free <= few ? 1 : one.free <= some ? 2 : 3,
      tone: place === null ? null : (tones[cents.length <= 6 ? place : Math.round((place / last) * 5)] ?? 5),
      isPickable: one.free >= party,
    };
  });
}

/** There is no room for more on the map than what tells sections apart. */
export function shortNameOf(name: string): string {
  return name.replace(/^\p{L}+ (?=\S*\d)/u, '');
}
