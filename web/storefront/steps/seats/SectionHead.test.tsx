import { renderHook } from '@testing-library/react';
import { expect, test } from 'vitest';
import { makeSeatField } from '../../../../shared/rules/seat-field.ts';
import { useSectionAt } from './SectionHead.tsx';

const sections = ['112', '113'].map((name) => [name, [['8', 1, 'AAAA']]] as [string, [string, number, string][]]);
const field = makeSeatField({ sections }, null);
const [inFirst, inSecond] = [0, 4];

test('a fan is at the section they opened until they pick in another one', () => {
  const opened = { sectionName: '113', picked: inFirst as number | undefined };
  const { result, rerender } = renderHook(({ sectionName, picked }) => useSectionAt(field, sectionName, picked), {
    initialProps: opened,
  });
  expect(result.current).toBe('113');
  rerender({ ...opened, picked: inFirst + 1 });
  expect(result.current).toBe('112');
  rerender({ ...opened, picked: inSecond });
  expect(result.current).toBe('113');
  rerender({ ...opened, picked: undefined });
  expect(result.current).toBe('113');
});
