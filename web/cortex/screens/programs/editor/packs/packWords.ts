import type { Pack } from '../../../../../../shared/contract/program-content.ts';
import { type Structure, shownTiers } from './packEdits.ts';

/** "3", "3 to 4", "at least 3". */
export function limitsInWords(least: number, most: number | null): string {
  if (most === null) return least === 0 ? 'any number' : `at least ${least}`;
  return least === most ? `${least}` : `${least} to ${most}`;
}

export function games(count: number): string {
  return count === 1 ? '1 event' : `${count} events`;
}

/** Under a pack's name: "3 to 4 of 14 events". */
export function packInWords({ minEvents, maxEvents, eventCodes }: Pack): string {
  return `${limitsInWords(minEvents, maxEvents)} of ${games(eventCodes.length)}`;
}

/** What a fan of the pack does, in one sentence. */
export function choiceInWords(pack: Pack, structure: Structure, nameOf: (tier: { id: string }) => string): string {
  const whole = `Fans choose ${packInWords(pack)}`;
  if (structure === 'packs_only') return `${whole}.`;
  const asked = shownTiers(pack).filter(({ minEvents, maxEvents }) => minEvents > 0 || maxEvents !== null);
  const parts = asked.map((tier) => `${limitsInWords(tier.minEvents, tier.maxEvents)} of ${nameOf(tier)}`);
  return parts.length === 0 ? `${whole}.` : `${whole}: ${new Intl.ListFormat('en').format(parts)}.`;
}
