import { InputError, isFields, optionalNumber, refuseUnknown, text } from './fields.ts';
import { type Random, seededRandom } from './random.ts';
import { isAboutTheWork } from './spoiling.ts';
import { type ActiveFault, type FaultRule, faultNames } from './types.ts';

/** The rules by which the sandbox misbehaves. The same calls in the same order meet the same faults. */
export type Faults = {
  add: (rule: FaultRule) => ActiveFault;
  list: () => readonly ActiveFault[];
  clear: (id?: number) => void;
  /** The rules that this call meets, oldest first. */
  meet: (cmd: string, isPoll: boolean) => readonly FaultRule[];
};

type Kept = { rule: ActiveFault; random: Random };

export function makeFaults(seed: number, isCommand: (name: string) => boolean): Faults {
  let kept: readonly Kept[] = [];
  let added = 0;
  return {
    add(given) {
      const rule = readRule(given);
      if (rule.cmd !== '*' && !isCommand(rule.cmd)) throw new InputError(`cmd: there is no command ${rule.cmd}`);
      added += 1;
      const active: ActiveFault = { ...rule, id: added, matched: 0, fired: 0 };
      kept = [...kept, { rule: active, random: seededRandom(rule.seed ?? seed + added) }];
      return active;
    },
    list: () => kept.map(({ rule }) => ({ ...rule })),
    clear(id) {
      kept = id === undefined ? [] : kept.filter(({ rule }) => rule.id !== id);
    },
    meet: (cmd, isPoll) =>
      kept.length === 0 ? none : kept.filter((one) => fires(one, cmd, isPoll)).map(({ rule }) => rule),
  };
}

const none: readonly FaultRule[] = [];

function fires({ rule, random }: Kept, cmd: string, isPoll: boolean): boolean {
  if ((rule.cmd !== '*' && rule.cmd !== cmd) || (rule.onPoll ?? false) !== isPoll) return false;
  rule.matched += 1;
  const isDrawn = random() < (rule.probability ?? 1);
  const isDue = rule.nth === undefined || rule.matched === rule.nth;
  const isLeft = rule.times === undefined || rule.fired < rule.times;
  if (!isDrawn || !isDue || !isLeft) return false;
  rule.fired += 1;
  return true;
}

/** A rule as it may be sent: checked, with its known fields only. */
export function readRule(given: unknown): FaultRule {
  if (!isFields(given)) throw new InputError('a fault is an object');
  refuseUnknown(given, fieldNames);
  const name = text(given, 'fault');
  const fault = faultNames.find((one) => one === name);
  if (fault === undefined) throw new InputError(`fault must be one of ${faultNames.join(', ')}`);
  const onPoll = given.onPoll ?? false;
  if (typeof onPoll !== 'boolean') throw new InputError('onPoll must be true or false');
  if (onPoll && isAboutTheWork(fault)) throw new InputError(`${fault} is about the work, and a poll does none`);
  const rule: FaultRule = { cmd: text(given, 'cmd'), fault, onPoll };
  for (const [field, bounds] of Object.entries(numbers)) {
    const value = optionalNumber(given, field, bounds);
    if (value !== null) Object.assign(rule, { [field]: value });
  }
  return rule;
}

const numbers = {
  probability: { least: 0, most: 1, whole: false },
  times: { least: 1 },
  nth: { least: 1 },
  delayMs: { least: 0, most: 600_000 },
  code: { least: 1 },
  count: { least: 1, most: 1000 },
  percent: { least: 1, most: 1000 },
  seed: {},
};
const fieldNames = ['cmd', 'fault', 'onPoll', ...Object.keys(numbers)];
