import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { choiceSpace, choicesOf } from '../../shared/rules/choice-space.ts';
import { hasErrors } from '../../shared/rules/finding.ts';
import { explainPrice, resolvePrice, winningRule } from '../../shared/rules/price-rules.ts';
import { deadRules, unpricedChoices } from '../../shared/rules/proofs.ts';
import { quote } from '../../shared/rules/quote.ts';
import { canComplete, isComplete, nextChoices, selectionFindings } from '../../shared/rules/selection.ts';
import { isSoak } from '../harness/soak.ts';
import { anyContent, anySituation, eventCodes, groups, priceCodes } from './generate.ts';
import { isLegal, legalSelections, naiveTicketType, naiveWinner, subsets } from './naive.ts';

/** fast-check prints the seed and the smallest counterexample when a property fails. */
const runs = { numRuns: isSoak ? 100_000 : 20_000 };
const all = new Set(eventCodes);
const amounts = (eventCode: string, priceCode: string, ticketType: string) =>
  ticketType === 'BF25' && priceCode === 'A'
    ? null
    : Number(eventCode.slice(1)) * 100 + priceCode.length + ticketType.length;

/** `expect` only when they differ: it costs more than the rules do. */
function agree<T>(actual: T, expected: T) {
  if (actual !== expected) expect(actual).toBe(expected);
}

describe('the rule engine agrees with a brute-force oracle', { timeout: isSoak ? 3_600_000 : 300_000 }, () => {
  it('on what is legal, what can be completed and what may be chosen next', () => {
    fc.assert(
      fc.property(anySituation, ({ content, choice, onSale, chosen }) => {
        const space = choiceSpace(content, choice, (code) => onSale.has(code));
        if (space === null) throw new Error('the choice exists');
        const basket = new Set(chosen);
        const legal = legalSelections(content, choice, onSale);
        const reachable = (from: readonly string[]) =>
          legal.some((selection) => from.every((code) => selection.includes(code)));
        agree(isComplete(space, basket), isLegal(content, choice, chosen, onSale));
        agree(canComplete(space, basket), reachable(chosen));
        agree(hasErrors(selectionFindings(space, basket)), !isLegal(content, choice, chosen, onSale));
        for (const [code, refusal] of nextChoices(space, basket)) agree(refusal === null, reachable([...chosen, code]));
      }),
      runs,
    );
  });

  it('on which rule wins, and which price the fan gets', () => {
    fc.assert(
      fc.property(anySituation, ({ content, choice, chosen, fanGroups }) => {
        const { rules } = content.pricing;
        const situation = { ...choice, accountGroups: new Set(fanGroups), eventCount: chosen.length };
        const winner = naiveWinner(rules, { ...choice, groups: fanGroups, count: chosen.length });
        agree(winningRule(rules, situation)?.id, winner?.id);
        for (const eventCode of chosen) {
          for (const priceCode of priceCodes) {
            const priced = { eventCode, priceCode, suite: null };
            const ticketType = winner === null ? null : naiveTicketType(winner, eventCode, priceCode);
            const amount = ticketType === null ? null : amounts(eventCode, priceCode, ticketType);
            agree(resolvePrice(rules, situation, priced, amounts)?.amountCents ?? null, amount);
            expect(explainPrice(rules, situation, priced, amounts)).toMatchObject({
              ruleId: winner?.id ?? null,
              amountCents: amount,
            });
          }
        }
      }),
      runs,
    );
  });

  it('on rules that can never win and fans who find no rule', () => {
    fc.assert(
      fc.property(anyContent, (content) => {
        const { rules } = content.pricing;
        const won = new Set<string>();
        const unpriced = new Set<string>();
        for (const choice of choicesOf(content)) {
          for (const selection of legalSelections(content, choice, all)) {
            for (const fanGroups of subsets(groups)) {
              const winner = naiveWinner(rules, { ...choice, groups: fanGroups, count: selection.length });
              if (winner !== null) won.add(winner.id);
              else if (fanGroups.length === 0) unpriced.add(`${choice.packId}/${choice.packageId}`);
            }
          }
        }
        const dead = rules.filter(({ id, isOn }) => isOn && !won.has(id)).map(({ id }) => id);
        expect(deadRules(content).toSorted()).toEqual(dead.toSorted());
        const found = unpricedChoices(content).map(({ choice }) => `${choice.packId}/${choice.packageId}`);
        expect(found.toSorted()).toEqual([...unpriced].toSorted());
      }),
      { numRuns: isSoak ? 20_000 : 4_000 },
    );
  });

  it('on the quote: its total, and whether it may be bought', () => {
    fc.assert(
      fc.property(
        anySituation,
        fc.constantFrom(...priceCodes),
        fc.integer({ min: 1, max: 4 }),
        (drawn, priceCode, partySize) => {
          const { content, choice, onSale, chosen, fanGroups } = drawn;
          const events = new Map(
            eventCodes.map((code) => [code, { isAvailable: onSale.has(code), minSeats: 1, maxSeats: null }]),
          );
          const buyer = { accountGroups: new Set(fanGroups), seatsByEvent: new Map(), eventCount: 0, planCount: 0 };
          const selected = chosen.map((eventCode) => ({
            eventCode,
            suiteId: null,
            seats: [{ priceCode, count: partySize }],
          }));
          const answer = quote(
            { content, events, amounts },
            { ...choice, partySize, events: selected, addOns: [] },
            buyer,
          );
          const winner = naiveWinner(content.pricing.rules, { ...choice, groups: fanGroups, count: chosen.length });
          const prices = chosen.map((code) => {
            const ticketType = winner === null ? null : naiveTicketType(winner, code, priceCode);
            return ticketType === null ? null : amounts(code, priceCode, ticketType);
          });
          const total = prices.reduce<number>((sum, cents) => sum + (cents ?? 0) * partySize, 0);
          agree(answer.totalCents, total);
          const mayBuy = winner !== null && !prices.includes(null) && isLegal(content, choice, chosen, onSale);
          agree(hasErrors(answer.findings), !mayBuy);
        },
      ),
      runs,
    );
  });
});
