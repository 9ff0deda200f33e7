import { cleanup, fireEvent, render, screen, within } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import { makePageData } from '../../../../test/factories/page-data.ts';
import { makeContent, makeRule } from '../../../../test/factories/program-content.ts';
import { AppContext } from '../../app/context.ts';
import { openApp } from '../../app/open.ts';
import { en } from '../../words/en.ts';
import { ChooseStep } from './ChooseStep.tsx';

afterEach(cleanup);

it('names below a month who plays in it, for days too small to say so', async () => {
  const codes = ['A', 'B'];
  const data = makePageData(makeContent({ eventCodes: codes, rules: [makeRule('all')] }), codes);
  const dated = data.offer.state === 'open' ? data.offer.events : [];
  for (const [place, event] of dated.entries()) Object.assign(event, { date: `2026-12-0${place + 4}` });
  render(
    <AppContext value={openApp({ data, words: en, Step: ChooseStep, preview: '' })}>
      <ChooseStep />
    </AppContext>,
  );
  fireEvent.click(screen.getByRole('radio', { name: 'Calendar' }));
  await screen.findByRole('table');
  const lists = screen.getAllByRole('table').map((month) => {
    const below = month.parentElement;
    return below === null ? [] : within(below).queryAllByRole('listitem', { hidden: true });
  });
  expect(lists.flat().map(({ textContent }) => textContent)).toEqual(['4 Game A', '5 Game B']);
  expect(screen.getAllByRole('checkbox', { name: /^Game [AB], / })).toHaveLength(2);
});
