import { dayOf, optional, textOf } from './search.ts';

/** What the addresses of the screens of orders, fans, insights and webhooks may carry after `?`. */

type Raw = Record<string, unknown>;

export const orderStates = ['sold', 'partly_returned', 'returned', 'without_tickets'] as const;
export type OrdersSearch = {
  view?: 'unfinished' | 'failed' | undefined;
  text?: string | undefined;
  program?: string | undefined;
  event?: string | undefined;
  state?: (typeof orderStates)[number] | undefined;
  attention?: 'yes' | undefined;
  from?: string | undefined;
  until?: string | undefined;
  cursor?: string | undefined;
};

export function ordersSearch(raw: Raw): OrdersSearch {
  return {
    ...optional('view', oneOf(['unfinished', 'failed'], raw.view)),
    ...optional('text', textOf(raw.text)?.slice(0, 100)),
    ...optional('program', idOf(raw.program)),
    ...optional('event', textOf(raw.event)?.slice(0, 64)),
    ...optional('state', oneOf(orderStates, raw.state)),
    ...optional('attention', oneOf(['yes'], raw.attention)),
    ...optional('from', dayOf(raw.from)),
    ...optional('until', dayOf(raw.until)),
    ...optional('cursor', textOf(raw.cursor)),
  };
}

export type FansSearch = { text?: string | undefined; group?: string | undefined; cursor?: string | undefined };

export function fansSearch(raw: Raw): FansSearch {
  return {
    ...optional('text', textOf(raw.text)?.slice(0, 100)),
    ...optional('group', textOf(raw.group)?.slice(0, 100)),
    ...optional('cursor', textOf(raw.cursor)),
  };
}

export const insightViews = ['funnel', 'interest', 'comparison'] as const;
export type InsightsSearch = {
  /** Sales when it is not said. */
  view?: (typeof insightViews)[number] | undefined;
  from?: string | undefined;
  until?: string | undefined;
  /** Of the interest in games; of all programs when it is not said. */
  program?: string | undefined;
  one?: string | undefined;
  other?: string | undefined;
};

export function insightsSearch(raw: Raw): InsightsSearch {
  return {
    ...optional('view', oneOf(insightViews, raw.view)),
    ...optional('from', dayOf(raw.from)),
    ...optional('until', dayOf(raw.until)),
    ...optional('program', idOf(raw.program)),
    ...optional('one', idOf(raw.one)),
    ...optional('other', idOf(raw.other)),
  };
}

export const deliveryStates = ['waiting', 'delivered', 'failed'] as const;
export type WebhooksSearch = {
  view?: 'deliveries' | undefined;
  endpoint?: string | undefined;
  type?: string | undefined;
  state?: (typeof deliveryStates)[number] | undefined;
  from?: string | undefined;
  until?: string | undefined;
  cursor?: string | undefined;
};

export function webhooksSearch(raw: Raw): WebhooksSearch {
  return {
    ...optional('view', oneOf(['deliveries'], raw.view)),
    ...optional('endpoint', idOf(raw.endpoint)),
    ...optional('type', textOf(raw.type)?.slice(0, 100)),
    ...optional('state', oneOf(deliveryStates, raw.state)),
    ...optional('from', dayOf(raw.from)),
    ...optional('until', dayOf(raw.until)),
    ...optional('cursor', textOf(raw.cursor)),
  };
}

function oneOf<const V extends string>(choices: readonly V[], value: unknown): V | undefined {
  return choices.find((choice) => choice === value);
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

function idOf(value: unknown): string | undefined {
  return typeof value === 'string' && uuid.test(value) ? value : undefined;
}
