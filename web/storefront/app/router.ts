import type { ComponentType } from 'react';
import { parsePath, pathOf, type Route, type StepName } from './route.ts';
import { makeStore, type Store } from './store.ts';
import { isReachable, untilOnline } from './useConnection.ts';

/** The step that is shown. While the next one is on its way, this one stays. */
export type Place = {
  readonly route: Route;
  readonly Step: ComponentType;
  /** On its way to another step. */
  readonly isLoading: boolean;
  /** It cannot be reached; it is tried again and again. */
  readonly isStuck: boolean;
  /** How often somebody went somewhere: the first page is 0. */
  readonly visits: number;
};

export type Router = {
  place: Store<Place>;
  hrefOf: (route: Route) => string;
  /** Goes there. `replace`: back then leads to where one was before. */
  go: (route: Route, options?: { replace?: boolean }) => Promise<void>;
  /** Fetches a step's files before somebody goes there. */
  prepare: (step: StepName) => void;
  /** Follows the back and forward buttons; answers how to stop. */
  follow: () => () => void;
};

export type RouterParts = {
  base: string;
  /** Stands behind every address, such as what a preview was asked for. */
  suffix: string;
  /** Fetches a step with all it needs. */
  load: (step: StepName) => Promise<ComponentType>;
  first: Pick<Place, 'route' | 'Step'>;
};

export function makeRouter({ base, suffix, load, first }: RouterParts): Router {
  const place = makeStore<Place>({ ...first, isLoading: false, isStuck: false, visits: 0 });
  const hrefOf = (to: Route) => `${base === '' || to.step !== 'home' ? `${base}${pathOf(to)}` : base}${suffix}`;
  let newest = 0;
  const show = async (to: Route) => {
    newest += 1;
    const mine = newest;
    place.set((before) => ({ ...before, isLoading: true, isStuck: false }));
    while (mine === newest) {
      const Step = await load(to.step).catch(() => null);
      if (mine !== newest) return;
      if (Step !== null) {
        return place.set(({ visits }) => ({ route: to, Step, isLoading: false, isStuck: false, visits: visits + 1 }));
      }
      // a newer version of the site has other files: the server knows them
      if (await isReachable()) return location.assign(hrefOf(to));
      place.set((before) => ({ ...before, isStuck: true }));
      await untilOnline();
    }
  };
  return {
    place,
    hrefOf,
    async go(to, { replace = false } = {}) {
      const href = hrefOf(to);
      // a second click leads nowhere new
      if (replace || href === `${location.pathname}${location.search}`) history.replaceState(null, '', href);
      else history.pushState(null, '', href);
      await show(to);
      if (place.get().route === to) window.scrollTo(0, 0);
    },
    prepare: (step) => void load(step).catch(() => {}),
    follow() {
      const onPop = () => void show(parsePath(location.pathname.slice(base.length) || '/'));
      window.addEventListener('popstate', onPop);
      return () => window.removeEventListener('popstate', onPop);
    },
  };
}
