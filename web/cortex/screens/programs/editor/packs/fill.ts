/** How a suggestion divides events over lists. */
export type FillBy = 'weekday' | 'opponent' | 'spread';

/** What fill looks at of an event; days are those of the venue. */
export type FillEvent = { code: string; on: string | null; opponent: string | null };
export type FillGroup = { key: string; label: string; codes: readonly string[] };

/** Group by group, the list its events go to; null: to none. */
export type Assignment = ReadonlyMap<string, string | null>;

const weekdays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
const unknown = 'unknown';

/** The events by weekday, from Monday on, or by opponent; those without one come last. */
export function groupsOf(events: readonly FillEvent[], by: 'weekday' | 'opponent'): FillGroup[] {
  const codes = new Map<string, string[]>();
  for (const event of events) {
    const key = (by === 'weekday' ? weekdayOf(event.on) : event.opponent) ?? unknown;
    codes.set(key, [...(codes.get(key) ?? []), event.code]);
  }
  const keys = by === 'weekday' ? weekdays : [...codes.keys()].filter((key) => key !== unknown).sort();
  const none = by === 'weekday' ? 'No date yet' : 'No opponent';
  return [...keys, unknown].flatMap((key) => {
    const found = codes.get(key);
    return found === undefined ? [] : [{ key, label: key === unknown ? none : key, codes: found }];
  });
}

function weekdayOf(on: string | null): string | null {
  if (on === null) return null;
  return weekdays[(new Date(`${on}T00:00:00.000Z`).getUTCDay() + 6) % 7] ?? null;
}

const weekend = ['Friday', 'Saturday', 'Sunday'];

/**
 * What to begin with: Friday to Sunday in the first list and the other days dealt over the rest; opponents dealt so that
 * the lists come out about equal. One list alone gets the weekend, or everybody.
 */
export function suggest(
  groups: readonly FillGroup[],
  lanes: readonly string[],
  by: 'weekday' | 'opponent',
): Assignment {
  const [first = null, ...rest] = lanes;
  const known = groups.filter(({ key }) => key !== unknown);
  if (by === 'weekday') {
    const others = known.filter(({ key }) => !weekend.includes(key));
    const dealt = dealEvenly(others, rest);
    const ofDays = known.map(({ key }): [string, string | null] => [
      key,
      weekend.includes(key) ? first : (dealt.get(key) ?? null),
    ]);
    return new Map([...ofDays, [unknown, null]]);
  }
  return new Map([...dealEvenly(known, lanes), [unknown, null]]);
}

/** The largest group first, each to the list that has the fewest so far. */
function dealEvenly(groups: readonly FillGroup[], lanes: readonly string[]): Map<string, string | null> {
  const counts = new Map(lanes.map((lane) => [lane, 0]));
  const dealt = new Map<string, string | null>();
  for (const { key, codes } of [...groups].sort((one, other) => other.codes.length - one.codes.length)) {
    const [emptiest] = [...counts].sort(([, one], [, other]) => one - other);
    dealt.set(key, emptiest?.[0] ?? null);
    if (emptiest !== undefined) counts.set(emptiest[0], emptiest[1] + codes.length);
  }
  return dealt;
}

/** List by list, the events that the groups bring, in the order of the season. */
export function filled(
  events: readonly FillEvent[],
  groups: readonly FillGroup[],
  assignment: Assignment,
): Map<string, string[]> {
  const laneOf = new Map(groups.flatMap(({ key, codes }) => codes.map((code) => [code, assignment.get(key) ?? null])));
  const lanes = new Map<string, string[]>();
  for (const { code } of events) {
    const lane = laneOf.get(code) ?? null;
    if (lane !== null) lanes.set(lane, [...(lanes.get(lane) ?? []), code]);
  }
  return lanes;
}

/**
 * So many events at about equal distances over the season, dealt to the lists in turn, so that each list too has some of
 * every part of it.
 */
export function spread(events: readonly FillEvent[], lanes: readonly string[], count: number): Map<string, string[]> {
  const wanted = Math.min(count, events.length);
  const filledLanes = new Map<string, string[]>();
  for (let turn = 0; turn < wanted; turn += 1) {
    const event = events[Math.floor(((turn + 0.5) * events.length) / wanted)];
    const lane = lanes[turn % lanes.length];
    if (event !== undefined && lane !== undefined) {
      filledLanes.set(lane, [...(filledLanes.get(lane) ?? []), event.code]);
    }
  }
  return filledLanes;
}
