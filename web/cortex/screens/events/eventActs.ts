import type { Event } from '../../../../shared/contract/events.ts';

export const acts = ['publish', 'unpublish', 'archive', 'unarchive'] as const;
export type EventAct = (typeof acts)[number];

export const actWords: Record<EventAct, { verb: string; done: string; means: string; isDanger: boolean }> = {
  publish: {
    verb: 'Publish',
    done: 'published',
    means: 'Fans can be offered them. Venue, date and time are fixed from then on; unpublishing loosens them again.',
    isDanger: false,
  },
  unpublish: {
    verb: 'Unpublish',
    done: 'drafts again',
    means: 'No program offers them any more, also the active one. Orders stay as they are. You can publish them again.',
    isDanger: true,
  },
  archive: {
    verb: 'Archive',
    done: 'archived',
    means: 'They leave the lists and their seats are read no more. Orders stay as they are. You can unarchive them.',
    isDanger: true,
  },
  unarchive: {
    verb: 'Unarchive',
    done: 'drafts again',
    means: 'They come back as drafts and their seats are read again.',
    isDanger: false,
  },
};

const from: Record<EventAct, readonly Event['state'][]> = {
  publish: ['draft'],
  unpublish: ['published'],
  archive: ['draft', 'published'],
  unarchive: ['archived'],
};

/** Those of the events to which the act does something. */
export function concernedBy<E extends Pick<Event, 'state'>>(act: EventAct, events: readonly E[]): readonly E[] {
  return events.filter(({ state }) => from[act].includes(state));
}

/** The acts that do something to at least one of the events. */
export function actsFor(events: readonly Pick<Event, 'state'>[]): readonly EventAct[] {
  return acts.filter((act) => concernedBy(act, events).length > 0);
}
