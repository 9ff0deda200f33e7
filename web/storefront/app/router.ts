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
  /** They came by the back or forward button, to where they were on the page. */
  readonly isReturn: boolean;
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
  const place = makeStore<Place>({ ...first, isLoading: false, isStuck: false, visits: 0, isReturn: false });
  const hrefOf = (to: Route) => `${base === '' || to.step !== 'home' ? `${base}${pathOf(to)}` : base}${suffix}`;
  // a browser answers even the second import of a file some frames later only
  const fetched = new Map<StepName, ComponentType>([[first.route.step, first.Step]]);
  const fetchStep = async (step: StepName) => {
    const Step = fetched.get(step) ?? (await load(step));
    fetched.set(step, Step);
    return Step;
  };
  const arrive = (to: Route, Step: ComponentType, isReturn: boolean) =>
    place.set(({ visits }) => ({ route: to, Step, isLoading: false, isStuck: false, visits: visits + 1, isReturn }));
  let newest = 0;
  const show = async (to: Route, isReturn: boolean) => {
    newest += 1;
    const mine = newest;
    const known = fetched.get(to.step);
    if (known !== undefined) return arrive(to, known, isReturn);
    place.set((before) => ({ ...before, isLoading: true, isStuck: false }));
    while (mine === newest) {
      const Step = await fetchStep(to.step).catch(() => null);
      if (mine !== newest) return;
      if (Step !== null) return arrive(to, Step, isReturn);
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
      await show(to, false);
      if (place.get().route === to) window.scrollTo(0, 0);
    },
    prepare: (step) => void fetchStep(step).catch(() => {}),
    follow() {
      const onPop = () => void show(parsePath(location.pathname.slice(base.length) || '/'), true);
      window.addEventListener('popstate', onPop);
      return () => window.removeEventListener('popstate', onPop);
    },
  };
}
