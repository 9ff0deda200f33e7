import type { z } from 'zod';
import { type Quote, QuoteRequest } from '../../../shared/contract/catalog.quote.ts';
import { choiceSpace, choicesOf } from '../../../shared/rules/choice-space.ts';
import { type Buyer, type QuotedOffer, quote, type Selection } from '../../../shared/rules/quote.ts';
import { canComplete, nextChoices } from '../../../shared/rules/selection.ts';
import type { Ctx, StoreCtx } from '../../core/ctx.ts';
import { fieldErrors } from '../../core/http/errors.ts';
import type { FindQuick } from '../../core/http/front-quick.ts';
import { problem } from '../../core/problem.ts';
import { nodeOf } from './catalog.node.service.ts';
import { fanOf } from './catalog.service.ts';
import { quotedOf } from './catalog.shelf.service.ts';
import type { View } from './catalog.types.ts';

type Answer = z.input<typeof Quote>;

/** Groups are in the offer already, and what a fan bought counts where it is bought: in the cart. */
const buyer: Buyer = { accountGroups: new Set(), seatsByEvent: new Map(), eventCount: 0, planCount: 0 };

/** The price of a selection in the offer of whoever asks, exactly as their browser works it out. */
export async function quoteSelection(ctx: StoreCtx, asked: z.output<typeof QuoteRequest>): Promise<Answer> {
  const { showing, at } = await nodeOf(ctx).present(ctx, await fanOf(ctx));
  return quoteView(showing.view, at, asked);
}

/** The same in everybody's offer, for requests that carry no cookie, when it can be answered without waiting. */
export function findQuickQuote(ctx: Ctx): FindQuick {
  const { presentAt } = nodeOf(ctx);
  return (url) => {
    if (presentAt(url) === null) return null;
    const run = (body: unknown) => {
      const present = presentAt(url);
      if (present === null) throw problem('server.unavailable');
      return quoteView(present.view, present.at, readRequest(body));
    };
    return { route: '/api/stores/:storeKey/quote', run };
  };
}

function readRequest(body: unknown): z.output<typeof QuoteRequest> {
  const parsed = QuoteRequest.safeParse(body);
  if (parsed.success) return parsed.data;
  throw problem('request.invalid', {}, { errors: fieldErrors('body', parsed.error) });
}

function quoteView(view: View, at: number, asked: z.output<typeof QuoteRequest>): Answer {
  const { offer } = view;
  const quoted = quotedOf(view, at);
  if (offer.state !== 'open' || quoted === null) throw problem('offer.closed');
  const { next, ...selection } = asked;
  const { ruleId, lines, totalCents, findings } = quote(quoted, selection, buyer);
  return {
    release: { id: offer.release.id, number: offer.release.number },
    set: offer.set,
    currency: offer.currency,
    ruleId,
    lines: [...lines],
    totalCents,
    findings: findings.map(toWire),
    next: next ? nextOf(quoted, selection) : null,
  };
}

/** Every next choice is offered only if the selection can still be completed; else with the reason. */
function nextOf(offer: QuotedOffer, selection: Selection): Answer['next'] {
  const isAvailable = (code: string) => offer.events.get(code)?.isAvailable ?? false;
  const space = choiceSpace(offer.content, selection, isAvailable);
  const basket = new Set(selection.events.map(({ eventCode }) => eventCode));
  const events = space === null ? [] : [...nextChoices(space, basket)];
  const offered = new Set(events.map(([eventCode]) => eventCode));
  const everything = choiceSpace(offer.content, selection, () => true)?.groups.flatMap(({ eventCodes }) => eventCodes);
  const others = (everything ?? []).filter((code) => !offered.has(code) && !basket.has(code));
  return {
    events: [
      ...events.map(([eventCode, refusal]) => ({ eventCode, refusal: refusal && toWireRefusal(refusal) })),
      ...others.map((eventCode) => ({ eventCode, refusal: { reason: 'not_available' as const } })),
    ],
    choices: choicesOf(offer.content).map((choice) => {
      const own = choiceSpace(offer.content, choice, isAvailable);
      return { ...choice, isOpen: own !== null && canComplete(own, new Set()) };
    }),
  };
}

type Found = ReturnType<typeof quote>['findings'][number];

function toWire({ code, severity, at, params }: Found): Answer['findings'][number] {
  const fields: Answer['findings'][number]['params'] = {};
  for (const [name, value] of Object.entries(params)) {
    fields[name] = typeof value === 'object' && value !== null ? [...value] : value;
  }
  return { code, severity, at, params: fields };
}

type Refusal = NonNullable<ReturnType<typeof nextChoices> extends Map<string, infer R> ? R : never>;

function toWireRefusal(refusal: Refusal) {
  return refusal.reason === 'needed_elsewhere' ? { ...refusal, groups: [...refusal.groups] } : refusal;
}
