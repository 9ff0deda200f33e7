import type { Offer } from '../../../shared/contract/catalog.ts';
import { type EffectiveSet, effectiveSet, type Fan } from '../../../shared/rules/effective-set.ts';
import { compileOffer, type OfferParts, offerInstants } from '../../../shared/rules/offer-compile.ts';
import { makeReady } from '../../core/http/ready.ts';
import { valueAt } from './catalog.grid.service.ts';
import type { Ledger, Picture, Release, View } from './catalog.types.ts';

/** A span of the ledger: what is active from the first instant until before the second; null: without an end. */
export type Span = { release: Release | null; from: number; until: number | null };

/** What is active at an instant; null at a time of which the ledger was not read. */
export function spanAt({ intervals, knownFrom, knownUntil }: Ledger, at: number): Span | null {
  if (at < knownFrom || (knownUntil !== null && knownUntil <= at)) return null;
  const present = intervals.find(({ startsAt, endsAt }) => startsAt <= at && (endsAt === null || at < endsAt));
  if (present !== undefined) return { release: present.release, from: present.startsAt, until: present.endsAt };
  const last = intervals.filter(({ startsAt }) => startsAt <= at).at(-1);
  const next = intervals.find(({ startsAt }) => at < startsAt);
  return { release: null, from: last?.endsAt ?? 0, until: next?.startsAt ?? knownUntil };
}

/** The release's set of a fan. */
export function setOf(release: Release, fan: Fan | null): EffectiveSet {
  return fan === null ? everybodysSet(release) : effectiveSet(release.content, fan);
}

const everybodys = new WeakMap<Release, EffectiveSet>();

/** Of whoever has not signed in; worked out once. */
export function everybodysSet(release: Release): EffectiveSet {
  const set = everybodys.get(release) ?? effectiveSet(release.content, null);
  everybodys.set(release, set);
  return set;
}

type Shown = { release: Release | null; set: EffectiveSet | null; at: number };

/** What a set is sent at an instant. Without a release the store is closed. */
export function makeView(picture: Pick<Picture, 'facts' | 'amounts'>, currency: string, shown: Shown): View {
  const { release, set, at } = shown;
  const { facts, amounts } = picture;
  if (release === null || set === null) {
    return { ...made({ state: 'closed' }, true), release: null, set: null, facts, amounts, from: 0, until: null };
  }
  const parts = partsOf(picture, currency, release);
  const instants = offerInstants(parts);
  const until = Math.min(...instants.filter((instant) => at < instant));
  return {
    ...made(compileOffer(parts, set, at), set === everybodysSet(release)),
    release,
    set,
    facts,
    amounts,
    from: Math.max(0, ...instants.filter((instant) => instant <= at)),
    until: Number.isFinite(until) ? until : null,
  };
}

/** True if `makeView` would answer this view again. */
export function isStill(
  view: View,
  { facts, amounts }: Pick<Picture, 'facts' | 'amounts'>,
  { release, set, at }: Shown,
): boolean {
  const isSameMatter = view.release === release && view.facts === facts && view.amounts === amounts;
  return isSameMatter && view.set?.hash === set?.hash && view.from <= at && (view.until === null || at < view.until);
}

function partsOf(
  { facts, amounts }: Pick<Picture, 'facts' | 'amounts'>,
  currency: string,
  release: Release,
): OfferParts {
  const { id, programId, number, content } = release;
  const { events, venues, suites } = facts;
  return {
    release: { id, programId, number },
    content,
    currency,
    events,
    venues,
    suites,
    amounts: (eventCode, priceCode, ticketTypeCode) => valueAt(amounts, eventCode, `${priceCode}\n${ticketTypeCode}`),
  };
}

/** What everybody gets may be kept by everybody on the way; what a set gets only by the browser that asked. */
function made(offer: Offer, isEverybodys: boolean) {
  return { offer, ready: makeReady(JSON.stringify(offer), { reach: isEverybodys ? 'everybody' : 'session' }) };
}
