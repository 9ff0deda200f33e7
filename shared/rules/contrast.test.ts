import { describe, expect, it } from 'vitest';
import { defaultBrand } from '../contract/brand.ts';
import { brandFindings } from './brand.ts';
import { contrastRatio, luminance } from './contrast.ts';

describe('contrastRatio', () => {
  // the values every WCAG checker prints
  it.each([
    ['#000000', '#ffffff', 21],
    ['#ffffff', '#ffffff', 1],
    ['#777777', '#ffffff', 4.478],
    ['#767676', '#ffffff', 4.542],
    ['#0000ff', '#ffffff', 8.592],
    ['#ff0000', '#ffffff', 3.998],
  ])('%s and %s have %f', (one, other, ratio) => {
    expect(contrastRatio(one, other)).toBeCloseTo(ratio, 2);
    expect(contrastRatio(other, one)).toBe(contrastRatio(one, other));
  });

  it('is never below 1 nor above 21', () => {
    for (let value = 0; value < 256; value += 5) {
      const grey = `#${value.toString(16).padStart(2, '0').repeat(3)}`;
      expect(contrastRatio(grey, '#ffffff')).toBeGreaterThanOrEqual(1);
      expect(contrastRatio(grey, '#000000')).toBeLessThanOrEqual(21);
      expect(luminance(grey)).toBeGreaterThanOrEqual(0);
    }
  });
});

describe('brandFindings', () => {
  it('the default brand has none', () => expect(brandFindings(defaultBrand)).toEqual([]));

  it('a pair just below the limit is named with its ratio rounded down', () => {
    const brand = { ...defaultBrand, colours: { ...defaultBrand.colours, mutedText: '#777777', surface: '#ffffff' } };
    expect(brandFindings(brand)).toEqual([
      {
        code: 'brand.contrast_low',
        severity: 'warning',
        at: '/colours/mutedText',
        params: { colour: 'mutedText', on: 'background', ratio: 4.47, least: 4.5 },
      },
      {
        code: 'brand.contrast_low',
        severity: 'warning',
        at: '/colours/mutedText',
        params: { colour: 'mutedText', on: 'surface', ratio: 4.47, least: 4.5 },
      },
    ]);
  });

  it('what is only a shape needs 3, not 4.5', () => {
    const yellow = { ...defaultBrand, colours: { ...defaultBrand.colours, focus: '#949494', surface: '#ffffff' } };
    expect(brandFindings(yellow)).toEqual([]);
  });
});
