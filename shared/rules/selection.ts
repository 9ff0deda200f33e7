import { type ChoiceGroup, type ChoiceSpace, type Tally, tally } from './choice-space.ts';
import { type Finding, finding } from './finding.ts';

/** Why an event cannot be added; `groups` are those the remaining places are kept for. */
export type Refusal =
  | { reason: 'not_available' }
  | { reason: 'group_full'; group: string; maxEvents: number }
  | { reason: 'selection_full'; maxEvents: number }
  | { reason: 'needed_elsewhere'; groups: readonly string[] }
  | { reason: 'impossible' };

/** True if events can be added to reach a legal basket; the proof is in docs/rules/selection.md. */
export function canComplete(space: ChoiceSpace, basket: ReadonlySet<string>): boolean {
  return isOpen(space, tally(space, basket)) && strangers(space, basket).length === 0;
}

/** True if the basket is legal as it is. */
export function isComplete(space: ChoiceSpace, basket: ReadonlySet<string>): boolean {
  const { counts, chosen, groupsFit } = tally(space, basket);
  const filled = space.groups.every((group, index) => (counts[index] ?? 0) >= group.minEvents);
  return (
    groupsFit && filled && between(chosen, space.minEvents, space.maxEvents) && strangers(space, basket).length === 0
  );
}

/** For each event of the space that is not in the basket: null when it may be added, else why not. */
export function nextChoices(space: ChoiceSpace, basket: ReadonlySet<string>): Map<string, Refusal | null> {
  const state = tally(space, basket);
  const isClean = strangers(space, basket).length === 0;
  const answers = new Map<string, Refusal | null>();
  space.groups.forEach((group, index) => {
    const refusal = isClean && isOpen(space, state) ? refusalIn(space, state, group, index) : refusalOf('impossible');
    for (const code of group.eventCodes) if (!basket.has(code)) answers.set(code, refusal);
  });
  return answers;
}

/** What to tell the fan, the most useful first. No error means the basket can be bought. */
export function selectionFindings(space: ChoiceSpace, basket: ReadonlySet<string>): Finding[] {
  const state = tally(space, basket);
  const unknown = strangers(space, basket).map((eventCode) =>
    finding('error', 'selection.event_not_offered', `/events/${eventCode}`, { eventCode }),
  );
  if (unknown.length > 0) return unknown;
  const groups = space.groups.flatMap((group, index) => groupFindings(group, state.counts[index] ?? 0));
  const short = space.minEvents - state.chosen;
  const over = state.chosen - space.maxEvents;
  const whole = [
    ...(over > 0 ? [finding('error', 'selection.over', '/events', { over, maxEvents: space.maxEvents })] : []),
    ...(short > 0
      ? [finding('error', 'selection.short', '/events', { missing: short, minEvents: space.minEvents })]
      : []),
  ];
  const dead =
    groups.every(({ code }) => code !== 'selection.group_over') && over <= 0 && !isOpen(space, state)
      ? [finding('error', 'selection.cannot_complete', '/events')]
      : [];
  const all = [...dead, ...groups, ...whole];
  return all.length > 0 ? all : [finding('info', 'selection.complete', '/events', { count: state.chosen })];
}

function groupFindings(group: ChoiceGroup, count: number): Finding[] {
  const { id, minEvents, maxEvents } = group;
  if (count > maxEvents) {
    return [
      finding('error', 'selection.group_over', `/groups/${id}`, { group: id, over: count - maxEvents, maxEvents }),
    ];
  }
  if (count >= minEvents) return [];
  return [
    finding('error', 'selection.group_short', `/groups/${id}`, { group: id, missing: minEvents - count, minEvents }),
  ];
}

function refusalIn(space: ChoiceSpace, state: Tally, group: ChoiceGroup, index: number): Refusal | null {
  const count = state.counts[index] ?? 0;
  if (count >= group.maxEvents) return { reason: 'group_full', group: group.id, maxEvents: group.maxEvents };
  if (state.chosen >= space.maxEvents) return { reason: 'selection_full', maxEvents: space.maxEvents };
  const least = state.least + (count >= group.minEvents ? 1 : 0);
  if (least <= space.maxEvents) return null;
  const short = space.groups.filter((other, at) => (state.counts[at] ?? 0) < other.minEvents);
  return { reason: 'needed_elsewhere', groups: short.map(({ id }) => id) };
}

function refusalOf(reason: 'impossible' | 'not_available'): Refusal {
  return { reason };
}

function isOpen(space: ChoiceSpace, { least, most, groupsFit }: Tally): boolean {
  return groupsFit && least <= space.maxEvents && most >= space.minEvents && space.minEvents <= space.maxEvents;
}

/** Events in the basket that the space does not hold: of another pack, or not available any more. */
function strangers(space: ChoiceSpace, basket: ReadonlySet<string>): string[] {
  let known = codes.get(space);
  if (known === undefined) {
    known = new Set(space.groups.flatMap((group) => group.eventCodes));
    codes.set(space, known);
  }
  const found: string[] = [];
  for (const code of basket) if (!known.has(code)) found.push(code);
  return found;
}

/** A space is never changed in place. */
const codes = new WeakMap<ChoiceSpace, ReadonlySet<string>>();

function between(value: number, least: number, most: number): boolean {
  return value >= least && value <= most;
}
