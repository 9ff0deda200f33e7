import type { Page } from 'playwright-core';

/** What the bar below the map says is picked. */
export const pickedText = `(document.querySelector('main [role=status] strong')?.textContent ?? '')`;

/** Two places on the canvas at which seats are picked, other ones at each. */
export async function findPicks(page: Page): Promise<{ x: number; y: number }[]> {
  for (let times = 0; times < 2; times += 1) await page.getByRole('button', { name: 'Zoom in' }).tap();
  await page.waitForTimeout(800);
  await page.locator('main canvas').scrollIntoViewIfNeeded();
  const box = await page.locator('main [role=application]').boundingBox();
  if (box === null) throw new Error('there is no canvas');
  const found = new Map<string, { x: number; y: number }>();
  for (let place = 0; place < 60 && found.size < 2; place += 1) {
    const at = {
      x: box.x + box.width * (0.15 + 0.1 * (place % 8)),
      y: box.y + box.height * (0.2 + 0.08 * Math.floor(place / 8)),
    };
    await page.touchscreen.tap(at.x, at.y);
    await page.waitForTimeout(450); // two taps within a third of a second are a double tap
    const text = await page.evaluate<string>(pickedText);
    if (text !== '' && !found.has(text)) found.set(text, at);
  }
  if (found.size < 2) throw new Error('no seats were found on the canvas');
  return [...found.values()];
}

export type Frames = { median: number; p95: number; dropped: number };

/** Frames while a finger drags the picture about and two fingers zoom it, for some seconds. */
export async function framesOfGestures(page: Page, selector: string): Promise<Frames> {
  const box = await page.locator(selector).boundingBox();
  if (box === null) throw new Error(`there is no ${selector}`);
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  const session = await page.context().newCDPSession(page);
  const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', touchPoints: { x: number; y: number }[]) =>
    session.send('Input.dispatchTouchEvent', { type, touchPoints });
  const gesture = async (at: (part: number) => { x: number; y: number }[]) => {
    await touch('touchStart', at(0));
    for (let move = 1; move <= 90; move += 1) {
      await touch('touchMove', at(move / 90));
      await page.waitForTimeout(12);
    }
    await touch('touchEnd', []);
  };
  await page.evaluate(`(() => {
    window.__frames = [];
    let before = performance.now();
    const next = (now) => { window.__frames.push(now - before); before = now; window.__raf = requestAnimationFrame(next); };
    window.__raf = requestAnimationFrame(next);
  })()`);
  await gesture((part) => [{ x: x + 70 * Math.sin(part * 12), y: y + 60 * Math.cos(part * 9) }]);
  await gesture((part) => {
    const apart = 40 + 60 * (1 - Math.cos(part * 12)) * 0.5;
    return [
      { x: x - apart, y },
      { x: x + apart, y },
    ];
  });
  const frames = await page.evaluate<number[]>('(cancelAnimationFrame(window.__raf), window.__frames.slice(1))');
  const sorted = frames.toSorted((a, b) => a - b);
  const at = (part: number) => sorted[Math.floor(sorted.length * part)] ?? 0;
  const due = frames.reduce((sum, frame) => sum + Math.max(1, Math.round(frame / (1_000 / 60))), 0);
  return { median: at(0.5), p95: at(0.95), dropped: 1 - frames.length / due };
}

/** The yardstick: a picture of the same size that is only moved. */
export const barePicture = `<!doctype html><style>body{margin:0}#map{width:358px;height:420px;overflow:hidden;touch-action:none}canvas{width:100%}</style>
<div id="map"><canvas width="1000" height="1180"></canvas></div>`;
export const barePictureScript = `
  const canvas = document.querySelector('canvas');
  canvas.getContext('2d', { alpha: false }).fillRect(0, 0, 500, 500);
  let [x, y] = [0, 0];
  document.querySelector('#map').addEventListener('pointermove', (event) => {
    [x, y] = [event.clientX - 180, event.clientY - 210];
    canvas.style.transform = 'translate(' + x + 'px, ' + y + 'px)';
  });
`;
