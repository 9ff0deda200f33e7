import type { Event } from '../../../../../../shared/contract/events.ts';

/** Changes of an ordered list of event codes. */

export function addCodes(codes: readonly string[], added: readonly string[]): string[] {
  return [...new Set([...codes, ...added])];
}

export function removeCodes(codes: readonly string[], removed: readonly string[]): string[] {
  return codes.filter((code) => !removed.includes(code));
}

/** Puts a code in the place of another; what is between them moves up. */
export function moveCode(codes: readonly string[], code: string, onto: string): string[] {
  const to = codes.indexOf(onto);
  if (to === -1 || !codes.includes(code)) return [...codes];
  const others = codes.filter((other) => other !== code);
  return [...others.slice(0, to), code, ...others.slice(to)];
}

/** By start as the store lists its events; codes the store does not know come last, as they stood. */
export function sortCodes(codes: readonly string[], events: readonly Pick<Event, 'code'>[]): string[] {
  const place = new Map(events.map(({ code }, index) => [code, index]));
  return codes.toSorted((one, other) => (place.get(one) ?? events.length) - (place.get(other) ?? events.length));
}

export type EventFilter = { text: string; categoryId?: string | undefined; state?: Event['state'] | undefined };

export function matchesFilter(event: Event, { text, categoryId, state }: EventFilter): boolean {
  const words = `${event.code} ${event.name} ${event.opponent ?? ''}`.toLowerCase();
  return (
    words.includes(text.trim().toLowerCase()) &&
    (categoryId === undefined || event.categoryIds.includes(categoryId)) &&
    (state === undefined || event.state === state)
  );
}
