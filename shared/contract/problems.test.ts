import { describe, expect, test } from 'vitest';
import { problems } from './problems.ts';

describe('the table of problems', () => {
  test.each(Object.entries(problems))('%s has a status of an error, a title, and says what to do', (code, entry) => {
    const [status, title, detail] = entry;
    expect(code).toMatch(/^[a-z_]+(\.[a-z_]+)+$/);
    expect(status).toBeGreaterThanOrEqual(400);
    expect(status).toBeLessThan(600);
    expect(title, 'the same whatever happened').toMatch(/^\p{Lu}[^{}]*[^.]$/u);
    expect(detail).toMatch(/[.!?]$|\}$/);
  });
});
