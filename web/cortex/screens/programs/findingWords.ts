import type { ProgramContent } from '../../../../shared/contract/program-content.ts';
import type { Finding } from '../../../../shared/rules/finding.ts';
import { nameOfPart } from './programWords.ts';

type Facts = {
  /** A parameter as text; empty when it is missing. */
  text: (name: string) => string;
  /** A count with its noun: "1 event", "3 events". */
  count: (name: string, noun: string) => string;
  /** The name of the pack, package or add-on whose id the parameter is; the noun when it is not known. */
  part: (name: string, noun: string) => string;
  /** What the text or picture at its place belongs to: "The headline", "The name of “Five games”". */
  subject: () => string;
  at: string;
};

/**
 * A finding in one sentence, for staff. With the content it names packs, packages and add-ons. A code of a newer version
 * of the product is shown as it is.
 */
export function findingInWords(finding: Finding, content?: ProgramContent): string {
  const words = findingWords[finding.code];
  return words === undefined ? `${finding.code}.` : words(factsOf(finding, content));
}

export const findingWords: Readonly<Record<string, (facts: Facts) => string>> = {
  'definition.min_above_max': ({ text, at }) =>
    at === '/definition/partySize' && text('max') === '0'
      ? 'A party is of at least one.'
      : `The minimum of ${text('min')} is above the maximum of ${text('max')}.`,
  'definition.nothing_to_sell': ({ part, at }) => {
    if (at === '/events') return 'The program has no events: choose at least one.';
    if (at === '/packs') return 'There is no pack: add at least one.';
    return at === '/packages'
      ? 'There is no package: add at least one.'
      : `${part('pack', 'The pack')} has no events: choose at least one.`;
  },
  'definition.package_empty': ({ part }) => `${part('package', 'The package')} has no events: choose at least one.`,
  'definition.tier_minimums_above_max': ({ text, part }) =>
    `The tiers of ${part('pack', 'the pack')} ask for ${text('least')} events, but it allows at most ${text('most')}.`,
  'definition.tier_maximums_below_min': ({ text, part }) =>
    `The tiers of ${part('pack', 'the pack')} allow ${text('allowed')} events, but it asks for at least ${text('min')}.`,
  'definition.event_in_two_tiers': ({ text, part }) =>
    `Event ${text('eventCode')} is in two tiers of ${part('pack', 'the pack')}: it may be in one.`,
  'definition.add_on_incomplete': ({ part }) =>
    `${part('addOn', 'The add-on')} is sold, so it needs an event, a price code and a ticket type.`,
  'definition.post_purchase_too_few': ({ text, count }) =>
    `Only ${count('count', 'event')} to add after the purchase, but at least ${text('min')} must be chosen.`,
  'events.unknown': ({ text }) => `The store has no event ${text('eventCode')}.`,
  'events.not_published': ({ text }) => `${text('event')} is not published, so it is not offered.`,
  'events.no_venue': ({ text }) => `${text('event')} has no venue, so it is not offered.`,
  'events.past': ({ text }) => `${text('event')} has begun, so it is not offered any more.`,
  'events.vendor_cancelled': ({ text }) =>
    `${text('event')} is cancelled at the vendor, so nothing of it can be bought.`,
  'events.vendor_missing': ({ text }) =>
    `The vendor has no event of the code of ${text('event')} any more, so nothing of it can be bought.`,
  'events.off_sale': ({ text }) => `The sale of ${text('event')} is over, so it is not offered any more.`,
  'events.tier_not_in_pack': ({ text, part }) =>
    `A tier of ${part('pack', 'the pack')} has event ${text('eventCode')}, but the pack does not.`,
  'events.pack_not_in_tier': ({ text, part }) =>
    `Event ${text('eventCode')} of ${part('pack', 'the pack')} is in none of its tiers, so it is not offered.`,
  'events.cannot_complete': ({ text, part, count }) => {
    const name = part(text('package') === '' ? 'pack' : 'package', 'The program');
    const why = Number(text('left')) < Number(text('min')) ? `and ${text('min')} are needed` : 'but a tier lacks some';
    return `${name} cannot be bought any more: ${count('left', 'event')} can still be sold, ${why}.`;
  },
  'class_names.none': () => 'No class name is chosen, so no seat may be sold.',
  'class_names.not_granted': ({ text }) => `The vendor does not let us sell seats of class ${text('className')}.`,
  'pricing.no_rules': () => 'No price rule is on, so nothing has a price.',
  'pricing.not_everybody': ({ text, part, count }) =>
    `A fan without an account group finds no price for ${part(text('package') === '' ? 'pack' : 'package', 'the program')} with ${count('eventCount', 'event')}.`,
  'pricing.rule_dead': ({ text }) => `“${text('name')}” can never win: earlier rules always match first.`,
  'pricing.rule_off': ({ text }) => `“${text('name')}” is switched off.`,
  'pricing.rule_empty': ({ text }) => `“${text('name')}” has no prices: whoever gets this rule can buy nothing.`,
  'pricing.same_priority': ({ text }) =>
    `“${text('name')}” and “${text('first')}” both have priority ${text('priority')}: which one wins is decided by their order.`,
  'pricing.unknown_code': ({ text }) =>
    `The vendor has no ticket type ${text('ticketTypeCode')} for price code ${text('priceCode')} at any event this row is for.`,
  'pricing.no_amount': ({ text, count }) =>
    `The vendor has no amount for ticket type ${text('ticketTypeCode')} and price code ${text('priceCode')} at ${count('events', 'event')}.`,
  'pricing.no_row': ({ text, count }) =>
    `“${text('name')}” has no price for price code ${text('priceCode')}: ${count('seats', 'free seat')} at ${count('events', 'event')} will not sell.`,
  'pricing.zero': ({ text, count }) =>
    `Ticket type ${text('ticketTypeCode')} with price code ${text('priceCode')} costs 0.00 at ${count('events', 'event')}.`,
  'pricing.raised': ({ text, count }) =>
    `Price code ${text('priceCode')} costs up to ${amountInWords(text('mostCents'))} more than before at ${count('events', 'event')}.`,
  'suites.none': () => 'No suite is chosen: choose at least one.',
  'suites.unknown': () => 'The store has no such suite any more.',
  'suites.no_price': ({ text, count }) =>
    `${count('count', 'suite')} without a price under “${text('name')}”: ${text('suites')}.`,
  'suites.no_seats': ({ text }) => `${text('name')} has no seats yet: map them on its venue.`,
  'gating.group_empty': ({ text }) => `Nobody we know of is in account group ${text('group')}.`,
  'gating.presale_empty': ({ text }) => `The presale “${text('name')}” lets nobody in.`,
  'gating.presale_backwards': ({ text }) => `The presale “${text('name')}” ends before it starts.`,
  'gating.presale_past': ({ text }) => `The presale “${text('name')}” is over.`,
  'gating.presale_after_open': ({ text }) => `The presale “${text('name')}” starts when everybody may buy already.`,
  'gating.allowed_and_blocked': ({ text }) => `${text('address')} is both let in and blocked; blocked counts.`,
  'presentation.no_banner': () => 'The banner has no picture.',
  'presentation.no_alt': ({ text }) =>
    `The image has no alternative text in ${languagesInWords(text('locales'))}: people who cannot see it miss it.`,
  'presentation.no_text': ({ text, subject }) => `${subject()} is missing in ${languagesInWords(text('locales'))}.`,
  'presentation.contrast': ({ text }) =>
    `${text('front')} on ${text('back')} is hard to read: the contrast is ${text('ratio')} : 1 and must be at least 4.5 : 1.`,
  'inventory.never': ({ text }) => `The seats of ${text('event')} were never read from the vendor.`,
  'inventory.stale': ({ text, count }) => `The seats of ${text('event')} were read ${count('minutes', 'minute')} ago.`,
  'inventory.sold_out': ({ text }) => `Nothing of the program's classes is left at ${text('event')}.`,
  'request.refused': ({ text }) => `Not saved: ${text('message')}`,
};

function factsOf({ params, at }: Finding, content: ProgramContent | undefined): Facts {
  const text = (name: string) => valueInWords(params[name]);
  return {
    text,
    at,
    subject: () => textAt(at, content),
    count: (name, noun) => `${Number(text(name)).toLocaleString('en')} ${noun}${text(name) === '1' ? '' : 's'}`,
    part: (name, noun) => {
      const found = content === undefined || text(name) === '' ? null : nameOfPart(content, text(name));
      return found === null ? noun : `“${found}”`;
    },
  };
}

/** Which text is meant, as the place in the document says it. */
function textAt(at: string, content: ProgramContent | undefined): string {
  const [, stage = '', list = '', place = ''] = at.split('/');
  if (at === '/presentation/headline') return 'The headline';
  if (list === 'copy') return `Text ${Number(place) + 1}`;
  if (list === 'faq') return `Answer ${Number(place) + 1}`;
  const noun = { packs: 'pack', packages: 'package', add_ons: 'add-on' }[stage];
  if (noun === undefined) return 'The text';
  const name = content === undefined ? null : nameOfPart(content, partIdAt(content, stage, Number(place)));
  return `The name of ${name === null ? `${noun} ${Number(place) + 1}` : `“${name}”`}`;
}

function partIdAt({ packs, packages, add_ons }: ProgramContent, stage: string, place: number): string {
  const parts = stage === 'packs' ? packs.packs : stage === 'packages' ? packages.packages : add_ons.addOns;
  return parts[place]?.id ?? '';
}

function valueInWords(value: Finding['params'][string] | undefined): string {
  if (value === undefined || value === null) return '';
  return typeof value === 'object' ? value.join(', ') : String(value);
}

function amountInWords(cents: string): string {
  return (Number(cents) / 100).toLocaleString('en', { minimumFractionDigits: 2, maximumFractionDigits: 2 });
}

const languages = new Intl.DisplayNames('en', { type: 'language' });

function languagesInWords(locales: string): string {
  const names = locales.split(', ').flatMap((locale) => (locale === '' ? [] : [languages.of(locale) ?? locale]));
  return new Intl.ListFormat('en').format(names);
}
