import type { EffectiveSet, Fan } from '../../../shared/rules/effective-set.ts';
import { readOffer } from '../../../shared/rules/offer.ts';
import type { QuotedOffer } from '../../../shared/rules/quote.ts';
import type { StoreFacts } from '../../core/ctx.ts';
import { makeReady, type Ready } from '../../core/http/ready.ts';
import { availabilityOf, copyOf } from './catalog.copy.service.ts';
import type { Picture, Release, Seats, View } from './catalog.types.ts';
import { everybodysSet, isStill, makeView, setOf, spanAt } from './catalog.views.service.ts';

/** The resources of a view. */
export type ResourceName = 'offer' | 'copy' | 'availability';

/** What is shown, between two instants; `isPlanned`: at its end the ledger has something else. */
export type Showing = { view: View; from: number; until: number | null; isPlanned: boolean };

/** Views of sets other than everybody's that a store keeps; each costs some tens of kilobytes. */
const mostSets = 24;
/** Bodies of texts and free seats that are kept in case the next ones are equal. */
const mostBytes = 8;
/** Views of everybody's set that are kept, so that switching back costs nothing. */
const mostOfEverybody = 4;

/** The views made of one store's pictures. They are kept as long as what they were made of is what is shown. */
export type Shelf = {
  /** What is shown to a fan at an instant; null at a time the ledger does not know. */
  showing: (picture: Picture, fan: Fan | null, at: number) => Showing | null;
  /** The bytes of a view's resource. */
  bytes: (view: View, name: ResourceName, of: { store: StoreFacts; seats: Seats }) => Ready;
};

export function makeShelf(currency: string): Shelf {
  const everybodys: View[] = [];
  const ofSets = new Map<string, View>();
  const viewOf = (picture: Picture, shown: { release: Release | null; set: EffectiveSet | null; at: number }) => {
    const { release, set } = shown;
    if (release === null || set === null || set.hash === everybodysSet(release).hash) {
      return keepEverybodys(everybodys, picture, currency, { ...shown, set: release && everybodysSet(release) });
    }
    const known = ofSets.get(set.hash);
    const view = known !== undefined && isStill(known, picture, shown) ? known : makeView(picture, currency, shown);
    ofSets.delete(set.hash);
    ofSets.set(set.hash, view);
    for (const hash of ofSets.keys()) if (ofSets.size > mostSets) ofSets.delete(hash);
    return view;
  };
  return {
    bytes: makeBytes(),
    showing(picture, fan, at) {
      const span = spanAt(picture.ledger, at);
      if (span === null) return null;
      const { release } = span;
      const view = viewOf(picture, { release, set: release && setOf(release, fan), at });
      const isPlanned = span.until !== null && (view.until === null || span.until <= view.until);
      return { view, from: Math.max(span.from, view.from), until: isPlanned ? span.until : view.until, isPlanned };
    },
  };
}

function keepEverybodys(
  kept: View[],
  picture: Picture,
  currency: string,
  shown: { release: Release | null; set: EffectiveSet | null; at: number },
): View {
  const known = kept.find((view) => isStill(view, picture, shown));
  if (known !== undefined) return known;
  const view = makeView(picture, currency, shown);
  kept.unshift(view);
  kept.length = Math.min(kept.length, mostOfEverybody);
  return view;
}

const quoted = new WeakMap<View, { offer: QuotedOffer; from: number; until: number | null }>();

/** The view as `quote` takes it; null unless the offer is open. */
export function quotedOf(view: View, at: number): QuotedOffer | null {
  if (view.offer.state !== 'open') return null;
  const known = quoted.get(view);
  if (known !== undefined && known.from <= at && (known.until === null || at < known.until)) return known.offer;
  const offer = readOffer(view.offer, at);
  quoted.set(view, { offer, from: view.from, until: view.until });
  return offer;
}

type Made = { copy: Ready | null; availability: { seats: Seats; ready: Ready } | null };

/** Texts and free seats of views, made when they are first asked for. */
function makeBytes() {
  const made = new WeakMap<View, Made>();
  const recent = new Map<string, Ready>();
  /** Most changes of the store change no text: then the bytes, compressed already, are taken that are there. */
  const ready = (view: View, body: unknown): Ready => {
    const reach = view.ready.cacheControl.startsWith('private') ? 'session' : 'everybody';
    const fresh = makeReady(JSON.stringify(body), { reach });
    const key = `${reach} ${fresh.tag}`;
    const kept = recent.get(key) ?? fresh;
    recent.delete(key);
    recent.set(key, kept);
    for (const oldest of recent.keys()) if (recent.size > mostBytes) recent.delete(oldest);
    return kept;
  };
  return (view: View, name: ResourceName, { store, seats }: { store: StoreFacts; seats: Seats }): Ready => {
    if (name === 'offer') return view.ready;
    const known = made.get(view) ?? { copy: null, availability: null };
    made.set(view, known);
    if (name === 'copy') {
      const { key, name: storeName, timeZone } = store;
      known.copy ??= ready(view, copyOf(view, { key, name: storeName, timeZone }));
      return known.copy;
    }
    if (known.availability?.seats !== seats) {
      known.availability = { seats, ready: ready(view, availabilityOf(view, seats)) };
    }
    return known.availability.ready;
  };
}
