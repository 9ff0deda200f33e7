import type { Locator } from 'playwright-core';
import { expect } from 'vitest';
import { formWords } from '../../../sandbox/card-form.words.ts';
import { regional } from '../../../web/storefront/app/dates.ts';
import { formatMoney } from '../../../web/storefront/app/money.ts';
import { makeTranslate, type Translate } from '../../../web/storefront/app/text.ts';
import { en } from '../../../web/storefront/words/en.ts';
import { es } from '../../../web/storefront/words/es.ts';
import { fr } from '../../../web/storefront/words/fr.ts';
import { feeOfShop } from '../../factories/checkout.ts';
import type { Shop } from '../../factories/shop.ts';
import { runJobs } from '../../harness/jobs.ts';
import type { Journey } from './journey.ts';
import { expectNoSidewaysScroll } from './looks.ts';
import type { Visitor } from './visitor.ts';

type Language = keyof typeof words;
export type FanOptions = { device?: 'desk' | 'phone'; language?: Language };

/** Somebody in front of the store: finds things by what they are and what they are called in their language. */
export type Fan = Visitor & {
  t: Translate;
  money: (cents: number) => string;
  /** Clicks, or touches on a phone; in the middle, or at the pixel. */
  press: (target: Locator, position?: { x: number; y: number }) => Promise<void>;
  button: (name: string | RegExp) => Locator;
  /** The button of this name and no longer one. */
  exactly: (name: string) => Locator;
  link: (name: string | RegExp) => Locator;
  /** Waits for the step's heading, then measures it; with a name a picture is kept too. */
  arrive: (heading: string, picture?: string) => Promise<void>;
  /** Waits until it can be read on the page. */
  read: (text: string | RegExp) => Promise<void>;
  /** Opens an address below the store's, such as `/choose`. */
  enter: (path?: string) => Promise<void>;
  /** By the code that is mailed, in the dialog that is open. */
  signIn: (email: string) => Promise<void>;
  /** Chooses the games by their names. */
  tick: (names: readonly string[]) => Promise<void>;
  /** Takes the first seats that are found for all games. */
  holdFirst: () => Promise<void>;
  /** Types a card into the vendor's form and pays; answers the cents the button named. */
  pay: (card?: string) => Promise<number>;
};

const words = { en, es, fr };
const locales = { en: 'en-US', es: 'es-MX', fr: 'fr-CA' };

export async function openFan(
  journey: Journey,
  shop: Shop,
  { device = 'desk', language = 'en' }: FanOptions = {},
): Promise<Fan> {
  const visitor = await journey.visit({ device, locale: locales[language] });
  const { page } = visitor;
  const t = makeTranslate(words[language], language);
  const money = (cents: number) => formatMoney(cents, 'USD', regional[language], null);
  const button = (name: string | RegExp) => page.getByRole('button', { name });
  const press: Fan['press'] = (target, position) => {
    const options = position === undefined ? {} : { position };
    return device === 'phone' ? target.tap(options) : target.click(options);
  };
  const fan: Fan = {
    ...visitor,
    ...{ t, money, press, button },
    exactly: (name) => page.getByRole('button', { name, exact: true }),
    link: (name) => page.getByRole('link', { name }),
    read: (text) => page.getByText(text).filter({ visible: true }).first().waitFor(),
    async enter(path = '') {
      await page.clock.setFixedTime(journey.app.clock.now());
      await visitor.open(`/s/${shop.store.key}${path}`);
    },
    async arrive(heading, picture) {
      await page.getByRole('heading', { level: 1, name: heading }).waitFor();
      // While the next step is on its way, this one is faint.
      await page.locator('main:not([aria-busy])').waitFor();
      await visitor.expectAccessible();
      await expectNoSidewaysScroll(visitor);
      if (picture === undefined) return;
      await page.evaluate('scrollTo(0, 0)');
      await visitor.shoot(`storefront-${picture}`, { isTour: true });
    },
    async signIn(email) {
      await page.getByLabel(t('sign_in.email')).fill(email);
      await press(button(t('sign_in.send')));
      await page.getByLabel(t('sign_in.code')).waitFor();
      await runJobs(journey.app);
      const mail = journey.app.mails.findLast(({ to }) => to === email);
      await page.getByLabel(t('sign_in.code')).fill(/\b\d{6}\b/.exec(mail?.subject ?? '')?.[0] ?? '');
      await press(page.getByRole('dialog').getByRole('button', { name: t('account.sign_in'), exact: true }));
      await page.getByRole('dialog').waitFor({ state: 'detached' });
    },
    async tick(names) {
      for (const name of names) {
        const box = page.getByRole('checkbox', { name });
        await press(page.locator('label', { hasText: name }).first());
        await expect.poll(() => box.isChecked()).toBe(true);
      }
    },
    async holdFirst() {
      await press(button(t('seats.hold')).first());
      await fan.read(t('seats.done'));
    },
    pay: (card) => pay(fan, language, card),
  };
  return fan;
}

async function pay(fan: Fan, language: Language, card = '4242 4242 4242 4242'): Promise<number> {
  const { page, t, press } = fan;
  const form = page.frameLocator(`iframe[title="${t('pay.card')}"]`);
  const fields = formWords[language];
  await form.getByLabel(fields.number).fill(card);
  await form.getByLabel(fields.expiry).fill('12 / 30');
  await form.getByLabel(fields.code).fill('123');
  const button = page.getByRole('button', { name: t('pay.now', { amount: '' }).trim() });
  const named = await button.innerText();
  await press(button);
  return Number(named.replaceAll(/\D/g, ''));
}

/** What the vendor sold the customer, seat by seat, and what it comes to with the fee of one order. */
export function soldTo(shop: Shop, accountId: string) {
  const seats = shop.sandbox.world.ledger().filter((entry) => entry.kind === 'SOLD' && entry.acct_id === accountId);
  const cents = seats.reduce((sum, { price }) => sum + Math.round(Number(price) * 100), 0);
  const orders = new Set(seats.map(({ order_num }) => order_num)).size;
  return { seats, events: [...new Set(seats.map(({ event_name }) => event_name))], cents: cents + orders * feeOfShop };
}
