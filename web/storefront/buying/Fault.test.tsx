import { act, cleanup, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { makePageData } from '../../../test/factories/page-data.ts';
import { makeContent, makeRule } from '../../../test/factories/program-content.ts';
import { AppContext } from '../app/context.ts';
import { openApp } from '../app/open.ts';
import { makeTranslate } from '../app/text.ts';
import { en } from '../words/en.ts';
import { es } from '../words/es.ts';
import { fr } from '../words/fr.ts';
import { Fault } from './Fault.tsx';

const words = { en, es, fr };
const problem = { code: 'cart.sign_in_to_hold', status: 429, title: '', detail: '', errors: [], params: {} } as const;

beforeEach(() => vi.stubGlobal('fetch', () => Promise.reject(new TypeError('no connection'))));
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

describe.each(['en', 'es', 'fr'] as const)('a network of which many hold seats, in %s', (language) => {
  it('is asked to sign in, and told so no more once somebody is', () => {
    const content = makeContent({ eventCodes: ['A'], rules: [makeRule('all')] });
    const data = makePageData(content, ['A'], { path: '/seats', locale: language });
    const fault = <Fault problem={{ ...problem, requestId: null }} />;
    const app = openApp({ data, words: words[language], Step: () => fault });
    render(<AppContext value={app}>{fault}</AppContext>);
    const t = makeTranslate(words[language], language);
    expect(screen.getByText(t('fault.sign_in_to_hold'))).toBeTruthy();
    act(() => screen.getByRole('button', { name: t('account.sign_in') }).click());
    expect(app.fan.state.get().isAsking).toBe(true);
    act(() => app.fan.take({ name: 'Nia New', email: 'nia@example.com', accountGroups: [] }));
    expect(screen.queryByText(t('fault.sign_in_to_hold'))).toBeNull();
  });
});
