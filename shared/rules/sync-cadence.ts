/** An event whose inventory is copied. Instants are UTC milliseconds. */
export type CadenceEvent = {
  eventCode: string;
  /** Null while undecided. */
  startsAt: number | null;
  isPublished: boolean;
  /** In what is active now. */
  isOffered: boolean;
  /** When a fan last held or tried to hold seats of it. */
  activityAt: number | null;
};
export type CadenceLimits = {
  /** Minutes between two summaries of an event: never less while the quota allows it, and never more. */
  fastestMinutes: number;
  slowestMinutes: number;
  /** Minutes in which the seats of every event are read whole once. */
  detailMinutes: number;
};
export type CadenceBudget = {
  /** Requests that syncing may make in 24 hours; null: as many as it likes. */
  perDay: number | null;
  /** What one call costs: 1 and its polls. */
  requestsPerCall: number;
  /** How many of the summaries show a change, so that the seats are read as well: 0 to 1. */
  changeShare: number;
};
/** Seconds between two summaries of each event, and between two whole readings of any. */
export type Cadence = { summarySeconds: ReadonlyMap<string, number>; detailSeconds: number };

const day = 24 * 60 * 60_000;
const minutesOfDay = 24 * 60;
/** After a fan's act the event is looked at often for so long. */
const activityLasts = 30 * 60_000;
/** Part of the day's requests that plans leave alone, for failures and staff. */
const spare = 0.1;
/** Part of what is planned that whole readings may take. */
const mostForDetails = 0.5;

/**
 * How often each event is looked at. A game of today as often as allowed, each day farther away by half of that again, up
 * to the slowest; what is not offered, or has no start, slowly. When the day's requests do not suffice for that, all wait
 * longer in proportion, so near games stay ahead of far ones. See docs/rules/inventory.md.
 */
export function cadenceOf(
  events: readonly CadenceEvent[],
  { now, limits, budget }: { now: number; limits: CadenceLimits; budget: CadenceBudget },
): Cadence {
  const someOffered = events.some(({ isOffered }) => isOffered);
  const wished = events.map((event) => ({ event, minutes: wish(event, { now, limits, someOffered }) }));
  const allowed = (budget.perDay ?? Number.POSITIVE_INFINITY) * (1 - spare);
  const details = (events.length * minutesOfDay * budget.requestsPerCall) / limits.detailMinutes;
  const forDetails = Math.min(details, allowed * mostForDetails);
  const perVisit = budget.requestsPerCall * (1 + budget.changeShare);
  const summaries = wished.reduce((sum, { minutes }) => sum + (minutesOfDay / minutes) * perVisit, 0);
  const stretch = Math.max(1, summaries / (allowed - forDetails));
  return {
    summarySeconds: new Map(wished.map(({ event, minutes }) => [event.eventCode, Math.ceil(minutes * stretch * 60)])),
    detailSeconds: Math.ceil(limits.detailMinutes * Math.max(1, details / forDetails || 1) * 60),
  };
}

type Situation = { now: number; limits: CadenceLimits; someOffered: boolean };

/** Minutes, before the quota is looked at. */
function wish(event: CadenceEvent, { now, limits, someOffered }: Situation): number {
  const { fastestMinutes, slowestMinutes } = limits;
  if (event.activityAt !== null && now - event.activityAt < activityLasts) return fastestMinutes;
  const isSlow = !event.isPublished || event.startsAt === null || (someOffered && !event.isOffered);
  if (isSlow || event.startsAt === null) return slowestMinutes;
  const days = Math.max(0, event.startsAt - now) / day;
  return Math.min(slowestMinutes, fastestMinutes * (1 + Math.max(0, days - 1) / 2));
}
