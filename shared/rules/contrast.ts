/**
 * Contrast of two colours by WCAG 2.2 (relative luminance of sRGB). Colours are `#rrggbb`; anything else counts as black.
 */

/** From 1 (the same) to 21 (black on white). The order does not matter. */
export function contrastRatio(one: string, other: string): number {
  const lighter = Math.max(luminance(one), luminance(other));
  const darker = Math.min(luminance(one), luminance(other));
  return (lighter + 0.05) / (darker + 0.05);
}

/** Success criterion 1.4.3: text up to 24 px, or 18.66 px bold. */
export const textContrast = 4.5;
/** Success criterion 1.4.11: controls, focus rings, graphics that carry meaning. */
export const shapeContrast = 3;

/** From 0 (black) to 1 (white). */
export function luminance(colour: string): number {
  const [red, green, blue] = channels(colour).map(linear);
  return 0.2126 * (red ?? 0) + 0.7152 * (green ?? 0) + 0.0722 * (blue ?? 0);
}

function channels(colour: string): number[] {
  const digits = /^#([0-9a-f]{6})$/i.exec(colour)?.[1] ?? '000000';
  return [0, 2, 4].map((at) => Number.parseInt(digits.slice(at, at + 2), 16) / 255);
}

/** The standard prints 0.03928; 0.04045 is the sRGB value. No 8-bit channel lies between the two. */
function linear(channel: number): number {
  return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
}
