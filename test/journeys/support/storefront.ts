import type { LocalText } from '../../../shared/contract/program-content.ts';
import { feeOfShop } from '../../factories/checkout.ts';
import type { ContentParts } from '../../factories/program-content.ts';
import { done, openShop, type Shop } from '../../factories/shop.ts';
import type { Answer } from '../../harness/client.ts';
import { minute } from '../../harness/clock.ts';
import { runJobs } from '../../harness/jobs.ts';
import type { Journey } from './journey.ts';

/** A shop that fans can read in three languages, and the names of its games. */
export type Stand = Shop & {
  names: string[];
  /** Sells by another program from now on: whoever asks is shown it. */
  sell: (parts: Parameters<Shop['activate']>[0]) => Promise<string>;
};

export async function openStand(journey: Journey): Promise<Stand> {
  const { app } = journey;
  const shop = await openShop(app, { feeCents: feeOfShop });
  const { version } = done(await shop.staff.get(shop.base));
  done(await shop.staff.patch(shop.base, { name: 'Warriors Flex' }, { 'if-match': `"${version}"` }));
  await change(shop, 'languages', () => ({ default: 'en', enabled: ['en', 'es', 'fr'] }));
  await change(shop, 'legal', (value) => ({ ...value, termsUrl: 'https://team.test/terms' }));
  const { items } = done(await shop.staff.get(`${shop.base}/events?limit=200`));
  const names = shop.games.map((code) => items.find((event: { code: string }) => event.code === code).name);
  return {
    ...shop,
    names,
    async sell(parts) {
      // what was sold meanwhile is read again
      app.clock.advance(minute);
      await runJobs(app);
      const id = await shop.activate(parts);
      await runJobs(app);
      return id;
    },
  };
}

async function change({ staff, base }: Shop, name: string, to: (value: Answer['body']) => object) {
  const path = `${base}/settings/${name}`;
  const { value, version } = done(await staff.get(path));
  done(await staff.put(path, { name, value: to(value) }, { 'if-match': `"${version}"` }));
}

export function both(en: string, es: string): LocalText {
  return { en, es };
}

/** What the team says on its first page. */
export function makePresentation(en: string, es: string, fr = en): NonNullable<ContentParts['presentation']> {
  return {
    headline: { en, es, fr },
    colours: { primary: '#1d428a', onPrimary: '#ffffff', accent: '#ffc72c' },
    faq: [
      {
        id: '00000000-0000-7000-8000-00000000fa91',
        title: both('Where are my tickets?', '¿Dónde están mis boletos?'),
        body: both('In your ticketing account.', 'En tu cuenta de boletos.'),
      },
    ],
  };
}
