import type { AddOn } from '../contract/program-content.ts';

type Scope = Pick<AddOn, 'onlyPackIds' | 'onlyEventCodes'>;

/** True if the add-on is had with this pack and at least one of these events. */
export function goesWith(
  { onlyPackIds, onlyEventCodes }: Scope,
  { packId, eventCodes }: { packId: string | null; eventCodes: readonly string[] },
): boolean {
  const isOfPack = onlyPackIds?.includes(packId ?? '') ?? true;
  return isOfPack && (onlyEventCodes === null || eventCodes.some((code) => onlyEventCodes.includes(code)));
}

type Counted = Pick<AddOn, 'unit' | 'quantity' | 'onlyEventCodes'>;
type Seated = { eventCode: string; seats: readonly { count: number }[] };

/**
 * How many of an add-on that is chosen, when it is: as staff say for the whole order, or up to one with each seat of the
 * events it goes with. An event whose seats are not picked yet counts with the whole party.
 */
export function quantityOf(
  { unit, quantity, onlyEventCodes }: Counted,
  { partySize, events }: { partySize: number; events: readonly Seated[] },
): { min: number; max: number | null } {
  if (unit === 'per_order') return quantity;
  const own = events.filter(({ eventCode }) => onlyEventCodes?.includes(eventCode) ?? true);
  return { min: 1, max: own.reduce((sum, { seats }) => sum + (seatCount(seats) || partySize), 0) };
}

function seatCount(seats: Seated['seats']): number {
  return seats.reduce((sum, { count }) => sum + count, 0);
}
