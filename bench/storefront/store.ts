import type { ProgramParts } from '../../test/factories/program.ts';
import { idOf, makeCondition, makePack, makeTier } from '../../test/factories/program-content.ts';
import { makeShopRule, openShop } from '../../test/factories/shop.ts';
import { openHere } from '../support/open-here.ts';
import { serve } from '../support/processes.ts';

/** The demo's season on sale, in a server of its own that runs as in production. */
export type OpenStore = {
  storeKey: string;
  /** Of the storefront: `http://localhost:4123/s/warriors-flex`. */
  url: string;
  port: number;
  /** Any three games, or packs of three tiers: resolves when fans are shown it. */
  sell: (what: 'games' | 'packs') => Promise<void>;
  close: () => Promise<void>;
};

export async function openStore(databaseUrl: string): Promise<OpenStore> {
  const { app, shopApp } = await openHere(databaseUrl);
  const shop = await openShop(shopApp, { size: 'season' });
  const product = await serve({ kind: 'product', databaseUrl });
  const { key } = shop.store;
  const origin = `http://localhost:${product.port}`;
  return {
    ...{ storeKey: key, url: `${origin}/s/${key}`, port: product.port },
    async sell(what) {
      const programId = await shop.activate(what === 'games' ? ownGames : packsOf(shop.games));
      const isShown = async () =>
        (await (await fetch(`${origin}/api/stores/${key}/offer`)).text()).includes(`"${programId}"`);
      while (!(await isShown())) await new Promise((resolve) => setTimeout(resolve, 100));
    },
    async close() {
      await product.stop();
      await shop.sandbox.close();
      await app.close();
    },
  };
}

const five = makeShopRule('Five games and more', '5GP', { priority: 1, conditions: [makeCondition({ minEvents: 5 })] });
const words = (text: string) => ({ en: text });

const ownGames: ProgramParts = {
  name: 'Build Your Own',
  definition: { classNames: ['FLEX'], minEvents: 3 },
  rules: [five, makeShopRule('Everybody', '3GP')],
  presentation: {
    headline: words('Your season, your games'),
    faq: [
      {
        id: idOf('when'),
        title: words('When do I get my tickets?'),
        body: words('At once, in your ticketing account.'),
      },
      { id: idOf('swap'), title: words('Can I change a game?'), body: words('Yes, up to a day before it starts.') },
    ],
  },
};

function packsOf(games: readonly string[]): ProgramParts {
  const packs = ['Three', 'Five'].map((name, index) => {
    const third = Math.ceil(games.length / 3);
    const tiers = [0, 1, 2].map((tier) => {
      const eventCodes = games.slice(tier * third, (tier + 1) * third);
      return makeTier(`${tier} ${name}`, eventCodes, { name: words(`Tier ${tier + 1}`), minEvents: 1 });
    });
    return makePack(name, tiers, { name: words(`${name} games`), minEvents: 3 + 2 * index, maxEvents: 8 });
  });
  return {
    name: 'Packs',
    definition: { type: 'game_packs', packStructure: 'packs_with_tiers', classNames: ['FLEX'] },
    packs,
    rules: [makeShopRule('Everybody', '3GP')],
  };
}
