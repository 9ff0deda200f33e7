import type { Page } from 'playwright-core';

export type Act = {
  name: string;
  /** Brings the page to where the act begins; not measured. */
  before?: (page: Page, round: number) => Promise<unknown>;
  act: (page: Page, round: number) => Promise<unknown>;
  /** What the time begins with. */
  event?: 'click' | 'keydown' | 'paste' | 'mousedown' | 'pointerdown' | 'change' | 'popstate';
  /**
   * An expression of the page: the response is there. That is the first frame that shows that the act was taken in and what
   * it leads to: of a screen its heading and the top of its content with nothing still being read, of a list other rows, of a
   * field its new text. What stands below may follow in the next frames. Asked in every frame, so it has to be cheap.
   */
  isThere: (round: number) => string;
};
export type Times = { name: string; first: number; times: number[] };

const longest = 10_000;
const pause = 80;

/** Does it once, which loads and reads, and then as often as wanted. */
export async function measure(page: Page, act: Act, rounds: number): Promise<Times> {
  const times: number[] = [];
  for (let round = 0; round <= rounds; round += 1) {
    await act.before?.(page, round);
    // what was going on is over, as it is when a person reads before the next click
    await page.waitForTimeout(round === 0 ? 400 : pause);
    times.push(await responseTime(page, act, round));
  }
  const [first = 0, ...others] = times;
  return { name: act.name, first, times: others };
}

/** Waits until an expression of the page is true; its content security policy lets no library make a function of it. */
export async function waitUntil(page: Page, expression: string): Promise<void> {
  const end = Date.now() + longest;
  while (!(await page.evaluate<boolean>(`Boolean(${expression})`))) {
    if (Date.now() > end) throw new Error(`Waited in vain for ${expression} at ${page.url()}`);
    await page.waitForTimeout(20);
  }
}

/**
 * Milliseconds from the instant the browser took the input until the page has drawn the frame in which the response is
 * there: a message that is posted within a frame is answered after it.
 */
async function responseTime(page: Page, { name, act, event = 'click', isThere }: Act, round: number): Promise<number> {
  // the page listens before the input is sent: an input overtakes what the browser is asked to evaluate
  await page.evaluate(
    `window.__response = new Promise((resolve) => {
      setTimeout(() => resolve(null), ${longest});
      const isThere = () => ${isThere(round)};
      addEventListener(${JSON.stringify(event)}, ({ timeStamp }) => {
        const look = () => {
          if (!isThere()) return requestAnimationFrame(look);
          const { port1, port2 } = new MessageChannel();
          port1.onmessage = () => resolve(performance.now() - timeStamp);
          port2.postMessage(null);
        };
        requestAnimationFrame(look);
      }, { capture: true, once: true });
    }), undefined`,
  );
  await act(page, round);
  const found = await page.evaluate<number | null>('window.__response');
  if (found === null) throw new Error(`No response to: ${name} at ${page.url()}`);
  return found;
}
