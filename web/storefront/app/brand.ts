import type { OfferCopy } from '../../../shared/contract/catalog.copy.ts';
import { contrastRatio, luminance, shapeContrast, textContrast } from '../../../shared/rules/contrast.ts';
import { fontStacks } from '../../../shared/rules/fonts.ts';

type Look = Pick<OfferCopy, 'brand' | 'presentation'>;

/**
 * The brand as custom properties. A program may have colours of its own. Whatever they are, what is written or drawn
 * stays readable: a colour that could not be told from its ground is moved until it can. All of them are of closed sets
 * of the contract, so nothing typed freely gets into a style.
 */
export function brandProperties({ brand, presentation }: Look): [name: string, value: string][] {
  const { colours, font, cornerRadius } = brand;
  const own = presentation?.colours;
  const { background, surface, border } = colours;
  const primary = own?.primary ?? colours.primary;
  const accent = own?.accent ?? colours.accent;
  const grounds = [background, surface];
  const text = onAll(grounds, colours.text);
  const onPrimary = onAll([primary], own?.onPrimary ?? colours.onPrimary);
  const onAccent = onAll([accent], colours.onAccent);
  const deep = deepOf(primary, onPrimary);
  const tinted = [...grounds, mix(primary, background, 0.14)];
  const edge = toldFrom(grounds, shapeContrast, primary, text);
  const isPale = Math.min(...grounds.map((ground) => contrastRatio(accent, ground))) < outlined;
  const sign = (colour: string) => toldFrom([...grounds, mix(colour, background, 0.08)], textContrast, colour, text);
  return [
    ['--primary', primary],
    ['--on-primary', onPrimary],
    ['--primary-deep', deep],
    ['--accent', accent],
    ['--on-accent', onAccent],
    ['--accent-deep', deepOf(accent, onAccent)],
    ['--accent-edge', isPale ? toldFrom(grounds, shapeContrast, accent, text) : accent],
    ['--accent-edge-deep', contrastRatio(accent, deep) < outlined ? onPrimary : accent],
    // the brand's colour as letters, and as lines and marks that mean something
    ['--ink', toldFrom(tinted, textContrast, primary, text)],
    ['--edge', edge],
    ['--on-edge', onAll([edge], onPrimary)],
    ['--background', background],
    ['--surface', surface],
    ['--text', text],
    ['--muted', toldFrom(tinted, textContrast, colours.mutedText, text)],
    ['--border', border],
    ['--line-strong', toldFrom(grounds, shapeContrast, mix(text, background, 0.55), text)],
    ['--focus', toldFrom(grounds, shapeContrast, colours.focus, text)],
    ['--good', sign('#147a48')],
    ['--warn', sign('#9a6700')],
    ['--bad', sign('#b3261e')],
    ['--font', fontStacks[font]],
    ['--radius', `${cornerRadius}px`],
  ];
}

export function brandStyle(look: Look): string {
  const rules = brandProperties(look).map(([name, value]) => `${name}:${value}`);
  return `:root{${rules.join(';')}}`;
}

/** Whether the page is one of light letters on a dark ground: what browsers draw themselves goes by it. */
export function schemeOf({ brand: { colours } }: Pick<Look, 'brand'>): 'light' | 'dark' {
  return luminance(colours.background) < 0.18 ? 'dark' : 'light';
}

/** Puts the brand on the open page. */
export function wearBrand(look: Look): void {
  document.documentElement.dataset.scheme = schemeOf(look);
  for (const [name, value] of brandProperties(look)) document.documentElement.style.setProperty(name, value);
}

/** Below this contrast with the page a button is told from it by a line around it. */
const outlined = 1.4;

/** The wanted colour, or black or white where nobody could read it on all of the grounds. */
function onAll(grounds: readonly string[], wanted: string): string {
  const least = (colour: string) => Math.min(...grounds.map((ground) => contrastRatio(ground, colour)));
  if (least(wanted) >= textContrast) return wanted;
  return least('#ffffff') >= least('#000000') ? '#ffffff' : '#000000';
}

/** The colour, moved towards another that can be read, as far as it takes to be told from all of the grounds. */
function toldFrom(grounds: readonly string[], least: number, colour: string, towards: string): string {
  for (let share = 1; share > 0; share -= 0.04) {
    const moved = mix(colour, towards, share);
    if (grounds.every((ground) => contrastRatio(ground, moved) >= least)) return moved;
  }
  return towards;
}

/** A deeper shade for large areas and for what is pointed at; a lighter one where what is written on it is dark. */
function deepOf(colour: string, written: string): string {
  // bands of what is written lie faintly over it
  const holds = (shade: string) => contrastRatio(mix(written, shade, 0.1), written) >= textContrast;
  const shades = [0.78, 0.88, 0.94].flatMap((share) => mix(colour, '#000000', share));
  const lighter = [0.9, 0.8, 0.7, 0.6, 0.5, 0.4].map((share) => mix(colour, '#ffffff', share));
  return [...shades, colour, ...lighter].find(holds) ?? colour;
}

/** So much of the one and the rest of the other, as `color-mix(in srgb)` does it. */
function mix(one: string, other: string, share: number): string {
  const parts = [1, 3, 5].map((at) => {
    const [a, b] = [one, other].map((colour) => Number.parseInt(colour.slice(at, at + 2), 16));
    return Math.round((a ?? 0) * share + (b ?? 0) * (1 - share));
  });
  return `#${parts.map((part) => part.toString(16).padStart(2, '0')).join('')}`;
}
