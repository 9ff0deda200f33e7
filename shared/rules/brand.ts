import type { Brand, BrandColour } from '../contract/brand.ts';
import { contrastRatio, shapeContrast, textContrast } from './contrast.ts';
import { type Finding, finding } from './finding.ts';

/** What is drawn on what, and the least contrast it needs (WCAG 2.2 AA). */
const pairs: readonly { on: BrandColour; draws: BrandColour; least: number }[] = [
  { on: 'primary', draws: 'onPrimary', least: textContrast },
  { on: 'accent', draws: 'onAccent', least: textContrast },
  { on: 'background', draws: 'text', least: textContrast },
  { on: 'surface', draws: 'text', least: textContrast },
  { on: 'background', draws: 'mutedText', least: textContrast },
  { on: 'surface', draws: 'mutedText', least: textContrast },
  { on: 'background', draws: 'primary', least: shapeContrast },
  { on: 'surface', draws: 'primary', least: shapeContrast },
  { on: 'background', draws: 'focus', least: shapeContrast },
  { on: 'surface', draws: 'focus', least: shapeContrast },
];

/** Pairs of brand colours that people with low vision could not tell apart. `ratio` is rounded down to two places. */
export function brandFindings({ colours }: Brand): Finding[] {
  return pairs.flatMap(({ on, draws, least }) => {
    const ratio = contrastRatio(colours[on], colours[draws]);
    if (ratio >= least) return [];
    const params = { colour: draws, on, ratio: Math.floor(ratio * 100) / 100, least };
    return [finding('warning', 'brand.contrast_low', `/colours/${draws}`, params)];
  });
}
