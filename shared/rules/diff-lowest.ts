import type { ProgramContent } from '../contract/program-content.ts';
import { type Choice, choiceSpace, choicesOf } from './choice-space.ts';
import type { DiffSide } from './diff.ts';
import { priceUnder, winningRule } from './price-rules.ts';
import { legalRanges } from './proofs.ts';

/** The lowest price of a game and price code, in cents, for those with one of the account groups; null among them: everybody. */
export type LowestPrice = {
  kind: 'lowest_price';
  eventCode: string;
  priceCode: string;
  beforeCents: number | null;
  afterCents: number | null;
  accountGroups: readonly (string | null)[];
};

/**
 * For contents that have no choice in common, such as a plan and packs: where the lowest price that a fan can pay for a seat
 * at a game of both differs, whatever pack or package and however many games that takes. Nothing for suites.
 */
export function lowestPrices(
  before: DiffSide,
  after: DiffSide,
  priceCodesOf: (eventCode: string) => readonly string[],
): LowestPrice[] {
  const sides = [before, after];
  if (sides.some(({ content }) => content.definition.inventoryType === 'suite')) return [];
  const kept = chosenGames(before.content);
  const eventCodes = [...chosenGames(after.content)].filter((code) => kept.has(code));
  const found = new Map<string, LowestPrice>();
  for (const accountGroup of [null, ...groupsOf(before.content, after.content)]) {
    const [priceBefore, priceAfter] = [lowestOf(before, accountGroup), lowestOf(after, accountGroup)];
    for (const eventCode of eventCodes) {
      for (const priceCode of priceCodesOf(eventCode)) {
        const [beforeCents, afterCents] = [priceBefore(eventCode, priceCode), priceAfter(eventCode, priceCode)];
        if (beforeCents === afterCents) continue;
        const key = JSON.stringify([eventCode, priceCode, beforeCents, afterCents]);
        const accountGroups = [...(found.get(key)?.accountGroups ?? []), accountGroup];
        found.set(key, { kind: 'lowest_price', eventCode, priceCode, beforeCents, afterCents, accountGroups });
      }
    }
  }
  return [...found.values()];
}

/** The account groups that rules name. */
export function groupsOf(...contents: readonly ProgramContent[]): string[] {
  return [
    ...new Set(
      contents.flatMap(({ pricing }) =>
        pricing.rules.flatMap(({ conditions }) => conditions.flatMap(({ accountGroup }) => accountGroup ?? [])),
      ),
    ),
  ];
}

/** What wins in each choice, with the games one can have there. */
function lowestOf({ content, amounts }: DiffSide, accountGroup: string | null) {
  const accountGroups = new Set(accountGroup === null ? [] : [accountGroup]);
  const { rules } = content.pricing;
  const counts = rules.flatMap(({ conditions }) => conditions.flatMap(({ minEvents }) => minEvents ?? []));
  const ways = legalRanges(content).map(({ choice, least, most }) => {
    const eventCounts = [least, ...counts.filter((count) => count > least && count <= most)];
    const winners = eventCounts.map((eventCount) => winningRule(rules, { ...choice, accountGroups, eventCount }));
    return { eventCodes: gamesOf(content, choice), winners: [...new Set(winners)] };
  });
  return (eventCode: string, priceCode: string): number | null => {
    const priced = { eventCode, priceCode, suite: null };
    const cents = ways
      .filter(({ eventCodes }) => eventCodes.has(eventCode))
      .flatMap(({ winners }) => winners.flatMap((rule) => priceUnder(rule, priced, amounts)?.amountCents ?? []));
    return cents.length === 0 ? null : Math.min(...cents);
  };
}

/** Games that some choice has; what can only be added after the purchase of a package is none of them. */
export function chosenGames(content: ProgramContent): Set<string> {
  return new Set(choicesOf(content).flatMap((choice) => [...gamesOf(content, choice)]));
}

function gamesOf(content: ProgramContent, choice: Choice): Set<string> {
  const space = choiceSpace(content, choice, () => true);
  return new Set(space?.groups.flatMap(({ eventCodes }) => eventCodes));
}
