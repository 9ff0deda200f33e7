import { describe, expect, it } from 'vitest';
import { type ConfirmFacts, judge } from './confirmRules.ts';

const clean: ConfirmFacts = {
  mode: 'now',
  errorCount: 0,
  mayOverride: false,
  isConfirmed: false,
  reason: '',
  isPlanReady: false,
};

describe('a switch now', () => {
  it('waits for the checks', () => {
    expect(judge({ ...clean, errorCount: null }).isAllowed).toBe(false);
    expect(judge(clean)).toEqual({ isAllowed: true, isOverride: false, why: null });
  });

  it('to a program with errors is closed to whoever may not override, also when confirmed', () => {
    const asked = judge({ ...clean, errorCount: 2, isConfirmed: true, reason: 'it must be' });
    expect([asked.isAllowed, asked.isOverride]).toEqual([false, false]);
  });

  it('to a program with errors needs permission, a confirmation and a reason', () => {
    const errors = { ...clean, errorCount: 2, mayOverride: true };
    expect(judge(errors).isAllowed).toBe(false);
    expect(judge({ ...errors, isConfirmed: true }).isAllowed).toBe(false);
    expect(judge({ ...errors, isConfirmed: true, reason: ' x ' }).isAllowed).toBe(false);
    expect(judge({ ...errors, isConfirmed: true, reason: 'it must be' })).toEqual({
      isAllowed: true,
      isOverride: true,
      why: null,
    });
  });
});

describe('a plan', () => {
  it('needs its times, and is never refused for what the checks say today', () => {
    expect(judge({ ...clean, mode: 'plan', errorCount: 5 }).isAllowed).toBe(false);
    expect(judge({ ...clean, mode: 'plan', errorCount: 5, isPlanReady: true }).isAllowed).toBe(true);
    expect(judge({ ...clean, mode: 'plan', errorCount: null, isPlanReady: true }).isAllowed).toBe(true);
  });
});

describe('closing the store', () => {
  it('needs a reason and nothing else', () => {
    expect(judge({ ...clean, mode: 'close', errorCount: 9 }).isAllowed).toBe(false);
    expect(judge({ ...clean, mode: 'close', errorCount: 9, reason: 'a flood' }).isAllowed).toBe(true);
  });
});
