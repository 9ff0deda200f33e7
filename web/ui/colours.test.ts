import { expect, it } from 'vitest';
import { contrastRatio, shapeContrast } from '../../shared/rules/contrast.ts';
import { dark, gray, petrol } from './colours.ts';

/** Edges of controls, each with the surfaces they stand on: panels, sunken bars and heads of tables, the page. */
it.each([
  ['light', gray[5], ['#ffffff', gray[1], gray[0]]],
  ['dark', dark[3], [dark[7], dark[6], dark[8]]],
  ['dark, of what is checked', petrol[4], [dark[7], dark[6], dark[8]]],
  ['light, of what is checked', petrol[8], ['#ffffff', gray[1], gray[0]]],
])('the edge of a control is seen on every surface: %s', (_, edge, surfaces) => {
  for (const surface of surfaces) expect(contrastRatio(edge, surface)).toBeGreaterThanOrEqual(shapeContrast);
});
