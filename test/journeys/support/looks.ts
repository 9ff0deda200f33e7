import { expect } from 'vitest';
import { isSoak, sampleOf, soakSeed } from '../../harness/soak.ts';
import { isDrawing, type Look, type Visitor } from './visitor.ts';

/** Of the dark look only the colours differ from the light one; of a tablet, all but the colours. */
export const colourRules = ['color-contrast', 'link-in-text-block'];

type Suffix = '' | '-dark' | '-tablet';
type Shown = Look & { suffix: Suffix };
const looks: readonly [Shown, ...Shown[]] = [
  { suffix: '', scheme: 'light', width: 1280 },
  { suffix: '-tablet', scheme: 'light', width: 834 },
  { suffix: '-dark', scheme: 'dark', width: 1280 },
];

/**
 * The screen breaks no rule of accessibility and is not wider than its window: in light, and on a tablet or in dark, of which `npm test` draws
 * one for each screen. It ends in light. The looks whose pictures belong to the tour are named by their suffix.
 */
export async function expectGoodLooks(visitor: Visitor, name: string, tour: readonly Suffix[] = []) {
  const [light, ...others] = looks;
  const drawn = isSoak || isDrawing ? others : sampleOf(others, 1, seedOf(name));
  for (const { suffix, ...look } of [...drawn, light]) {
    await visitor.look(look);
    await visitor.page.locator(`html[data-mantine-color-scheme="${look.scheme}"]`).waitFor();
    await expectNoSidewaysScroll(visitor);
    if (suffix === '') await visitor.expectAccessible();
    else await visitor.expectAccessible(undefined, suffix === '-dark' ? colourRules : { without: colourRules });
    await visitor.shoot(`${name}${suffix}`, { isTour: tour.includes(suffix) });
  }
}

/** Another one for each screen and run. */
function seedOf(name: string): number {
  return [...name].reduce((sum, letter) => sum * 31 + letter.charCodeAt(0), soakSeed) % 2 ** 31;
}

export async function expectNoSidewaysScroll({ page }: Visitor) {
  const wide = await page.evaluate<string[]>(`(() => {
    const width = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= width) return [];
    return [...document.querySelectorAll('body *')]
      .filter((element) => element.getBoundingClientRect().right > width + 1)
      .map((element) => element.tagName + ' ' + element.className)
      .slice(0, 10);
  })()`);
  expect(wide).toEqual([]);
}
