import type { MantineColorsTuple } from '@mantine/core';

/**
 * Ten steps each, made in OKLCH with the same lightness a step, so that a step has about the same contrast in every
 * hue. On white: step 7 ≥ 5.0 : 1, step 8 ≥ 6.8 : 1, step 9 ≥ 9.1 : 1; step 9 on step 1 ≥ 7.8 : 1.
 */
export const petrol: MantineColorsTuple = [
  '#f0f8fb',
  '#dff0f7',
  '#c2e3ef',
  '#9dd1e3',
  '#73bbd4',
  '#4aa4c1',
  '#2d8ba7',
  '#097691',
  '#00617a',
  '#004d62',
];
export const red: MantineColorsTuple = [
  '#fff2f0',
  '#ffe3df',
  '#ffcac3',
  '#ffa9a0',
  '#ff827a',
  '#f65b58',
  '#d94040',
  '#c0242b',
  '#a4081a',
  '#840915',
];
export const green: MantineColorsTuple = [
  '#f1f9f3',
  '#dff3e5',
  '#c3e7ce',
  '#9fd7b2',
  '#75c492',
  '#4dad74',
  '#30945d',
  '#107f49',
  '#006938',
  '#00542c',
];
export const amber: MantineColorsTuple = [
  '#fcf6ee',
  '#f9eada',
  '#f2d7b9',
  '#e8bf90',
  '#dba361',
  '#c78833',
  '#ad6f0e',
  '#975b00',
  '#7f4700',
  '#663900',
];
/** Neutrals. Step 6 is the lightest text on white (4.95 : 1), step 5 the lightest border of a control (3.4 : 1). */
export const gray: MantineColorsTuple = [
  '#f9fafc',
  '#f1f4f6',
  '#e4e8eb',
  '#d0d5d9',
  '#acb2b8',
  '#868d95',
  '#646c74',
  '#4e565f',
  '#373e46',
  '#1c232a',
];
/** Neutrals of the dark scheme, from text (0) to canvas (8). Step 2 is the darkest text on step 6 (5.1 : 1), step 3 the darkest edge of a control there (3.3 : 1). */
export const dark: MantineColorsTuple = [
  '#e5e8ec',
  '#b9bec4',
  '#999fa6',
  '#787f87',
  '#464e56',
  '#373e46',
  '#272f36',
  '#1b2128',
  '#12181e',
  '#0b1015',
];
