import type { Definition, ProgramContent } from '../contract/program-content.ts';

/** What a new program starts with: most teams sell at least three events to a party of up to eight. */
export function newContent(of: Pick<Definition, 'type' | 'inventoryType'>): ProgramContent {
  return {
    definition: {
      ...of,
      packStructure: 'packs_only',
      classNames: [],
      minEvents: 3,
      maxEvents: null,
      partySize: { min: 1, max: 8 },
      fanCaps: { seatsPerEvent: null, events: null, plans: null },
    },
    events: { eventCodes: [] },
    packs: { packs: [] },
    packages: { packages: [] },
    suites: { suiteIds: [], tiers: [] },
    pricing: { rules: [] },
    access: {
      gate: { accountGroups: [], emailDomains: [], allow: [] },
      block: [],
      opensAt: null,
      presales: [],
    },
    presentation: {
      headline: {},
      subline: {},
      banner: null,
      colours: { primary: null, onPrimary: null, accent: null },
      copy: [],
      faq: [],
    },
    add_ons: { addOns: [] },
  };
}
