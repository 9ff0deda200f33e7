import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeBuyer, openBrowser } from '../factories/buyer.ts';
import { findDiscrepancies } from '../factories/sales-truth.ts';
import { openShop, type Shop } from '../factories/shop.ts';
import { openTestApp, type TestApp } from '../harness/app.ts';
import { minute } from '../harness/clock.ts';
import { settle } from '../harness/settling.ts';
import { isSoak, sampleOf } from '../harness/soak.ts';
import type { ChildTask } from './checkout-child.ts';

/** Which of the calls of a checkout is under way, and whether the vendor has done its work by then or does it afterwards. */
const kills = ['shopping_cart', 'check_out', 'payment_request'].flatMap((cmd) =>
  (['latency', 'timeout_after'] as const).map((fault) => ({ cmd, fault })),
);
/** Milliseconds of work the vendor still does for a process that is gone. */
const slow = 150;

let app: TestApp;
let shop: Shop;
const children: ChildProcess[] = [];
beforeAll(async () => {
  app = await openTestApp();
  shop = await openShop(app);
  await shop.activate();
});
afterAll(async () => {
  for (const child of children) child.kill('SIGKILL');
  await app.close();
  await shop.sandbox.close();
});

const chosen = isSoak ? [...kills, ...kills] : sampleOf(kills, 1);

test.each(chosen.map((kill, index) => ({ ...kill, number: index + 1 })))(
  'a server killed with SIGKILL during $cmd ($fault) leaves books that agree',
  { timeout: 600_000 },
  async ({ cmd, fault, number }) => {
    const buyer = await makeBuyer(shop, number);
    const browser = openBrowser(shop, buyer);
    const eventCode = shop.games[number % shop.games.length] ?? '';
    await browser.choose(app, [eventCode]);
    await browser.hold(app, [eventCode], 'J');
    const child = await startChild({
      databaseUrl: app.databaseUrl,
      at: app.clock.now().toISOString(),
      secretKey: Buffer.alloc(32, 7).toString('base64'),
      store: shop.store,
      buyer,
    });
    shop.sandbox.faults.add({ cmd, fault, delayMs: slow, times: 1 });
    const asked = () => shop.sandbox.traffic().byCommand[cmd] ?? 0;
    const before = asked();
    child.stdin?.write('buy\n');
    while (asked() === before && child.exitCode === null) await new Promise(setImmediate);
    expect(child.exitCode).toBeNull();
    child.kill('SIGKILL');
    await once(child, 'exit');
    shop.sandbox.faults.clear();
    app.clock.advance(minute);
    await settle(app, shop);
    expect(await findDiscrepancies(app, shop)).toEqual([]);
  },
);

async function startChild(task: ChildTask): Promise<ChildProcess> {
  const child = spawn(process.execPath, ['--import', 'tsx', 'test/faults/checkout-child.ts', JSON.stringify(task)], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  children.push(child);
  const said = await Promise.race([once(child.stdout ?? child, 'data'), once(child, 'exit')]);
  expect(String(said[0])).toBe('ready\n');
  return child;
}
