import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';

/** Hands on a keyboard, and eyes on the focus: after each key something has it, and it can be seen. */
export type Keyboard = {
  press: (key: string) => Promise<void>;
  type: (text: string) => Promise<void>;
  /** Presses Tab, or Shift+Tab to what is before, until this has the focus. */
  tabTo: (wanted: Locator) => Promise<void>;
  /** Goes there and presses Enter. */
  enter: (wanted: Locator) => Promise<void>;
  /** Presses an arrow until this is what the menu's focus is on, then Enter. */
  choose: (item: Locator) => Promise<void>;
  expectFocus: () => Promise<void>;
};

/** What is on a screen may change while one goes through it, so one may have to turn. */
const mostTurns = 30;

const hands = {
  locator: ['click', 'dblclick', 'tap', 'hover', 'check', 'uncheck', 'setChecked', 'fill', 'clear', 'focus', 'dragTo'],
  mouse: ['click', 'dblclick', 'down', 'up', 'move', 'wheel'],
};

/** From now on whoever touches the page with anything but the keyboard is refused; answers how to end that. */
export function refuseHands(page: Page): () => void {
  const locator = Object.getPrototypeOf(page.locator('body'));
  const undo = [
    ...hands.locator.map((name) => refuse(locator, name)),
    ...hands.mouse.map((name) => refuse(page.mouse, name)),
    ...[...hands.locator, 'dragAndDrop'].filter((name) => name in page).map((name) => refuse(page, name)),
    refuse(page.touchscreen, 'tap'),
  ];
  return () => {
    for (const act of undo) act();
  };
}

function refuse(whose: object, name: string): () => void {
  const own = Object.getOwnPropertyDescriptor(whose, name);
  const value = () => Promise.reject(new Error(`No ${name}: there is only a keyboard.`));
  Object.defineProperty(whose, name, { value, configurable: true });
  return () => {
    if (own === undefined) Reflect.deleteProperty(whose, name);
    else Object.defineProperty(whose, name, own);
  };
}

/** "lost" when nothing has the focus, "unseen" when what has it does not look so, else "seen". */
const focusNow = `(() => {
  const one = document.activeElement;
  if (one === null || one === document.body) return 'lost';
  // The start of a screen or of a dialog is as large as what is seen.
  if (one.matches('main, h1, [data-start], [role=dialog], [role=menu]')) return 'seen';
  const isMarked = (element) => {
    const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(element);
    return (outlineStyle !== 'none' && outlineWidth !== '0px') || boxShadow !== 'none';
  };
  if (one.matches('[role=menuitem], [role=menuitemradio]')) return 'seen';
  // A field may be marked by what is around it, or by what stands for it.
  for (let element = one, step = 0; element !== null && step < 4; element = element.parentElement, step += 1) {
    if (isMarked(element)) return 'seen';
  }
  return [...(one.labels ?? [])].some(isMarked) ? 'seen' : 'unseen: ' + one.outerHTML.slice(0, 200);
})()`;

/** How many stops of the Tab key it is to the marked element: none when it has the focus, less than none before it. */
const stopsToWanted = `(() => {
  const [one, wanted] = [document.activeElement, document.querySelector('[data-wanted]')];
  wanted?.removeAttribute('data-wanted');
  if (one === wanted || wanted === null) return wanted === null ? null : 0;
  const isStop = (element) =>
    element.tabIndex >= 0 &&
    !element.disabled &&
    element.checkVisibility({ visibilityProperty: true }) &&
    !(element.type === 'radio' && !element.checked && element.name !== '');
  const within = one.closest('[role=dialog]') ?? document;
  const stops = [...within.querySelectorAll('a[href], button, input, select, textarea, iframe, summary, [tabindex]')]
    .filter((element) => element === wanted || isStop(element));
  const isBefore = (element) => (wanted.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_PRECEDING) !== 0;
  const from = stops.filter((element) => one === element || (one.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_PRECEDING) !== 0);
  const steps = stops.filter(isBefore).length + 1 - from.length;
  return steps === 0 ? 1 : steps;
})()`;

export function makeKeyboard(page: Page): Keyboard {
  const expectFocus = async () => {
    await expect.poll(() => page.evaluate<string>(focusNow), { interval: 20 }).toBe('seen');
  };
  const press = async (key: string) => {
    await page.keyboard.press(key);
    await expectFocus();
  };
  const tabTo = async (wanted: Locator) => {
    await wanted.waitFor();
    await expect.poll(() => wanted.isEnabled(), { timeout: 30_000, interval: 50 }).toBe(true);
    for (let turn = 0; turn < mostTurns; turn += 1) {
      await wanted.evaluate((element) => element.setAttribute('data-wanted', ''));
      const stops = await page.evaluate<number | null>(stopsToWanted);
      if (stops === 0) return expectFocus();
      // It was made anew in between.
      if (stops === null) continue;
      const key = stops > 0 ? 'Tab' : 'Shift+Tab';
      await Promise.all(Array.from({ length: Math.abs(stops) }, () => page.keyboard.press(key)));
    }
    throw new Error(`Tab does not reach ${String(wanted)}.`);
  };
  const choose = async (item: Locator) => {
    await item.waitFor();
    for (let turn = 0; turn < mostTurns; turn += 1) {
      if (await item.evaluate((element) => element === element.ownerDocument.activeElement)) return press('Enter');
      await page.keyboard.press('ArrowDown');
    }
    throw new Error(`No arrow reaches ${String(item)}.`);
  };
  return {
    press,
    expectFocus,
    tabTo,
    choose,
    async enter(wanted) {
      await tabTo(wanted);
      await press('Enter');
    },
    async type(text) {
      await page.keyboard.type(text);
      await expectFocus();
    },
  };
}
