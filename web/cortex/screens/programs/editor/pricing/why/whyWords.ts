import type { PriceAnswer, PriceQuestion } from '../../../../../../../shared/contract/pricing.ts';
import type {
  PriceCondition,
  PriceRule,
  ProgramContent,
} from '../../../../../../../shared/contract/program-content.ts';
import { packageChoices, packChoices } from '../conditionWords.ts';

type Trial = PriceAnswer['trials'][number];
type Part = Trial['failed'][number][number];

/** Why a rule did or did not set the price; one sentence for each of its conditions that failed. */
export function trialInWords(trial: Trial, rule: PriceRule | undefined, content: ProgramContent): string[] {
  switch (trial.result) {
    case 'off':
      return ['Switched off, so it was passed over.'];
    case 'won':
      return [
        rule?.conditions.length === 0
          ? 'It is for everybody, and no earlier rule matched: it sets the price.'
          : 'It matches, and no earlier rule did: it sets the price.',
      ];
    case 'not_asked':
      return [
        trial.wouldMatch
          ? 'It would match too, but an earlier rule had won.'
          : 'Not asked, because an earlier rule had won. It would not match.',
      ];
    case 'not_matched':
      return trial.failed.map((parts, at) => {
        const condition = rule?.conditions[at];
        const why = parts.map((part) => failedInWords(part, condition, content)).join(', and ');
        return trial.failed.length > 1 ? `Condition ${at + 1}: ${why}.` : `${capital(why)}.`;
      });
  }
}

function failedInWords(part: Part, condition: PriceCondition | undefined, content: ProgramContent): string {
  switch (part) {
    case 'account_group':
      return `the fan is not in account group ${condition?.accountGroup ?? ''}`.trim();
    case 'pack':
      return `it is for the pack ${nameOf(packChoices(content), condition?.packId)}`;
    case 'package':
      return `it is for the package ${nameOf(packageChoices(content), condition?.packageId)}`;
    case 'min_events':
      return `it needs ${condition?.minEvents ?? 'more'} events or more`;
  }
}

function nameOf(choices: readonly { id: string; name: string }[], id: string | null | undefined): string {
  return choices.find((choice) => choice.id === id)?.name ?? 'that is gone';
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** Where the ticket type comes from, or why there is no price. */
export function rowInWords(answer: PriceAnswer, { priceCode, eventCode }: PriceQuestion): string {
  const { ruleId, ticketTypeCode, isEventRow, amountCents, trials } = answer;
  if (ruleId === null) return 'No rule matches this fan, so nothing sells to them.';
  const rule = trials.find((trial) => trial.ruleId === ruleId)?.name ?? 'The rule that won';
  if (ticketTypeCode === null)
    return `“${rule}” won, but it has no price for price code ${priceCode} at this event, so it does not sell.`;
  const row = isEventRow ? `for event ${eventCode}` : 'for all events';
  const from = `“${rule}” won. Its price ${row} at price code ${priceCode} is ticket type ${ticketTypeCode}`;
  return amountCents === null
    ? `${from}, for which the vendor has no amount: it does not sell.`
    : `${from}; the vendor asks this amount for it.`;
}
