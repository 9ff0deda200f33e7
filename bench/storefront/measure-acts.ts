import type { Browser } from 'playwright-core';
import { median } from '../report.ts';
import { openBarePage } from '../support/bare-page.ts';
import { measure, type Times } from '../support/response.ts';
import { type FanAct, gameActs, packActs, seatActs } from './acts.ts';
import { openPhone, shiftOf, slowDown, slowness } from './phone.ts';
import { barePicture, barePictureScript, type Frames, framesOfGestures } from './seats.ts';
import type { OpenStore } from './store.ts';

const rounds = 10;
const targets = { responseMs: 100, shift: 0.1 };

/** From the touch to the frame that shows what it did, on a page slowed down to a phone, and how smooth the map moves. */
export async function measureActs(browser: Browser, { url, sell }: OpenStore) {
  const bare = await measureBarePage(browser);
  const page = await openPhone(browser);
  await page.goto(url);
  await page.locator('main h1').waitFor();
  await page.waitForTimeout(1_500);
  await slowDown(page);
  const found: Found[] = [];
  const maps = seatActs();
  const afterMap = maps.findIndex(({ name }) => name === 'go back from the map');
  for (const act of [...gameActs(), ...maps.slice(0, afterMap)]) found.push(await measured(page, act));
  await page.getByRole('button', { name: 'Show all' }).tap();
  await page.waitForTimeout(1_000);
  const frames = await framesOfGestures(page, 'main [role=application]');
  const yardstick = await bareFrames(browser);
  for (const act of maps.slice(afterMap)) found.push(await measured(page, act));
  const shift = await shiftOf(page);
  await page.context().close();
  await sell('packs');
  const other = await openPhone(browser);
  await other.goto(`${url}/choose`);
  await other.waitForTimeout(1_500);
  await slowDown(other);
  for (const act of packActs()) found.push(await measured(other, act));
  const shifts = shift + (await shiftOf(other));
  await other.context().close();
  const slow = found.filter(({ times, withinMs }) => median(times) >= withinMs);
  const missed = [...slow.map(({ name }) => name), ...(shifts >= targets.shift ? ['layout shift'] : [])];
  return {
    text: [...tableOf(bare, found), '', ...framesTable(frames, yardstick), '', shiftLine(shifts)].join('\n'),
    missed,
  };
}

type Found = Times & { withinMs: number };

async function measured(page: Parameters<typeof measure>[0], act: FanAct): Promise<Found> {
  const times = await measure(page, act, rounds);
  console.log(
    `${times.name}: ${times.times.map((time) => time.toFixed(0)).join(' ')} (first ${times.first.toFixed(0)})`,
  );
  return { ...times, withinMs: act.withinMs ?? targets.responseMs };
}

function tableOf(bare: Times, found: readonly Found[]): string[] {
  const row = ({ name, first, times, withinMs }: Found) => {
    const middle = median(times);
    const target = `< ${withinMs} ms${middle < withinMs ? '' : ', **missed**'}`;
    const beside = (middle / median(bare.times)).toFixed(1);
    return `| ${name} | ${middle.toFixed(0)} ms | ${Math.max(...times).toFixed(0)} ms | ${beside} | ${first.toFixed(0)} ms | ${target} |`;
  };
  return [
    `On a phone of 390 × 844 points whose processor is ${slowness} times slower: from the touch to the end of the frame that shows its answer, ${rounds} times each after a first time.`,
    '',
    '| | median | slowest | median beside the yardstick | first time | target |',
    '|---|---|---|---|---|---|',
    row({ ...bare, withinMs: targets.responseMs }),
    ...found.map(row),
  ];
}

function framesTable(ours: Frames, bare: Frames): string[] {
  const row = (name: string, { median: middle, p95, dropped }: Frames) =>
    `| ${name} | ${middle.toFixed(1)} ms | ${p95.toFixed(1)} ms | ${(dropped * 100).toFixed(0)} % |`;
  return [
    '| dragging and zooming | frame, median | p95 | frames dropped |',
    '|---|---|---|---|',
    row('a picture of this size that is only moved (yardstick)', bare),
    row('18,064 seats', ours),
  ];
}

function shiftLine(shift: number): string {
  const isMissed = shift >= targets.shift;
  return `All layout shifts of the whole journey together: ${shift.toFixed(3)} (target < ${targets.shift}${isMissed ? ', **missed**' : ''}).`;
}

/** The yardstick: a page of React alone, whose button writes a text. */
async function measureBarePage(browser: Browser): Promise<Times> {
  const page = await openBarePage(browser);
  await slowDown(page);
  const times = await measure(
    page,
    {
      name: 'a page of React alone whose button writes a text (yardstick)',
      act: () => page.getByRole('button').click(),
      isThere: (round) => `document.querySelector('p').textContent === 'Clicked ${round + 1}'`,
    },
    rounds,
  );
  await page.close();
  return times;
}

async function bareFrames(browser: Browser): Promise<Frames> {
  const page = await openPhone(browser);
  await page.setContent(barePicture);
  await page.addScriptTag({ content: barePictureScript });
  await slowDown(page);
  const frames = await framesOfGestures(page, '#map');
  await page.context().close();
  return frames;
}
