import type { PriceRule } from '../../../shared/contract/program-content.ts';
import { goneReason } from '../../../shared/rules/checks/input.ts';
import { winnableRules } from '../../../shared/rules/effective-set.ts';
import type { QuotedOffer } from '../../../shared/rules/quote.ts';
import type { StoreCtx } from '../../core/ctx.ts';
import { problem } from '../../core/problem.ts';
import { valueAt } from './catalog.grid.service.ts';
import { nodeOf } from './catalog.node.service.ts';
import type { Picture, Release } from './catalog.types.ts';
import { everybodysSet, spanAt } from './catalog.views.service.ts';

/** What a cart is sold on: a release with the store's facts and the vendor's amounts of now. */
export type SaleTerms = {
  programId: string;
  releaseId: string;
  releaseNumber: number;
  /** It is the release that is active now. */
  isActive: boolean;
  currency: string;
  /** The whole content with its texts, and of its rules those the fan can win. */
  quoted: QuotedOffer;
};
export type PresentTerms = { state: 'open'; terms: SaleTerms } | { state: 'closed' | 'gated' | 'opens_later' };

/** What is sold now to a fan, or with null to somebody who has not signed in. Not for use inside a transaction. */
export async function presentTerms(
  ctx: StoreCtx,
  fan: { accountGroups: readonly string[]; email: string } | null,
): Promise<PresentTerms> {
  const asked = fan === null ? null : { email: fan.email, accountGroups: new Set(fan.accountGroups) };
  const { store, picture, showing, at } = await nodeOf(ctx).present(ctx, asked);
  const { offer, release, set } = showing.view;
  if (offer.state !== 'open') return { state: offer.state };
  if (release === null) throw new Error('an open offer has a release');
  const rules = (set ?? everybodysSet(release)).rules;
  const quoted = quotedRelease(picture, release, { rules, at });
  return { state: 'open', terms: termsFrom(release, { isActive: true, currency: store.currency, quoted }) };
}

/**
 * The terms of a release a cart or an order goes by, whatever is active and whoever it is open to now: who was let in then
 * stays in. Throws `release.not_found`. Not for use inside a transaction.
 */
export async function termsOfRelease(
  ctx: StoreCtx,
  releaseId: string,
  accountGroups: readonly string[],
): Promise<SaleTerms> {
  const node = nodeOf(ctx);
  const { store, picture, at } = await node.present(ctx, null);
  const release = await node.release(ctx, picture, releaseId);
  if (release === null) throw problem('release.not_found');
  const rules = rulesOf(release, accountGroups);
  const isActive = spanAt(picture.ledger, at)?.release?.id === releaseId;
  const quoted = quotedRelease(picture, release, { rules, at });
  return termsFrom(release, { isActive, currency: store.currency, quoted });
}

function termsFrom(release: Release, rest: Pick<SaleTerms, 'isActive' | 'currency' | 'quoted'>): SaleTerms {
  return { programId: release.programId, releaseId: release.id, releaseNumber: release.number, ...rest };
}

const rulesByGroups = new WeakMap<Release, Map<string, readonly PriceRule[]>>();

/** Worked out once for each combination of groups. */
function rulesOf(release: Release, accountGroups: readonly string[]): readonly PriceRule[] {
  const known = rulesByGroups.get(release) ?? new Map<string, readonly PriceRule[]>();
  rulesByGroups.set(release, known);
  const key = accountGroups.toSorted().join('\n');
  const rules = known.get(key) ?? winnableRules(release.content, new Set(accountGroups));
  known.set(key, rules);
  return rules;
}

type Moment = { rules: readonly PriceRule[]; at: number };

/** As `readOffer` makes it of the offer that was sent, with the texts. */
function quotedRelease({ facts, amounts }: Picture, { content }: Release, { rules, at }: Moment): QuotedOffer {
  const events = [...facts.events].map(([code, event]) => {
    const isOnSale = event.onSaleAt === null || event.onSaleAt <= at;
    const { minSeats, maxSeats } = event;
    return [code, { isAvailable: isOnSale && goneReason(event, at) === null, minSeats, maxSeats }] as const;
  });
  return {
    content: { ...content, pricing: { rules: [...rules] } },
    events: new Map(events),
    amounts: (eventCode, priceCode, ticketTypeCode) => valueAt(amounts, eventCode, `${priceCode}\n${ticketTypeCode}`),
  };
}
