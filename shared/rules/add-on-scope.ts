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
