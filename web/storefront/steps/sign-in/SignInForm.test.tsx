import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { makePageData } from '../../../../test/factories/page-data.ts';
import { makeContent, makeRule } from '../../../../test/factories/program-content.ts';
import { AppContext } from '../../app/context.ts';
import { openApp } from '../../app/open.ts';
import { makeTranslate } from '../../app/text.ts';
import { en } from '../../words/en.ts';
import { es } from '../../words/es.ts';
import { fr } from '../../words/fr.ts';
import { SignInForm } from './SignInForm.tsx';

const words = { en, es, fr };
type Language = keyof typeof words;
type Posted = { path: string; body: object };

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

/** The form beside a box office that answers sessions with these, one after the other. */
function show(language: Language, answers: readonly { status: number; body: object }[]) {
  const posted: Posted[] = [];
  const left = [...answers];
  vi.stubGlobal('fetch', (path: string, { method, body }: { method: string; body?: string }) => {
    if (method !== 'POST') return Promise.reject(new TypeError('no connection'));
    posted.push({ path, body: JSON.parse(body ?? '{}') });
    if (path.endsWith('/codes')) return Promise.resolve(new Response(null, { status: 204 }));
    const { status, body: said } = left.shift() ?? { status: 500, body: {} };
    return Promise.resolve(new Response(JSON.stringify(said), { status }));
  });
  const content = makeContent({ eventCodes: ['A'], rules: [makeRule('all')] });
  const data = makePageData(content, ['A'], { path: '/sign-in', locale: language });
  const app = openApp({ data, words: words[language], Step: SignInForm });
  render(
    <AppContext value={app}>
      <SignInForm />
    </AppContext>,
  );
  const t = makeTranslate(words[language], language);
  const field = (label: string) => screen.getByLabelText<HTMLInputElement>(label);
  const type = (label: string, value: string) => fireEvent.change(field(label), { target: { value } });
  const press = (name: string) => act(async () => void fireEvent.click(screen.getByRole('button', { name })));
  /** What is said of a field that is wrong. */
  const wrong = (label: string) => {
    const { ariaInvalid, attributes } = field(label);
    const isWrong = ariaInvalid === 'true' || attributes.getNamedItem('aria-invalid')?.value === 'true';
    const id = attributes.getNamedItem('aria-describedby')?.value ?? '';
    return isWrong ? document.getElementById(id)?.textContent : null;
  };
  return { app, posted, t, field, type, press, wrong };
}

const unknown = { status: 409, body: { code: 'fan.name_needed', status: 409, title: '', detail: '' } };
const wrongCode = { status: 401, body: { code: 'fan.code_invalid', status: 401, title: '', detail: '' } };
const nia = { name: 'Nia New', email: 'nia@example.com', accountGroups: [] };

describe.each(['en', 'es', 'fr'] as const)('a fan the box office does not know, in %s', (language) => {
  it('is asked for a name after the code, told what is missing, and signed in with both', async () => {
    const fan = show(language, [wrongCode, unknown, { status: 200, body: nia }]);
    const { t, type, press, wrong } = fan;
    type(t('sign_in.email'), 'nia');
    await press(t('sign_in.send'));
    expect([wrong(t('sign_in.email')), fan.posted]).toEqual([t('sign_in.email_wrong'), []]);
    type(t('sign_in.email'), ' nia@example.com ');
    await press(t('sign_in.send'));
    expect(fan.posted[0]?.body).toEqual({ email: 'nia@example.com', locale: language });
    expect(screen.queryByLabelText(t('sign_in.first'))).toBeNull();
    type(t('sign_in.code'), '111111');
    await press(t('account.sign_in'));
    expect(wrong(t('sign_in.code'))).toBe(t('sign_in.code_wrong'));
    type(t('sign_in.code'), '123456');
    await press(t('account.sign_in'));
    expect(screen.getByText(t('sign_in.name_lead').replace('\u00a0', ' '))).toBeTruthy();
    expect([wrong(t('sign_in.first')), wrong(t('sign_in.last'))]).toEqual([null, null]);

    await press(t('account.sign_in'));
    const missing = t('sign_in.name_missing');
    expect([wrong(t('sign_in.first')), wrong(t('sign_in.last'))]).toEqual([missing, missing]);
    type(t('sign_in.first'), ' Nia ');
    type(t('sign_in.last'), '  ');
    expect([wrong(t('sign_in.first')), wrong(t('sign_in.last'))]).toEqual([null, missing]);
    type(t('sign_in.last'), 'New');
    expect(fan.posted).toHaveLength(3);
    await press(t('account.sign_in'));
    expect(fan.posted.at(-1)?.body).toEqual({
      ...{ email: 'nia@example.com', code: '123456' },
      name: { first: 'Nia', last: 'New' },
    });
    expect(fan.app.fan.state.get().fan).toEqual(nia);
  });
});
