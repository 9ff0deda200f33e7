import { z } from 'zod';
import { StoreParams } from './common.ts';
import { Stage } from './program-content.ts';
import { defineRoutes } from './route.ts';

/**
 * Every topic of news, with what it carries. `staff` news goes to open Cortex pages of its store; `nodes` news only to
 * the processes of the product. News says what changed, not how: whoever hears it reads again.
 */
export const liveTopics = {
  'store.changed': { audience: 'staff', data: z.strictObject({ version: z.int() }) },
  'settings.changed': { audience: 'staff', data: z.strictObject({ name: z.string(), version: z.int() }) },
  /** Without a stage: its name or state, or it is new. */
  'program.changed': {
    audience: 'staff',
    data: z.strictObject({ programId: z.uuid(), stage: Stage.nullable(), version: z.int() }),
  },
  /** Somebody opened the editor of a program, went to another stage or left. */
  'program.presence': { audience: 'staff', data: z.strictObject({ programId: z.uuid() }) },
  'venues.changed': { audience: 'staff', data: z.strictObject({ venueId: z.uuid() }) },
  'events.changed': {
    audience: 'staff',
    data: z.strictObject({ eventIds: z.array(z.uuid()), eventCodes: z.array(z.string()) }),
  },
  'categories.changed': { audience: 'staff', data: z.strictObject({ version: z.int() }) },
  'suites.changed': { audience: 'staff', data: z.strictObject({ suiteId: z.uuid() }) },
  'suite_types.changed': { audience: 'staff', data: z.strictObject({ suiteTypeId: z.uuid() }) },
  /** Free seats or amounts of an event, at its new revision. */
  'inventory.changed': {
    audience: 'staff',
    data: z.strictObject({
      eventCode: z.string(),
      revision: z.int(),
      sectionNames: z.array(z.string()),
      hasNewPrices: z.boolean(),
    }),
  },
  /** A sync that staff asked for went on, or is over. */
  'inventory.run': { audience: 'staff', data: z.strictObject({ runId: z.uuid() }) },
  'program.published': { audience: 'staff', data: z.strictObject({ programId: z.uuid(), number: z.int() }) },
  /** What is active or planned. */
  'lifecycle.changed': { audience: 'staff', data: z.strictObject({ revision: z.int() }) },
  /** A vendor account was edited, or a store was connected to another one: what is open of either is opened anew. */
  'vendors.changed': {
    audience: 'nodes',
    data: z.strictObject({ accountId: z.uuid(), storeId: z.uuid().nullable() }),
  },
  /** Nobody calls the vendor of this account before `until`. */
  'vendors.refusing': { audience: 'nodes', data: z.strictObject({ accountId: z.uuid(), until: z.iso.datetime() }) },
} as const satisfies Record<string, { audience: 'staff' | 'nodes'; data: z.ZodObject }>;

export type LiveTopic = keyof typeof liveTopics;
export const liveTopicNames = Object.keys(liveTopics).filter(isLiveTopic);
export function isLiveTopic(name: string): name is LiveTopic {
  return Object.hasOwn(liveTopics, name);
}
export type LiveData<T extends LiveTopic> = z.output<(typeof liveTopics)[T]['data']>;

/** The event that says: changes may have been missed, read everything again. */
export const liveGap = 'live.gap';

export const liveRoutes = defineRoutes({
  streamStoreNews: {
    method: 'GET',
    path: '/api/stores/{storeKey}/live',
    summary: 'News of a store as server-sent events: the event is the topic, its data JSON; resumes by Last-Event-ID',
    access: 'store.view',
    params: StoreParams,
    produces: 'text/event-stream',
  },
});
