import type { Section } from '../../../../shared/contract/venues.ts';

/** What stands against the sections of a venue, its maps and the copy of what the vendor sells. */
export type SectionGaps = {
  /** The vendor sells seats in them, and the venue does not have them: fans do not see what they are called. */
  unknown: string[];
  /** The venue has them, and the vendor has shown no seat there. */
  unsold: string[];
};

/** Compares by the vendor's names; with nothing copied yet, nothing is missing. */
export function gapsOf(sections: readonly Pick<Section, 'sectionName'>[], copied: readonly string[]): SectionGaps {
  const [own, sold] = [new Set(sections.map(({ sectionName }) => sectionName)), new Set(copied)];
  if (sold.size === 0) return { unknown: [], unsold: [] };
  return {
    unknown: [...sold].filter((name) => !own.has(name)),
    unsold: [...own].filter((name) => !sold.has(name)),
  };
}

/** A few names in words. */
export function namesInWords(names: readonly string[], most = 12): string {
  const shown = names.slice(0, most).join(', ');
  return names.length <= most ? shown : `${shown} and ${names.length - most} more`;
}
