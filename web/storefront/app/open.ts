import type { ComponentType } from 'react';
import type { Choice } from '../../../shared/contract/carts.ts';
import type { PageData } from '../../../shared/contract/storefront.ts';
import { type Keeping, makeCartDesk } from './cart.ts';
import type { App } from './context.ts';
import { learnDays } from './dates.ts';
import { makeFanDesk } from './fan.ts';
import { makeOfferDesk } from './offer.ts';
import { parsePath, type StepName } from './route.ts';
import { makeRouter } from './router.ts';
import { shopOf } from './shop.ts';
import { loadStep } from './steps.ts';
import { makeStore } from './store.ts';
import { makeTranslate } from './text.ts';
import { loadWords, type SomeWords } from './words.ts';

export type OpenParts = {
  data: PageData;
  words: SomeWords;
  Step: ComponentType;
  /** What a preview was asked for, as it stands behind the question mark; null in the store itself. */
  preview?: string | null;
};

/** One page of the storefront, on the server or in the browser. It asks for nothing by itself. */
export function openApp({ data, words, Step, preview = null }: OpenParts): App {
  const { storeKey, base, path, locale, formats } = data;
  if (formats !== undefined) learnDays(locale, formats.days);
  const isPreview = preview !== null;
  const shop = makeStore(shopOf(data, isPreview));
  const cart = makeCartDesk(storeKey, isPreview ? null : keptInBrowser(storeKey));
  const offers = makeOfferDesk(shop, cart);
  const fan = makeFanDesk(storeKey, () => {
    void offers.refresh();
    void cart.refresh();
  });
  const said = { ...words };
  const load = async (step: StepName) => {
    const [next, more] = await Promise.all([loadStep(step), loadWords(locale, step)]);
    Object.assign(said, more);
    return next;
  };
  return {
    shop,
    cart,
    fan,
    offers,
    router: makeRouter({ base, suffix: preview ?? '', load, first: { route: parsePath(path), Step } }),
    t: makeTranslate(said, locale),
    moneyFormat: formats?.money ?? null,
  };
}

function keptInBrowser(storeKey: string): Keeping {
  const name = `flex.choice.${storeKey}`;
  return {
    read() {
      try {
        const kept: unknown = JSON.parse(localStorage.getItem(name) ?? 'null');
        return isChoice(kept) ? kept : null;
      } catch {
        return null;
      }
    },
    write(choice) {
      try {
        if (choice === null) localStorage.removeItem(name);
        else localStorage.setItem(name, JSON.stringify(choice));
      } catch {
        // a browser that keeps nothing still sends it
      }
    },
  };
}

/** Good enough to be sent: the server judges it anew. */
function isChoice(kept: unknown): kept is Choice {
  return (
    typeof kept === 'object' &&
    kept !== null &&
    'events' in kept &&
    Array.isArray(kept.events) &&
    'partySize' in kept &&
    typeof kept.partySize === 'number'
  );
}
