import { describe, expect, it } from 'vitest';
import { messageTypes } from '../../../../shared/contract/webhooks.messages.ts';
import type { Endpoint } from './webhooksApi.ts';
import { attemptLook, endpointLook, lastInWords, readable, typeWords } from './webhookWords.ts';

const endpoint = { isOn: true, offBecause: null, failingSince: null } as Endpoint;

describe('an endpoint in a word', () => {
  it('says whether it is on, and why not', () => {
    const looks = [
      endpoint,
      { ...endpoint, failingSince: '2026-11-22T00:00:00.000Z' },
      { ...endpoint, isOn: false, offBecause: 'staff' as const },
      { ...endpoint, isOn: false, offBecause: 'failing' as const },
    ].map((one) => endpointLook(one).label);
    expect(looks).toEqual(['On', 'Failing', 'Off', 'Off: failing for three days']);
  });
});

describe('a delivery in words', () => {
  it('says what the last attempt came to', () => {
    expect(lastInWords({ lastStatus: null, lastFailure: null })).toBeNull();
    expect(lastInWords({ lastStatus: 200, lastFailure: null })).toBe('answered 200');
    expect(lastInWords({ lastStatus: 500, lastFailure: 'not 2xx' })).toBe('500: not 2xx');
    expect(lastInWords({ lastStatus: null, lastFailure: 'no answer' })).toBe('no answer');
  });

  it('says how each attempt went', () => {
    const attempt = { number: 1, startedAt: '', durationMs: 5, status: 200, failure: null, answer: null };
    expect(attemptLook(attempt).tone).toBe('positive');
    expect(attemptLook({ ...attempt, status: 500, failure: 'no' })).toEqual({ tone: 'danger', label: 'Answered 500' });
    expect(attemptLook({ ...attempt, status: null, durationMs: null }).label).toBe('Under way');
  });
});

describe('messages', () => {
  it('have words for every type', () => {
    expect(Object.keys(typeWords).sort()).toEqual([...messageTypes].sort());
  });

  it('are shown with indentation, or as they are', () => {
    expect(readable('{"a":1}')).toBe('{\n  "a": 1\n}');
    expect(readable('not json')).toBe('not json');
  });
});
