import type { EventState } from '../../../shared/contract/events.ts';
import { requireStore, type StoreCtx, transaction } from '../../core/ctx.ts';
import { type FieldError, problem } from '../../core/problem.ts';
import * as audit from '../audit/audit.service.ts';
import { holdOpen } from '../stores/stores.states.service.ts';
import { findVenue } from '../venues/venues.service.ts';
import type { VenueFacts } from '../venues/venues.types.ts';
import { readEvents } from './events.details.service.ts';
import { announceEvents } from './events.news.service.ts';
import * as states from './events.states.repository.ts';
import type { EventDetails } from './events.types.ts';

type Refusal = Pick<FieldError, 'code' | 'message'>;
type Act = {
  action: string;
  to: EventState;
  from: readonly EventState[];
  /** There already. In any other state the event is refused. */
  leaves: readonly EventState[];
  needsVenue: boolean;
};

/** An event is published with a venue, and whatever is decided of its date and time by then is fixed. */
export function publishEvents(ctx: StoreCtx, ids: readonly string[]): Promise<EventDetails[]> {
  return changeStates(ctx, ids, {
    action: 'events.publish',
    to: 'published',
    from: ['draft'],
    leaves: ['published'],
    needsVenue: true,
  });
}

export function unpublishEvents(ctx: StoreCtx, ids: readonly string[]): Promise<EventDetails[]> {
  return changeStates(ctx, ids, {
    action: 'events.unpublish',
    to: 'draft',
    from: ['published'],
    leaves: ['draft'],
    needsVenue: false,
  });
}

/** An archived event keeps all its data and cannot be edited. */
export function archiveEvents(ctx: StoreCtx, ids: readonly string[]): Promise<EventDetails[]> {
  return changeStates(ctx, ids, {
    action: 'events.archive',
    to: 'archived',
    from: ['draft', 'published'],
    leaves: ['archived'],
    needsVenue: false,
  });
}

/** As drafts, whatever they were before. */
export function unarchiveEvents(ctx: StoreCtx, ids: readonly string[]): Promise<EventDetails[]> {
  return changeStates(ctx, ids, {
    action: 'events.unarchive',
    to: 'draft',
    from: ['archived'],
    leaves: ['draft', 'published'],
    needsVenue: false,
  });
}

/** All or none. Those that are there already stay as they are; if one is refused, each of those is named. */
async function changeStates(ctx: StoreCtx, given: readonly string[], act: Act): Promise<EventDetails[]> {
  requireStore(ctx, 'store.catalogue.publish');
  const ids = [...new Set(given)];
  return transaction(ctx, async (ctx) => {
    await holdOpen(ctx);
    const locked = new Map((await states.lock(ctx.store.db, ids)).map((event) => [event.id, event]));
    const venues = await venuesOf(ctx, act.needsVenue ? [...locked.values()] : []);
    const errors = ids.flatMap((id): FieldError[] => {
      const refusal = refusalOf(locked.get(id), act, venues);
      return refusal === null ? [] : [{ at: `/body/eventIds/${given.indexOf(id)}`, ...refusal }];
    });
    if (errors.length > 0) throw problem('event.bulk_refused', { count: errors.length }, { errors });
    const changing = [...locked.values()].filter(({ state }) => act.from.includes(state));
    if (changing.length > 0) await change(ctx, changing, act);
    return readEvents(ctx, ids);
  });
}

async function change(ctx: StoreCtx, changing: readonly states.LockedEvent[], { action, to }: Act) {
  const publishedAt = to === 'published' ? ctx.clock.now() : null;
  await states.setState(ctx.store.db, { ids: changing.map(({ id }) => id), state: to, publishedAt });
  for (const { id, code, state, version } of changing) {
    const subject = { type: 'event', id, name: code, version: version + 1 };
    await audit.record(ctx, { action, subject, before: { state }, after: { state: to } });
  }
  await announceEvents(ctx, changing);
}

type Venues = ReadonlyMap<string, VenueFacts>;

async function venuesOf(ctx: StoreCtx, events: readonly states.LockedEvent[]): Promise<Venues> {
  const venues = new Map<string, VenueFacts>();
  for (const id of new Set(events.flatMap(({ venueId }) => venueId ?? []))) {
    const venue = await findVenue(ctx, id);
    if (venue !== null) venues.set(id, venue);
  }
  return venues;
}

function refusalOf(event: states.LockedEvent | undefined, act: Act, venues: Venues): Refusal | null {
  if (event === undefined) return { code: 'event.not_found', message: 'There is no such event.' };
  const { state, name, code, venueId } = event;
  if (act.leaves.includes(state)) return null;
  if (!act.from.includes(state)) return { code: `event.${state}`, message: `${name} (${code}) is ${state}.` };
  if (!act.needsVenue) return null;
  const venue = venues.get(venueId ?? '');
  if (venue === undefined) return { code: 'event.no_venue', message: `${name} (${code}) has no venue.` };
  if (!venue.isArchived) return null;
  return { code: 'venue.archived', message: `${name} (${code}) is at ${venue.name}, which is archived.` };
}
