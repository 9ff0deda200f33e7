import { act, cleanup, fireEvent, render, screen, within } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { ProgramContent } from '../../../../shared/contract/program-content.ts';
import { makePageData } from '../../../../test/factories/page-data.ts';
import {
  idOf,
  makeCondition,
  makeContent,
  makePack,
  makePackage,
  makeRule,
  makeTier,
} from '../../../../test/factories/program-content.ts';
import { AppContext } from '../../app/context.ts';
import { openApp } from '../../app/open.ts';
import { en } from '../../words/en.ts';
import { ChooseStep } from './ChooseStep.tsx';

afterEach(() => {
  cleanup();
  vi.useRealTimers();
  localStorage.clear();
});

const codes = ['A', 'B', 'C', 'D', 'E', 'F'];

/** Choosing in a page of its own: in a preview, as it is unless `preview` is null, nothing is sent. */
function show(
  content: ProgramContent,
  overrides: Parameters<typeof makePageData>[2] = {},
  preview: string | null = '',
) {
  const data = makePageData(content, codes, overrides);
  const app = openApp({ data, words: en, Step: ChooseStep, preview });
  render(
    <AppContext value={app}>
      <ChooseStep />
    </AppContext>,
  );
  return app;
}

const game = (name: string) => screen.getByRole('checkbox', { name: new RegExp(`^Game ${name}`) });
const plan = () => within(screen.getByRole('region', { name: 'Your plan' }));
const choose = (...names: string[]) => {
  for (const name of names) fireEvent.click(game(name));
};

const five = makeRule('five', {
  conditions: [makeCondition({ minEvents: 5 })],
  rows: [{ eventCode: null, priceCode: 'C', ticketTypeCode: 'FIVE' }],
});
const byo = () => makeContent({ definition: { minEvents: 3 }, eventCodes: codes, rules: [five, makeRule('all')] });

describe('a plan of one’s own', () => {
  it('says how many games are missing, and when none is', () => {
    show(byo());
    expect(plan().getByText('Choose 3 more games')).toBeTruthy();
    choose('A', 'B');
    expect(plan().getByText('Choose 1 more game')).toBeTruthy();
    choose('C');
    expect(plan().getByText('Your plan is complete.')).toBeTruthy();
  });

  it('says what one more game saves on the games chosen, for everybody who comes', () => {
    show(byo());
    choose('A', 'B', 'C', 'D');
    expect(plan().getByText('Add 1 more game for the 5-game price and save $160.00 on those you chose.')).toBeTruthy();
    expect(plan().getByText('$800.00')).toBeTruthy();
    choose('E');
    expect(plan().getByText('$800.00')).toBeTruthy();
    expect(plan().queryByText(/5-game price/)).toBeNull();
  });

  it.each([
    [true, /every fee included/],
    [false, /before any box office fees.* see the final amount before you pay/],
  ])('says what its total is before or after, as the store says (%s)', (feesIncluded, says) => {
    show(byo(), { feesIncluded });
    expect(plan().getByText(/least expensive seats available/).textContent).toMatch(says);
  });

  it('is chosen in this page only while it is a preview', () => {
    const app = show(byo());
    choose('B');
    expect(app.cart.state.get().choice?.events).toEqual([{ eventCode: 'B', suiteId: null }]);
    expect(app.cart.state.get().isSaving).toBe(false);
  });

  it('does not offer a game without a free seat', () => {
    show(byo(), { free: Object.fromEntries(codes.map((code) => [code, code === 'A' ? [] : ['C']])) });
    expect(game('A').getAttribute('aria-disabled')).toBe('true');
    expect(screen.getAllByText('Sold out')).toHaveLength(1);
    choose('A');
    expect(plan().getByText('Choose 3 more games')).toBeTruthy();
  });
});

describe('a pack with tiers', () => {
  const pack = makePack(
    'Trio',
    [
      makeTier('Rivals', ['A', 'B', 'C'], { minEvents: 1, maxEvents: 1 }),
      makeTier('Others', ['D', 'E', 'F'], { minEvents: 2, maxEvents: 2 }),
    ],
    { minEvents: 3, maxEvents: 3 },
  );
  const content = makeContent({
    definition: { type: 'game_packs', packStructure: 'packs_with_tiers' },
    packs: [pack],
    rules: [makeRule('all')],
  });

  it('shows how far each tier is and what it still needs', () => {
    show(content);
    expect(plan().getByText('Choose one more from Rivals')).toBeTruthy();
    choose('A');
    expect(plan().getByText('Choose 2 more from Others')).toBeTruthy();
    expect(plan().getByText('Rivals: 1 of 1')).toBeTruthy();
  });

  it('disables what would lead nowhere, with the reason, and keeps it in reach of the keyboard', () => {
    show(content);
    choose('A');
    const full = game('B');
    expect(full.getAttribute('aria-disabled')).toBe('true');
    expect(full.hasAttribute('disabled')).toBe(false);
    const why = document.getElementById(full.getAttribute('aria-describedby') ?? '');
    expect(why?.textContent).toBe('Rivals: 1 chosen');
    choose('B');
    expect(plan().getByText('Choose 2 more from Others')).toBeTruthy();
    choose('A');
    expect(game('B').getAttribute('aria-disabled')).toBeNull();
  });
});

describe('two taps that follow each other before the first has shown what it leads to', () => {
  const tier = makeTier('Rivals', ['A', 'B', 'C'], { minEvents: 1, maxEvents: 1 });
  const content = makeContent({
    definition: { type: 'game_packs', packStructure: 'packs_with_tiers' },
    packs: [makePack('One', [tier], { minEvents: 1, maxEvents: 1 })],
    rules: [makeRule('all')],
  });
  const tapAtOnce = (...elements: HTMLElement[]) =>
    act(() => {
      for (const element of elements) element.click();
    });

  it('choose no game that the first has made one too many', () => {
    const app = show(content);
    tapAtOnce(game('A'), game('B'));
    expect(app.cart.state.get().choice?.events.map(({ eventCode }) => eventCode)).toEqual(['A']);
    expect(plan().getByText('Your plan is complete.')).toBeTruthy();
  });

  it('do not go on with a plan that the first has broken', () => {
    vi.useFakeTimers(); // so that nothing is sent
    const app = show(content, {}, null);
    choose('A');
    tapAtOnce(game('A'), plan().getByRole('button', { name: 'Continue to seats' }));
    expect(app.router.place.get()).toMatchObject({ isLoading: false, visits: 0 });
    fireEvent.click(game('A'));
    fireEvent.click(plan().getByRole('button', { name: 'Continue to seats' }));
    expect(app.router.place.get().isLoading).toBe(true);
  });
});

describe('packages', () => {
  it('are taken whole', () => {
    const packages = [makePackage('Two nights', ['A', 'B']), makePackage('Finals', ['E', 'F'])];
    const content = makeContent({ definition: { type: 'preset_packages' }, packages, rules: [makeRule('all')] });
    show(content);
    expect(screen.getAllByRole('article')).toHaveLength(2);
    cleanup();
    show(content, { path: `/choose/${idOf('Finals')}` });
    expect(screen.queryAllByRole('checkbox')).toEqual([]);
    expect(plan().getByText('Your plan is complete.')).toBeTruthy();
    expect(plan().getByText('$400.00')).toBeTruthy();
  });
});
