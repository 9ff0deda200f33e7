import { type Finding, finding } from '../finding.ts';
import { type CheckInput, eventCodesOf, isOpen } from './input.ts';

/** Whether the copy of the vendor's seats is there, fresh, and has anything to sell. */
export function checkInventory(input: CheckInput): Finding[] {
  return eventCodesOf(input.content)
    .filter((eventCode) => isOpen(input, eventCode))
    .flatMap((eventCode) => checkEvent(input, eventCode));
}

function checkEvent(input: CheckInput, eventCode: string): Finding[] {
  const facts = input.inventory.get(eventCode);
  const params = { eventCode, event: input.events.get(eventCode)?.name ?? eventCode };
  if (facts === undefined) return [finding('error', 'inventory.never', '/events', params)];
  const age = input.at - facts.readAt;
  const stale =
    age > facts.freshFor
      ? [finding('warning', 'inventory.stale', '/events', { ...params, minutes: Math.floor(age / 60_000) })]
      : [];
  const free = input.content.definition.classNames
    .flatMap((className) => [...(facts.freeSeats.get(className)?.values() ?? [])])
    .reduce((sum, count) => sum + count, 0);
  return free > 0 ? stale : [...stale, finding('warning', 'inventory.sold_out', '/events', params)];
}
