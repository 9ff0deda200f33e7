import type { Brand, BrandColour } from '../../../../shared/contract/brand.ts';

/** What each colour of a brand is for, in the order of the form. */
export const colourNames: Record<BrandColour, string> = {
  primary: 'Primary',
  onPrimary: 'Text on primary',
  accent: 'Accent',
  onAccent: 'Text on accent',
  background: 'Background',
  surface: 'Cards and panels',
  text: 'Text',
  mutedText: 'Muted text',
  border: 'Borders',
  focus: 'Focus ring',
};

export const fontNames: Record<Brand['font'], string> = {
  system: 'Of the system',
  humanist: 'Humanist',
  geometric: 'Geometric',
  condensed: 'Condensed',
  serif: 'With serifs',
};
