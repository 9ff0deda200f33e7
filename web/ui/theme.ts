import { type CSSVariablesResolver, createTheme } from '@mantine/core';
import { amber, dark, gray, green, petrol, red } from './colours.ts';
import { componentDefaults } from './theme.components.ts';

/** The design tokens. Screens name a token (`md`, `dimmed`, `var(--flex-…)`), never a colour or a length of their own. */
export const theme = createTheme({
  colors: { petrol, red, green, amber, gray, dark },
  primaryColor: 'petrol',
  // The stock shade 6 is 3.5 : 1 with white text; these are 7.0 : 1 and 5.2 : 1.
  primaryShade: { light: 8, dark: 7 },
  black: gray[9],
  fontFamily: "'Inter Variable', system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif",
  fontFamilyMonospace: "ui-monospace, SFMono-Regular, Menlo, Consolas, 'Liberation Mono', monospace",
  headings: {
    fontWeight: '640',
    textWrap: 'balance',
    sizes: {
      h1: { fontSize: '1.5rem', lineHeight: '1.3' },
      h2: { fontSize: '1.125rem', lineHeight: '1.4' },
      h3: { fontSize: '1rem', lineHeight: '1.45' },
      h4: { fontSize: '0.875rem', lineHeight: '1.5' },
    },
  },
  fontSizes: { xs: '0.8125rem', sm: '0.875rem', md: '0.875rem', lg: '1rem', xl: '1.125rem' },
  lineHeights: { xs: '1.45', sm: '1.5', md: '1.5', lg: '1.5', xl: '1.55' },
  spacing: { xs: '0.5rem', sm: '0.75rem', md: '1rem', lg: '1.5rem', xl: '2rem' },
  radius: { xs: '0.25rem', sm: '0.375rem', md: '0.5rem', lg: '0.75rem', xl: '1rem' },
  defaultRadius: 'sm',
  focusRing: 'auto',
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: componentDefaults,
});

const hues = ['petrol', 'red', 'green', 'amber', 'gray'] as const;

/** Quiet fills of the dark scheme: a veil of the hue over whatever is below; Mantine's own are darker than the page. */
function darkFills(): Record<string, string> {
  const fills: Record<string, string> = {};
  for (const hue of hues) {
    const name = `--mantine-color-${hue}`;
    fills[`${name}-light`] = `color-mix(in srgb, var(${name}-5) 18%, transparent)`;
    fills[`${name}-light-hover`] = `color-mix(in srgb, var(${name}-5) 26%, transparent)`;
    fills[`${name}-light-color`] = `var(${name}-2)`;
  }
  return fills;
}

/** What Mantine does not derive from the theme, and where its own choice has too little contrast. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {
    '--flex-content-width': '72rem',
    '--flex-reading-width': '42rem',
    '--flex-sidebar-width': '15.5rem',
    '--flex-header-height': '3.5rem',
  },
  light: {
    '--mantine-color-error': 'var(--mantine-color-red-8)',
    '--mantine-color-success': 'var(--mantine-color-green-8)',
    '--mantine-color-dimmed': 'var(--mantine-color-gray-6)',
    '--mantine-color-placeholder': 'var(--mantine-color-gray-6)',
    '--mantine-color-default-border': 'var(--mantine-color-gray-3)',
    '--mantine-color-disabled-color': 'var(--mantine-color-gray-6)',
    '--flex-canvas': 'var(--mantine-color-gray-0)',
    '--flex-surface': 'var(--mantine-color-white)',
    '--flex-surface-sunken': 'var(--mantine-color-gray-1)',
    '--flex-border': 'var(--mantine-color-gray-2)',
    '--flex-control-border': 'var(--mantine-color-gray-5)',
    '--flex-focus': 'var(--mantine-color-petrol-7)',
    '--flex-added': 'var(--mantine-color-green-1)',
    '--flex-removed': 'var(--mantine-color-red-1)',
  },
  dark: {
    ...darkFills(),
    '--mantine-color-error': 'var(--mantine-color-red-4)',
    '--mantine-color-success': 'var(--mantine-color-green-4)',
    '--mantine-color-dimmed': 'var(--mantine-color-dark-2)',
    '--mantine-color-placeholder': 'var(--mantine-color-dark-2)',
    '--mantine-color-disabled-color': 'var(--mantine-color-dark-2)',
    '--flex-canvas': 'var(--mantine-color-dark-8)',
    '--flex-surface': 'var(--mantine-color-dark-7)',
    '--flex-surface-sunken': 'var(--mantine-color-dark-6)',
    '--flex-border': 'var(--mantine-color-dark-6)',
    '--flex-control-border': 'var(--mantine-color-dark-3)',
    '--flex-focus': 'var(--mantine-color-petrol-4)',
    '--flex-added': 'color-mix(in srgb, var(--mantine-color-green-9) 55%, transparent)',
    '--flex-removed': 'color-mix(in srgb, var(--mantine-color-red-9) 55%, transparent)',
  },
});
