import { type LiveTopic, liveTopics } from '../../../shared/contract/live.ts';
import type { Change } from '../../core/live-changes.ts';
import type { Wanted } from './catalog.types.ts';

/** News that makes a node read a part of a store again. */
export const catalogTopics = [
  'store.changed',
  'lifecycle.changed',
  'events.changed',
  'venues.changed',
  'categories.changed',
  'suites.changed',
  'suite_types.changed',
  'settings.changed',
  'inventory.changed',
] as const satisfies readonly LiveTopic[];

export const everything: Wanted = { ledger: true, facts: true, amounts: 'all', seats: 'all', readings: false };
export const nothing: Wanted = { ledger: false, facts: false, amounts: new Set(), seats: new Set(), readings: false };

/** What a change makes worth reading again; of a store itself, nothing: it is forgotten as a whole. */
export function dueAfter({ topic, data }: Pick<Change, 'topic' | 'data'>): Wanted {
  if (topic === 'store.changed') return nothing;
  if (topic === 'lifecycle.changed') return { ...nothing, ledger: true };
  if (topic !== 'inventory.changed') return { ...nothing, facts: true };
  const { eventCode, hasNewPrices } = readInventoryNews(data);
  const codes = new Set([eventCode]);
  return { ...nothing, seats: codes, amounts: hasNewPrices ? codes : nothing.amounts };
}

export function readInventoryNews(data: unknown): {
  eventCode: string;
  sectionNames: readonly string[];
  hasNewPrices: boolean;
} {
  return liveTopics['inventory.changed'].data.parse(data);
}

export function both(one: Wanted, other: Wanted): Wanted {
  return {
    ledger: one.ledger || other.ledger,
    facts: one.facts || other.facts,
    amounts: union(one.amounts, other.amounts),
    seats: union(one.seats, other.seats),
    readings: one.readings || other.readings,
  };
}

export function isNothing({ ledger, facts, amounts, seats, readings }: Wanted): boolean {
  return (
    !ledger && !facts && !readings && amounts !== 'all' && amounts.size === 0 && seats !== 'all' && seats.size === 0
  );
}

function union(one: Wanted['seats'], other: Wanted['seats']): Wanted['seats'] {
  return one === 'all' || other === 'all' ? 'all' : new Set([...one, ...other]);
}
