import type { AddOn, PriceRule, ProgramContent } from '../contract/program-content.ts';
import { goesWith, quantityOf } from './add-on-scope.ts';
import { type Choice, type ChoiceSpace, choiceSpace, choicesOf, reach } from './choice-space.ts';
import { type Finding, finding, hasErrors } from './finding.ts';
import { sumCents } from './money.ts';
import { type Amounts, priceUnder, type ResolvedPrice, type Situation, winningRule } from './price-rules.ts';
import { isComplete, selectionFindings } from './selection.ts';

/** What can be sold now: the release, and what the store and the vendor say of its events. */
export type QuotedOffer = {
  content: ProgramContent;
  /** By event code; an event that is missing here is not available. */
  events: ReadonlyMap<string, { isAvailable: boolean; minSeats: number; maxSeats: number | null }>;
  amounts: Amounts;
};
/** Seats of one event by price code; none while the fan has not picked any. */
export type SelectedEvent = {
  eventCode: string;
  seats: readonly { priceCode: string; count: number }[];
  suiteId: string | null;
};
export type Selection = Choice & {
  partySize: number;
  events: readonly SelectedEvent[];
  /** Chosen optional and overflow add-ons. */
  addOns: readonly { addOnId: string; count: number }[];
};
/** What the fan holds or has bought in this store already, under any program. */
export type Buyer = {
  accountGroups: ReadonlySet<string>;
  seatsByEvent: ReadonlyMap<string, number>;
  eventCount: number;
  planCount: number;
};
export type QuoteLine = {
  kind: 'seats' | 'add_on';
  eventCode: string;
  suiteId: string | null;
  addOnId: string | null;
  priceCode: string;
  ticketTypeCode: string;
  count: number;
  eachCents: number;
  totalCents: number;
};
export type Quote = {
  ruleId: string | null;
  lines: readonly QuoteLine[];
  totalCents: number;
  findings: readonly Finding[];
};

/** How many more events the savings hint looks ahead. */
const lookAhead = 3;

/**
 * The price of a selection and all that stands against it. No error among the findings means that it may be bought as
 * it is; the total is the sum of the lines in cents. Pure: the browser and the server run this same function.
 */
export function quote(offer: QuotedOffer, selection: Selection, buyer: Buyer): Quote {
  const rule = winningRule(offer.content.pricing.rules, situationOf(selection, buyer, selection.events.length));
  const priced = priceAll(offer, selection, rule);
  const basket = basketOf(selection);
  const findings = [
    ...choiceFindings(offer, selection, basket),
    ...(rule === null ? [finding('error', 'price.no_rule', '/events')] : priced.findings),
    ...partyFindings(offer, selection),
    ...capFindings(offer, selection, buyer),
    ...addOnFindings(offer, selection),
  ];
  const hints =
    priced.findings.length > 0 || rule === null
      ? []
      : priceHints(offer, selection, buyer, { rule, totalCents: priced.totalCents, basket });
  return {
    ruleId: rule?.id ?? null,
    lines: priced.lines,
    totalCents: priced.totalCents,
    findings: [...findings, ...hints],
  };
}

function situationOf(choice: Choice, buyer: Buyer, eventCount: number): Situation {
  return { packId: choice.packId, packageId: choice.packageId, accountGroups: buyer.accountGroups, eventCount };
}

/** Every choice of the offer with its space. An offer is never changed in place, so they live as long as it does. */
type Option = Choice & { space: ChoiceSpace };
const options = new WeakMap<QuotedOffer, readonly Option[]>();

function optionsOf(offer: QuotedOffer): readonly Option[] {
  const known = options.get(offer);
  if (known !== undefined) return known;
  const isAvailable = (code: string) => offer.events.get(code)?.isAvailable ?? false;
  const made = choicesOf(offer.content).flatMap((choice) => {
    const space = choiceSpace(offer.content, choice, isAvailable);
    return space === null ? [] : [{ ...choice, space }];
  });
  options.set(offer, made);
  return made;
}

function spaceOf(offer: QuotedOffer, choice: Choice): ChoiceSpace | null {
  return optionsOf(offer).find((option) => isSame(option, choice))?.space ?? null;
}

function isSame(one: Choice, other: Choice): boolean {
  return one.packId === other.packId && one.packageId === other.packageId;
}

function basketOf(selection: Selection): Set<string> {
  const basket = new Set<string>();
  for (const { eventCode } of selection.events) basket.add(eventCode);
  return basket;
}

function choiceFindings(offer: QuotedOffer, selection: Selection, basket: ReadonlySet<string>): Finding[] {
  const space = spaceOf(offer, selection);
  if (space === null) return [finding('error', 'selection.choice_not_offered', '/choice')];
  const twice = basket.size < selection.events.length ? [finding('error', 'selection.event_twice', '/events')] : [];
  return [...twice, ...selectionFindings(space, basket)];
}

type Priced = { lines: QuoteLine[]; findings: Finding[] };
type Pricing = Priced & { totalCents: number };

function priceAll(offer: QuotedOffer, selection: Selection, rule: PriceRule | null): Pricing {
  const into: Priced = { lines: [], findings: [] };
  for (const event of selection.events) priceEvent(offer, event, rule, into);
  priceAddOns(offer, selection, into);
  const { lines, findings } = into;
  return { lines, findings, totalCents: sumCents(lines.map(({ totalCents }) => totalCents)) };
}

function priceEvent(offer: QuotedOffer, event: SelectedEvent, rule: PriceRule | null, { lines, findings }: Priced) {
  const { eventCode, suiteId } = event;
  for (const { priceCode, count } of event.seats) {
    const price = priceOfSeat(offer, rule, { eventCode, suiteId, priceCode });
    if (price === null) {
      findings.push(finding('error', 'price.not_for_sale', `/events/${eventCode}`, { eventCode, priceCode }));
    } else {
      const { ticketTypeCode, amountCents: eachCents } = price;
      lines.push(line('seats', { eventCode, suiteId, addOnId: null, priceCode, ticketTypeCode, count, eachCents }));
    }
  }
}

/** What one seat costs when the rule has won; null where the program sells none like it. */
export function priceOfSeat(
  { content, amounts }: Pick<QuotedOffer, 'content' | 'amounts'>,
  rule: PriceRule | null,
  { eventCode, suiteId, priceCode }: { eventCode: string; suiteId: string | null; priceCode: string },
): ResolvedPrice | null {
  const { suites, definition } = content;
  // a rule keeps its rows of the other kind for the day the program is changed back
  if ((definition.inventoryType === 'suite') !== (suiteId !== null)) return null;
  if (suiteId === null) return priceUnder(rule, { eventCode, priceCode, suite: null }, amounts);
  if (!suites.suiteIds.includes(suiteId)) return null;
  const tier = suites.tiers.find(({ suiteIds }) => suiteIds.includes(suiteId));
  return priceUnder(rule, { eventCode, priceCode, suite: { suiteId, tierId: tier?.id ?? null } }, amounts);
}

function priceAddOns(offer: QuotedOffer, selection: Selection, { lines, findings }: Priced) {
  for (const { addOn, count } of addOnCounts(offer.content, selection)) {
    const { eventCode, priceCode, ticketTypeCode } = addOn;
    if (eventCode === null || priceCode === null || ticketTypeCode === null) continue;
    const { id: addOnId } = addOn;
    const eachCents = offer.amounts(eventCode, priceCode, ticketTypeCode);
    if (eachCents === null)
      findings.push(finding('error', 'add_on.not_for_sale', `/addOns/${addOnId}`, { addOn: addOnId }));
    else lines.push(line('add_on', { eventCode, suiteId: null, addOnId, priceCode, ticketTypeCode, count, eachCents }));
  }
}

type LineFacts = Omit<QuoteLine, 'kind' | 'totalCents'>;

/** Field by field: a spread of so many takes ten times as long, and what it makes is slower to write as JSON. */
function line(kind: QuoteLine['kind'], facts: LineFacts): QuoteLine {
  const { eventCode, suiteId, addOnId, priceCode, ticketTypeCode, count, eachCents } = facts;
  const totalCents = eachCents * count;
  return { kind, eventCode, suiteId, addOnId, priceCode, ticketTypeCode, count, eachCents, totalCents };
}

/** How many of each add-on the order has: forced ones by themselves, the others as chosen. */
function addOnCounts(content: ProgramContent, selection: Selection): { addOn: AddOn; count: number }[] {
  return content.add_ons.addOns.flatMap((addOn) => {
    const chosen = selection.addOns.find(({ addOnId }) => addOnId === addOn.id)?.count ?? 0;
    const count = addOn.kind === 'forced' ? forcedCount(addOn, selection) : chosen;
    return count > 0 && addOn.kind !== 'informational' ? [{ addOn, count }] : [];
  });
}

function forcedCount(addOn: AddOn, selection: Selection): number {
  const events = selection.events.filter(({ eventCode }) => addOn.onlyEventCodes?.includes(eventCode) ?? true);
  if (events.length === 0 || !goesWith(addOn, scopeOf(selection))) return 0;
  if (addOn.unit === 'per_order') return Math.max(1, addOn.quantity.min);
  return events.reduce((sum, { seats }) => sum + seatCount(seats), 0);
}

function scopeOf({ packId, events }: Selection) {
  return { packId, eventCodes: events.map(({ eventCode }) => eventCode) };
}

function addOnFindings(offer: QuotedOffer, selection: Selection): Finding[] {
  return selection.addOns.flatMap(({ addOnId, count }) => {
    const at = `/addOns/${addOnId}`;
    const addOn = offer.content.add_ons.addOns.find(({ id }) => id === addOnId);
    const isChosen = addOn?.kind === 'optional' || addOn?.kind === 'overflow';
    if (addOn === undefined || !isChosen || !goesWith(addOn, scopeOf(selection))) {
      return [finding('error', 'add_on.not_offered', at, { addOn: addOnId })];
    }
    const { min, max } = quantityOf(addOn, selection);
    const fits = count === 0 || (count >= min && count <= (max ?? Number.POSITIVE_INFINITY));
    return fits ? [] : [finding('error', 'add_on.quantity', at, { addOn: addOnId, min, max })];
  });
}

function partyFindings(offer: QuotedOffer, { partySize, events }: Selection): Finding[] {
  const { min, max } = offer.content.definition.partySize;
  const whole =
    partySize < min || partySize > max ? [finding('error', 'party.size', '/partySize', { partySize, min, max })] : [];
  const each = events.flatMap(({ eventCode, seats, suiteId }) => {
    const count = seatCount(seats);
    const event = offer.events.get(eventCode);
    if (count === 0 || suiteId !== null || event === undefined) return [];
    const at = `/events/${eventCode}`;
    if (count !== partySize) return [finding('error', 'party.seats', at, { eventCode, count, partySize })];
    if (count >= event.minSeats && count <= (event.maxSeats ?? count)) return [];
    return [finding('error', 'party.event_limit', at, { eventCode, count, min: event.minSeats, max: event.maxSeats })];
  });
  return [...whole, ...each];
}

function capFindings(offer: QuotedOffer, { events }: Selection, buyer: Buyer): Finding[] {
  const caps = offer.content.definition.fanCaps;
  const ofPlan = planCapFindings(caps, events.length, buyer);
  if (caps.seatsPerEvent === null) return ofPlan;
  const counts = events.map(({ eventCode, seats }) => ({ eventCode, count: seatCount(seats) }));
  return [...ofPlan, ...seatCapFindings(caps.seatsPerEvent, counts, buyer)];
}

function planCapFindings(
  { plans, events }: Pick<FanCaps, 'plans' | 'events'>,
  eventCount: number,
  buyer: Pick<Buyer, 'planCount' | 'eventCount'>,
): Finding[] {
  const found: Finding[] = [];
  if (plans !== null && buyer.planCount + 1 > plans) found.push(finding('error', 'cap.plans', '/', { cap: plans }));
  if (events !== null && buyer.eventCount + eventCount > events) {
    found.push(finding('error', 'cap.events', '/events', { cap: events, already: buyer.eventCount }));
  }
  return found;
}

type FanCaps = ProgramContent['definition']['fanCaps'];

function seatCapFindings(
  cap: number | null,
  events: readonly { eventCode: string; count: number }[],
  { seatsByEvent }: Pick<Buyer, 'seatsByEvent'>,
): Finding[] {
  if (cap === null) return [];
  return events.flatMap(({ eventCode, count }) => {
    const already = seatsByEvent.get(eventCode) ?? 0;
    if (already + count <= cap) return [];
    return [finding('error', 'cap.seats_per_event', `/events/${eventCode}`, { eventCode, cap, already })];
  });
}

/**
 * Games for which no seats are picked yet and the whole party would be more than a fan may have. A quote counts seats that
 * are there; this tells the fan before any are looked for. Of suites nothing is said: they have seats of their own.
 */
export function capsAhead(
  { definition }: Pick<ProgramContent, 'definition'>,
  { events, partySize }: Pick<Selection, 'events' | 'partySize'>,
  buyer: Buyer,
): Finding[] {
  const open = events.filter(({ seats, suiteId }) => suiteId === null && seatCount(seats) === 0);
  const counts = open.map(({ eventCode }) => ({ eventCode, count: partySize }));
  return seatCapFindings(definition.fanCaps.seatsPerEvent, counts, buyer);
}

/**
 * What one more game would be more than: a cap of the fan's. The seats of the whole party are counted, but of a suite. Null:
 * nothing is against it.
 */
export function capOnAdding(
  { definition: { fanCaps } }: Pick<ProgramContent, 'definition'>,
  { chosen, partySize, eventCode, suiteId }: Adding,
  buyer: Omit<Buyer, 'accountGroups'>,
): Finding | null {
  const seats = suiteId === null ? [{ eventCode, count: partySize }] : [];
  const found = [
    ...planCapFindings(fanCaps, chosen + 1, buyer),
    ...seatCapFindings(fanCaps.seatsPerEvent, seats, buyer),
  ];
  return found[0] ?? null;
}

/** `chosen`: how many games are, without it. */
type Adding = { chosen: number; partySize: number; eventCode: string; suiteId: string | null };

/**
 * Of games that are not chosen, what their caps are against: nothing is wrong yet, but who chooses is not offered what they
 * could not have.
 */
export function capsOnOthers(
  { definition: { fanCaps } }: Pick<ProgramContent, 'definition'>,
  { events, partySize }: Pick<Selection, 'events' | 'partySize'>,
  buyer: Buyer,
): Finding[] {
  const chosen = new Set(events.map(({ eventCode }) => eventCode));
  const others = [...buyer.seatsByEvent.keys()].filter((code) => !chosen.has(code));
  const counts = others.map((eventCode) => ({ eventCode, count: partySize }));
  const found = seatCapFindings(fanCaps.seatsPerEvent, counts, buyer);
  const isFull = fanCaps.events !== null && buyer.eventCount + events.length === fanCaps.events;
  const params = { cap: fanCaps.events, already: buyer.eventCount };
  return [
    ...(isFull ? [finding('info', 'cap.events', '/events', params)] : []),
    ...found.map((one) => finding('info', one.code, one.at, one.params)),
  ];
}

/** What would make the same events cheaper: a few more of them, or another pack. */
type Now = { rule: PriceRule; totalCents: number; basket: ReadonlySet<string> };

function priceHints(offer: QuotedOffer, selection: Selection, buyer: Buyer, now: Now): Finding[] {
  const more = moreEventsHint(offer, selection, buyer, now);
  const other = optionsOf(offer)
    .filter((option) => !isSame(option, selection) && isComplete(option.space, now.basket))
    .flatMap(({ packId, packageId }) =>
      otherChoiceHint(offer, { ...selection, packId, packageId }, buyer, now.totalCents),
    )
    .sort((a, b) => Number(b.params.savedCents) - Number(a.params.savedCents));
  return [...more, ...other.slice(0, 1)];
}

function moreEventsHint(offer: QuotedOffer, selection: Selection, buyer: Buyer, now: Now): Finding[] {
  const space = spaceOf(offer, selection);
  if (space === null) return [];
  const { most } = reach(space);
  for (let more = 1; more <= lookAhead && selection.events.length + more <= most; more += 1) {
    const eventCount = selection.events.length + more;
    const rule = winningRule(offer.content.pricing.rules, situationOf(selection, buyer, eventCount));
    // the same rule prices the games already chosen the same
    if (rule === null || rule === now.rule) continue;
    const then = priceAll(offer, selection, rule);
    const savedCents = now.totalCents - then.totalCents;
    if (then.findings.length === 0 && savedCents > 0) {
      return [finding('info', 'selection.better_price', '/events', { more, eventCount, savedCents, ruleId: rule.id })];
    }
  }
  return [];
}

function otherChoiceHint(offer: QuotedOffer, selection: Selection, buyer: Buyer, totalCents: number): Finding[] {
  const rule = winningRule(offer.content.pricing.rules, situationOf(selection, buyer, selection.events.length));
  const then = priceAll(offer, selection, rule);
  const savedCents = totalCents - then.totalCents;
  if (rule === null || hasErrors(then.findings) || savedCents <= 0) return [];
  const { packId, packageId } = selection;
  return [finding('info', 'selection.other_choice', '/choice', { packId, packageId, savedCents })];
}

function seatCount(seats: SelectedEvent['seats']): number {
  return seats.reduce((sum, { count }) => sum + count, 0);
}
