import { expect, it } from 'vitest';
import { makeScrollRule } from './scrollRule.ts';

it('another screen, part or page starts at its top; a filter and an undo stay where they are', () => {
  const starts = makeScrollRule();
  const at = (pathname: string, search: Record<string, unknown> = {}) => starts({ location: { pathname, search } });
  expect(at('/stores/flex/vendor')).toBe(true);
  expect(at('/stores/flex/vendor', { outcome: 'done' })).toBe(false);
  expect(at('/stores/flex/vendor', { outcome: 'done', cursor: 'c' })).toBe(true);
  expect(at('/stores/flex/settings', { group: 'legal' })).toBe(true);
  expect(at('/stores/flex/settings', { group: 'brand' })).toBe(true);
  expect(at('/stores/flex/programs/1/pricing')).toBe(true);
  expect(at('/stores/flex/programs/1/pricing', { preview: true })).toBe(false);
  expect(at('/stores/flex/programs/1/pricing')).toBe(false);
});
