import type { OfferCopy } from '../../../shared/contract/catalog.copy.ts';
import type { Offer } from '../../../shared/contract/catalog.ts';
import type { FreeCodes } from '../../../shared/contract/storefront.ts';
import type { StoreCtx } from '../../core/ctx.ts';
import { availabilityOf, copyOf } from './catalog.copy.service.ts';
import { nodeOf } from './catalog.node.service.ts';
import { fanOf } from './catalog.service.ts';
import type { Facts, Seats, View } from './catalog.types.ts';

/** What a page of the storefront is made of. */
export type PageFacts = {
  /** The same object for the same offer and the same price codes with free seats: what was made of it holds as long. */
  key: object;
  /** Everybody is sent the same, also who has not signed in. */
  isForEverybody: boolean;
  languages: Facts['languages'];
  /** Of the offer everybody is sent. */
  tag: string;
  /** UTC milliseconds. */
  at: number;
  offer: Offer;
  free: FreeCodes;
  copy: () => OfferCopy;
};

/** What whoever asks is shown now. From memory, but for the look at who a signed-in fan is. */
export async function pageFacts(ctx: StoreCtx): Promise<PageFacts> {
  const fan = await fanOf(ctx);
  const everybodys = await nodeOf(ctx).present(ctx, null);
  const { store, picture, showing, at } = fan === null ? everybodys : await nodeOf(ctx).present(ctx, fan);
  const { view } = showing;
  const { key, name, timeZone } = store;
  const { free, token } = freeIn(view, picture.seats);
  return {
    key: token,
    isForEverybody: view === everybodys.showing.view,
    languages: view.facts.languages,
    tag: everybodys.showing.view.ready.tag,
    at,
    offer: view.offer,
    free,
    copy: () => copyOf(view, { key, name, timeZone }),
  };
}

type Free = { seats: Seats; text: string; free: FreeCodes; token: object };
const freeOf = new WeakMap<View, Free>();

/** Free seats change with every sync, the price codes that have one seldom. */
function freeIn(view: View, seats: Seats): Free {
  const known = freeOf.get(view);
  if (known?.seats === seats) return known;
  const { priceCodes, cells, events } = availabilityOf(view, seats);
  const free = Object.fromEntries(
    events.map((event) => {
      const places = new Set(cells.flatMap(([, priceCode], cell) => ((event.seats[cell] ?? 0) > 0 ? [priceCode] : [])));
      return [event.code, priceCodes.filter((_, place) => places.has(place))];
    }),
  );
  const text = JSON.stringify(free);
  const next = known?.text === text ? { ...known, seats } : { seats, text, free, token: {} };
  freeOf.set(view, next);
  return next;
}
