import type { VendorPrice } from '../vendors/vendors.types.ts';
import type { Count, SectionCopy } from './inventory.types.ts';

/**
 * Sums of 64 bits over things in any order: equal sets have equal sums, and others the same one with a chance of 2^-64. A
 * sort and a cryptographic hash would cost more than all else an unchanged event costs.
 */
export type Sum = { low: number; high: number };

export function emptySum(): Sum {
  return { low: 0, high: 0 };
}

/** Adds a thing `times` times. */
export function addTo(sum: Sum, texts: readonly string[], times = 1): void {
  let [one, other] = [0x811c9dc5, 0x9747b28c];
  for (const text of texts) {
    for (let at = 0; at < text.length; at += 1) {
      const code = text.charCodeAt(at);
      one = Math.imul(one ^ code, 0x01000193);
      other = Math.imul(other ^ code, 0x5bd1e995) + at;
    }
    one = Math.imul(one ^ 0x1f, 0x01000193); // so that `ab`, `c` is not `a`, `bc`
    other = Math.imul(other ^ 0x1f, 0x5bd1e995);
  }
  sum.low = (sum.low + Math.imul(mix(one ^ (other >>> 16)), times)) >>> 0;
  sum.high = (sum.high + Math.imul(mix(other ^ (one >>> 16)), times)) >>> 0;
}

export function textOf({ low, high }: Sum): string {
  return high.toString(16).padStart(8, '0') + low.toString(16).padStart(8, '0');
}

/** Of free seats by section, class and price code, of the classes that count; sections without any make no difference. */
export function hashOfCounts(
  counts: readonly { sectionName: string; className: string; priceCode: string; count: number }[],
  classNames: ReadonlySet<string>,
): string {
  const sum = emptySum();
  for (const { sectionName, className, priceCode, count } of counts) {
    if (classNames.has(className)) addTo(sum, [sectionName, className, priceCode], count);
  }
  return textOf(sum);
}

/** The same of a copy. */
export function hashOfSections(sections: readonly SectionCopy[]): string {
  const sum = emptySum();
  for (const { sectionName, counts } of sections) {
    for (const [className, priceCode, count] of counts) addTo(sum, [sectionName, className, priceCode], count);
  }
  return textOf(sum);
}

/** The hash of counts without these of one section. */
export function lessCounts(hash: string, { sectionName }: { sectionName: string }, removed: readonly Count[]): string {
  const sum = { high: Number.parseInt(hash.slice(0, 8), 16), low: Number.parseInt(hash.slice(8), 16) };
  for (const [className, priceCode, count] of removed) addTo(sum, [sectionName, className, priceCode], -count);
  return textOf(sum);
}

export function hashOfPrices(prices: readonly VendorPrice[]): string {
  const sum = emptySum();
  for (const { priceCode, ticketTypeCode, amountCents } of prices) {
    addTo(sum, [priceCode, ticketTypeCode, String(amountCents)]);
  }
  return textOf(sum);
}

/** Spreads every bit over all of them. */
function mix(value: number): number {
  const first = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  const second = Math.imul(first ^ (first >>> 13), 0xc2b2ae35);
  return second ^ (second >>> 16);
}
