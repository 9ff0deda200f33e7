import { expect, it } from 'vitest';
import { makeFaults } from './faults.ts';
import type { FaultRule } from './types.ts';

const isCommand = (name: string) => ['ping', 'seats_hold'].includes(name);

/** For each call in turn the faults it meets. */
function meetings(rules: readonly FaultRule[], calls: number, { seed = 1, cmd = 'ping', isPoll = false } = {}) {
  const faults = makeFaults(seed, isCommand);
  for (const rule of rules) faults.add(rule);
  return Array.from({ length: calls }, () => faults.meet(cmd, isPoll).map(({ fault }) => fault));
}

it('a rule meets its command always, others never, and * every one', () => {
  expect(meetings([{ cmd: 'ping', fault: '503' }], 2)).toEqual([['503'], ['503']]);
  expect(meetings([{ cmd: 'seats_hold', fault: '503' }], 2)).toEqual([[], []]);
  expect(meetings([{ cmd: '*', fault: '503' }], 1)).toEqual([['503']]);
});

it('times, nth and both say how often', () => {
  expect(meetings([{ cmd: 'ping', fault: '429', times: 2 }], 3)).toEqual([['429'], ['429'], []]);
  expect(meetings([{ cmd: 'ping', fault: '429', nth: 2 }], 3)).toEqual([[], ['429'], []]);
});

it('several rules meet one call, oldest first', () => {
  const rules: FaultRule[] = [
    { cmd: 'ping', fault: 'latency' },
    { cmd: '*', fault: 'half' },
  ];
  expect(meetings(rules, 1)).toEqual([['latency', 'half']]);
});

it('a rule for polls meets polls only', () => {
  const rules: FaultRule[] = [{ cmd: 'ping', fault: '503', onPoll: true }];
  expect(meetings(rules, 1)).toEqual([[]]);
  expect(meetings(rules, 1, { isPoll: true })).toEqual([['503']]);
});

it('a probability gives the same calls for the same seed, and others for another', () => {
  const rule: FaultRule = { cmd: 'ping', fault: '503', probability: 0.3 };
  const once = meetings([rule], 1000);
  expect(meetings([rule], 1000)).toEqual(once);
  expect(meetings([rule], 1000, { seed: 2 })).not.toEqual(once);
  expect(meetings([{ ...rule, seed: 7 }], 1000, { seed: 2 })).toEqual(meetings([{ ...rule, seed: 7 }], 1000));
  const hits = once.flat().length;
  expect(hits).toBeGreaterThan(250);
  expect(hits).toBeLessThan(350);
});

it('two rules of one seed and probability do not meet the same calls', () => {
  const rule: FaultRule = { cmd: 'ping', fault: '503', probability: 0.5 };
  const sizes = meetings([rule, { ...rule, fault: 'latency' }], 200).map(({ length }) => length);
  expect(new Set(sizes)).toEqual(new Set([0, 1, 2]));
});

it('rules are listed with what they did, and taken away one by one or all', () => {
  const faults = makeFaults(1, isCommand);
  const first = faults.add({ cmd: 'ping', fault: '503', nth: 2 });
  const second = faults.add({ cmd: '*', fault: 'poll', count: 3 });
  faults.meet('ping', false);
  faults.meet('ping', false);
  expect(faults.list()).toEqual([
    { cmd: 'ping', fault: '503', nth: 2, onPoll: false, id: first.id, matched: 2, fired: 1 },
    { cmd: '*', fault: 'poll', count: 3, onPoll: false, id: second.id, matched: 2, fired: 2 },
  ]);
  faults.clear(first.id);
  expect(faults.list().map(({ id }) => id)).toEqual([second.id]);
  faults.clear();
  expect(faults.meet('ping', false)).toEqual([]);
});

it.each([
  [{ cmd: 'pong', fault: '503' }, 'cmd: there is no command pong'],
  [{ cmd: 'ping', fault: '504' }, 'fault must be one of latency'],
  [{ cmd: 'ping', fault: '503', chance: 1 }, 'unknown: chance'],
  [{ cmd: 'ping', fault: '503', probability: 2 }, 'probability must be a number from 0 to 1'],
  [{ cmd: 'ping', fault: '503', times: 0.5 }, 'times must be a whole number of at least 1'],
  [{ cmd: 'ping', fault: 'refuse', onPoll: true }, 'refuse is about the work'],
  [{ fault: '503' }, 'cmd is missing'],
])('%j is refused', (rule, message) => {
  expect(() => makeFaults(1, isCommand).add(rule as FaultRule)).toThrow(message);
});
