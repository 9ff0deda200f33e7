import type { Locator } from 'playwright-core';
import { expect } from 'vitest';
import type { Fan } from './fan.ts';

/** The ways to a game's seats: by lists, by the map with keys, by the map with a pointer or a finger. The game's page is open. */

/** Goes on with the Tab key until it is there, then presses the keys. */
export async function pressKeys({ page }: Fan, target: Locator, keys: readonly string[]) {
  await target.waitFor();
  for (let steps = 0; ; steps += 1) {
    if ((await target.and(page.locator(':focus')).count()) > 0) break;
    if (steps === 80) throw new Error('The keyboard does not get there.');
    await page.keyboard.press('Tab');
  }
  for (const key of keys) await page.keyboard.press(key);
}

/** A section, a row and the first seat from lists, as who does not see the map is told of them. */
export async function pickFromLists(fan: Fan) {
  const { page, t } = fan;
  const list = (name: string) => page.getByRole('listbox', { name });
  await pressKeys(fan, page.getByRole('radio', { name: t('seats.map') }), ['ArrowRight']);
  await pressKeys(fan, list(t('seats.sections')), ['Home']);
  await pressKeys(fan, list(t('seats.rows')), ['Home']);
  await pressKeys(fan, list(t('seats.seat_list')), ['Enter']);
  await fan.button(t('seats.hold_here')).waitFor();
}

/** On the drawn map with arrows and Enter; what is said of each seat leads there. Answers the seats in words. */
export async function pickOnMapByKeys(fan: Fan): Promise<string> {
  const { page, t } = fan;
  await pressKeys(fan, sections(fan).and(page.locator('[tabindex="0"]')), ['Home', 'Enter']);
  const map = page.getByRole('application', { name: t('seats.canvas', { section: '' }).trim() });
  await pressKeys(fan, map, ['ArrowRight']);
  const said = map.locator('xpath=..').locator('[aria-live="polite"]');
  const taken = new RegExp(`${t('seats.told_taken')}|${t('seats.told_other')}`);
  for (let steps = 0; taken.test(await said.innerText()); steps += 1) {
    if (steps === 60) throw new Error('No free seat is said.');
    await page.keyboard.press(steps % 12 === 11 ? 'ArrowDown' : 'ArrowRight');
  }
  const seat = await said.innerText();
  await page.keyboard.press('Enter');
  await fan.button(t('seats.hold_here')).waitFor();
  await expect
    .poll(() => said.innerText())
    .toContain(`${seat.split(', ').slice(0, 3).join(', ')}, ${t('seats.told_mine')}`);
  return pickedSeats(fan);
}

/** On the drawn map by a mouse or a finger, wherever there are seats. Answers them in words. */
export async function pickOnMap(fan: Fan): Promise<string> {
  const { page, t, press } = fan;
  const section = await fullest(sections(fan));
  await press(section, await nameOf(section));
  const map = page.getByRole('application', { name: t('seats.canvas', { section: '' }).trim() });
  await map.scrollIntoViewIfNeeded();
  const box = await map.boundingBox();
  if (box === null) throw new Error('The map is not on the screen.');
  for (const [x, y] of places) {
    await press(map, { x: x * box.width, y: y * box.height });
    if (await fan.button(t('seats.hold_here')).isVisible()) return pickedSeats(fan);
  }
  throw new Error('No seat is under the pointer.');
}

const steps = [0.5, 0.41, 0.59, 0.32, 0.68, 0.23, 0.77];
/** Parts of the map's width and height, from the middle on. */
const places = steps
  .flatMap((y) => steps.map((x): [number, number] => [x, y]))
  .toSorted((a, b) => fromMiddle(a) - fromMiddle(b));

function fromMiddle([x, y]: [number, number]): number {
  return Math.hypot(x - 0.5, y - 0.5);
}

/** The section that says the most free seats. */
async function fullest(options: Locator): Promise<Locator> {
  await options.first().waitFor();
  const said = await Promise.all((await options.all()).map((option) => option.getAttribute('aria-label')));
  const free = said.map((words) => Number(/, (\d+) /.exec(words ?? '')?.[1] ?? 0));
  return options.nth(free.indexOf(Math.max(...free)));
}

/** Where a section's name is drawn: the middle of its box may be another's. */
async function nameOf(section: Locator) {
  await section.scrollIntoViewIfNeeded();
  const [all, name] = [await section.boundingBox(), await section.locator('text').boundingBox()];
  if (all === null || name === null) throw new Error('The section is not on the screen.');
  return { x: name.x + name.width / 2 - all.x, y: name.y + name.height / 2 - all.y };
}

function sections({ page, t }: Fan): Locator {
  return page.getByRole('listbox', { name: t('seats.sections') }).getByRole('option');
}

/** Such as `Section 101, row 5, seats 1–2`. */
function pickedSeats({ page }: Fan): Promise<string> {
  return page.getByRole('status').locator('strong').filter({ visible: true }).last().innerText();
}
