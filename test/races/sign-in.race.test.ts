import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { withStore } from '../../server/core/ctx.ts';
import { mostTries, proveCode } from '../../server/modules/fans/fans.codes.service.ts';
import { done, openShop, type Shop } from '../factories/shop.ts';
import { openTestApp, type TestApp } from '../harness/app.ts';
import { runJobs } from '../harness/jobs.ts';
import { untilSomebodyWaits } from '../harness/locks.ts';
import { openSeller, type Seller, type SellerTaps } from '../harness/seller.ts';

const guesses = mostTries + 4;

let app: TestApp;
let shop: Shop;
beforeAll(async () => {
  app = await openTestApp();
  shop = await openShop(app);
});
afterAll(async () => {
  await app.close();
  await shop.sandbox.close();
});

async function mailedCode(email: string): Promise<string> {
  done(await app.client().post(`${shop.base}/fan/codes`, { email }));
  await runJobs(app);
  return /\b\d{6}\b/.exec(app.mails.findLast(({ to }) => to === email)?.subject ?? '')?.[0] ?? '';
}

/** How many of the guesses that come to two processes at once are looked at. All of them would be right. */
async function guessAtOnce(email: string, statements: SellerTaps['statements'] = {}): Promise<number> {
  const code = await mailedCode(email);
  const sellers: [Seller, Seller] = [
    await openSeller(app, shop, { statements }),
    await openSeller(app, shop, { statements }),
  ];
  const keeper = await app.ctx.database.pool.connect();
  try {
    await keeper.query('begin');
    await keeper.query(`select from "${shop.store.schemaName}".fan_codes where email = $1 for update`, [email]);
    const asked = Array.from({ length: guesses }, (_, index) =>
      proveCode(withStore((sellers[index % 2] ?? sellers[0]).ctx, shop.store), { email, code }),
    );
    // every one has found the code as it was before any other tried
    await untilSomebodyWaits(app, guesses);
    await keeper.query('commit');
    const ends = await Promise.allSettled(asked);
    return ends.filter(({ status }) => status === 'fulfilled').length;
  } finally {
    keeper.release();
    for (const seller of sellers) await seller.close();
  }
}

describe('guesses of one code that come at once', () => {
  test('are looked at as often as it allows tries, and no more', async () => {
    expect(await guessAtOnce('ana@example.com')).toBe(mostTries);
  });

  test('would all be looked at if their number were read before it is written', async () => {
    const looked = `(select tries from "${shop.store.schemaName}".fan_codes where email = $1)`;
    const rewrite = (name: string, text: string) =>
      name === 'fans.codes.try' ? text.replace('and tries %', `and ${looked} %`) : text;
    expect(await guessAtOnce('ben@example.com', { rewrite })).toBe(guesses);
  });
});
