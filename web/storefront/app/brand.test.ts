import { describe, expect, it } from 'vitest';
import { type Brand, defaultBrand } from '../../../shared/contract/brand.ts';
import { contrastRatio } from '../../../shared/rules/contrast.ts';
import { sampleOf, soakSeed } from '../../../test/harness/soak.ts';
import { brandProperties, schemeOf } from './brand.ts';

const wear = (colours: Partial<Brand['colours']>) =>
  Object.fromEntries(
    brandProperties({
      brand: { ...defaultBrand, colours: { ...defaultBrand.colours, ...colours } },
      presentation: null,
    }),
  );

/** Written on what, and drawn on what. */
const written = [
  ...['--background', '--surface'].flatMap((ground) =>
    ['--text', '--muted', '--ink', '--good', '--warn', '--bad'].map((name) => [ground, name] as const),
  ),
  ...([
    ['--primary', '--on-primary'],
    ['--primary-deep', '--on-primary'],
    ['--edge', '--on-edge'],
  ] as const),
  ...([
    ['--accent', '--on-accent'],
    ['--accent-deep', '--on-accent'],
  ] as const),
] as const;
const drawn = ['--edge', '--focus', '--line-strong'] as const;

const some = ['#ffffff', '#fff200', '#f7f7c6', '#808080', '#ff0000', '#00c853', '#1d428a', '#12081f', '#000000'];
const grounds = [
  { background: '#ffffff', surface: '#f5f6f8' },
  { background: '#101418', surface: '#1b2127', text: '#e9edf1', mutedText: '#5b646d' },
  { background: '#fff8dc', surface: '#f1e2b0', text: '#c9b458', mutedText: '#d9c98a' },
];
const brands = some.flatMap((primary) => some.flatMap((accent) => grounds.map((one) => ({ ...one, primary, accent }))));

describe(`whatever a team's colours are, seed ${soakSeed}`, () => {
  it('what is written can be read and what is drawn can be seen', () => {
    for (const brand of sampleOf(brands, 120)) {
      const worn = wear({ ...brand, onPrimary: '#ffffff', onAccent: '#777777', focus: brand.primary });
      const of = (name: string) => worn[name] ?? '';
      const faint = [
        ...written.filter(([ground, name]) => contrastRatio(of(ground), of(name)) < 4.5),
        ...drawn.filter((name) => contrastRatio(of('--background'), of(name)) < 3),
      ];
      expect([brand, faint]).toEqual([brand, []]);
    }
  });

  it('colours that can be read stay as the team chose them', () => {
    const worn = wear({});
    const { primary, accent, text, mutedText, focus } = defaultBrand.colours;
    expect(worn).toMatchObject({
      ...{ '--primary': primary, '--ink': primary, '--edge': primary, '--accent': accent, '--accent-edge': accent },
      ...{ '--text': text, '--muted': mutedText, '--focus': focus },
    });
    const on = (background: string) =>
      schemeOf({ brand: { ...defaultBrand, colours: { ...defaultBrand.colours, background } } });
    expect([on('#fff8dc'), on('#101418')]).toEqual(['light', 'dark']);
  });
});
