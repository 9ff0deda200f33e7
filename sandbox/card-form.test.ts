import { afterEach, beforeEach, expect, it } from 'vitest';
import { formLocales, formWords } from './card-form.words.ts';
import { openSandbox } from './sandbox.ts';
import type { Sandbox } from './types.ts';

let sandbox: Sandbox;

beforeEach(async () => {
  sandbox = await openSandbox({ now: () => Date.UTC(2026, 0, 15, 20) });
});

afterEach(() => sandbox.close());

const shop = 'http://localhost:4100';
const page = (query: string) => fetch(`${sandbox.url}/card-form?${query}`);
const card = { number: '4242 4242 4242 4242', expiry: '01 / 26', code: '123' };

async function tokenise(more: object = {}, headers: Record<string, string> = { 'content-type': 'application/json' }) {
  const body = JSON.stringify({ ...card, ...more });
  const response = await fetch(`${sandbox.url}/card-form/tokens`, { method: 'POST', headers, body });
  const text = await response.text();
  const answer: unknown = text.startsWith('{') ? JSON.parse(text) : text;
  return { status: response.status, answer, allowed: response.headers.get('access-control-allow-origin') };
}

it.each(formLocales)('the form in %s is framed by the page that asks for it and by no other', async (locale) => {
  const response = await page(new URLSearchParams({ origin: shop, locale }).toString());
  const html = await response.text();
  expect(html).toContain(`<html lang="${locale}">`);
  expect(html).toContain(`<label for="number">${formWords[locale].number}</label>`);
  expect(response.headers.get('content-security-policy')).toContain(`frame-ancestors ${shop};`);
  expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
});

it('a language the form has not is English', async () => {
  expect(await (await page(`origin=${shop}&locale=de`)).text()).toContain('<html lang="en">');
});

it.each([
  '',
  'origin=shop',
  `origin=${shop}/path`,
  `origin=${encodeURIComponent(`${shop}; script-src *`)}`,
  'origin=javascript:alert(1)',
])('the form is for a page with an origin, not for %j', async (query) => {
  expect((await page(query)).status).toBe(400);
});

it('a test card becomes a token that is another one each time', async () => {
  const [one, two] = [await tokenise(), await tokenise()];
  expect(one).toEqual({
    status: 200,
    allowed: null,
    answer: { token: expect.stringMatching(/^tok_visa_[0-9a-f]{24}$/), lastFour: '4242', asksBank: false },
  });
  expect(two.answer).not.toEqual(one.answer);
});

it.each([
  ['4000000000000002', 'declined', false],
  ['4000 0025 0000 3155', 'visa', true],
  ['4000-0000-0000-9235', 'challenge', false],
  ['4000000000009987', 'slow', false],
])('the card %s comes to %s', async (number, outcome, asksBank) => {
  const { answer } = await tokenise({ number });
  expect(answer).toMatchObject({ token: expect.stringContaining(`tok_${outcome}_`), asksBank });
});

it.each([
  [{ number: '4242424242424241' }, 'number'],
  [{ number: 'card' }, 'number'],
  [{ number: '4111111111111111' }, 'unknown'],
  [{ expiry: 'soon' }, 'expiry'],
  [{ expiry: '13 / 27' }, 'expiry'],
  [{ expiry: '12/25' }, 'expired'],
  [{ expiry: '12/2025' }, 'expired'],
  [{ code: '12' }, 'code'],
])('a card with %j is told what is wrong: %s', async (more, fault) => {
  expect(await tokenise(more)).toMatchObject({ status: 200, answer: { fault } });
});

it('a card is good to the last moment of its month', async () => {
  expect(await tokenise({ expiry: '1/26' })).toMatchObject({ answer: { lastFour: '4242' } });
});

it('other pages cannot have cards tokenised, and what is no card is refused', async () => {
  expect((await tokenise({}, { 'content-type': 'text/plain' })).status).toBe(415);
  expect((await tokenise({ code: undefined })).status).toBe(400);
});

it('the form goes nowhere but to its own page', async () => {
  expect((await fetch(`${sandbox.url}/card-form`, { method: 'POST' })).status).toBe(404);
  expect((await fetch(`${sandbox.url}/card-form/tokens`)).status).toBe(404);
});
