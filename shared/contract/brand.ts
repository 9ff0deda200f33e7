import { z } from 'zod';
import { Line } from './common.ts';

/** `#rrggbb`, lower case. */
export const Colour = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^#[0-9a-f]{6}$/, 'Use a colour such as #1f4e8c.');

/** A file on the web, or a path of this site. */
export const AssetUrl = z
  .string()
  .trim()
  .max(500)
  .regex(
    /^(https:\/\/[^\s"'<>\\]+|\/[^\s"'<>\\/][^\s"'<>\\]*)$/,
    'Use an address that starts with https://, or a path of this site.',
  );

export const brandColours = [
  'primary',
  'onPrimary',
  'accent',
  'onAccent',
  'background',
  'surface',
  'text',
  'mutedText',
  'border',
  'focus',
] as const;
export type BrandColour = (typeof brandColours)[number];

export const fonts = ['system', 'humanist', 'geometric', 'condensed', 'serif'] as const;

/** The look of the storefront and of mail to fans. */
export const Brand = z
  .strictObject({
    colours: z.strictObject({
      primary: Colour,
      /** Text and icons on primary. */
      onPrimary: Colour,
      accent: Colour,
      /** Text and icons on accent. */
      onAccent: Colour,
      background: Colour,
      /** Cards and panels. */
      surface: Colour,
      text: Colour,
      mutedText: Colour,
      border: Colour,
      /** The ring around what has the keyboard. */
      focus: Colour,
    }),
    logo: z.strictObject({
      url: AssetUrl.nullable(),
      /** What the logo says, for those who do not see it. */
      alt: Line.max(120),
    }),
    font: z.enum(fonts),
    /** CSS pixels. */
    cornerRadius: z.int().min(0).max(24),
  })
  .refine(({ logo }) => logo.url === null || logo.alt !== '', {
    path: ['logo', 'alt'],
    message: 'Say what the logo shows.',
  });
export type Brand = z.infer<typeof Brand>;

/** Readable in daylight: every pair of it passes the contrast check. */
export const defaultBrand: Brand = {
  colours: {
    primary: '#1f4e8c',
    onPrimary: '#ffffff',
    accent: '#f2b705',
    onAccent: '#1a1a1a',
    background: '#ffffff',
    surface: '#f5f6f8',
    text: '#1a1c20',
    mutedText: '#565c66',
    border: '#d5d9e0',
    focus: '#1f4e8c',
  },
  logo: { url: null, alt: '' },
  font: 'system',
  cornerRadius: 8,
};
