import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { StepName } from './route.ts';
import { makeRouter, type Router } from './router.ts';

const Home = () => null;
const Choose = () => null;

let router: Router;
let asked: StepName[];
/** Lets the step's files arrive. */
let arrive: () => void;

beforeEach(() => {
  asked = [];
  vi.stubGlobal('scrollTo', () => {});
  router = makeRouter({
    base: '/s/w',
    suffix: '',
    load: (step) => {
      asked.push(step);
      return new Promise((resolve) => {
        arrive = () => resolve(Choose);
      });
    },
    first: { route: { step: 'home' }, Step: Home },
  });
});
afterEach(() => vi.unstubAllGlobals());

const toChoose = () => router.go({ step: 'choose', packId: null });

it('the step before stays until the next one has come, which is shown at once from then on', async () => {
  const gone = toChoose();
  expect(router.place.get()).toMatchObject({ Step: Home, isLoading: true });
  arrive();
  await gone;
  expect(router.place.get()).toMatchObject({ Step: Choose, isLoading: false, visits: 1 });
  void router.go({ step: 'home' });
  expect(router.place.get()).toMatchObject({ Step: Home, isLoading: false, visits: 2 });
  void toChoose();
  expect(router.place.get()).toMatchObject({ Step: Choose, isLoading: false, visits: 3 });
  expect(asked).toEqual(['choose']);
});

it('a step that was prepared is shown at once', async () => {
  router.prepare('choose');
  arrive();
  await Promise.resolve();
  await Promise.resolve();
  router.prepare('choose');
  void toChoose();
  expect(router.place.get()).toMatchObject({ Step: Choose, isLoading: false });
  expect(asked).toEqual(['choose']);
});

it('who comes by the back button is known to come back', async () => {
  const stop = router.follow();
  void toChoose();
  arrive();
  await vi.waitFor(() => expect(router.place.get()).toMatchObject({ visits: 1, isReturn: false }));
  window.dispatchEvent(new PopStateEvent('popstate'));
  expect(router.place.get()).toMatchObject({ visits: 2, isReturn: true });
  stop();
});
