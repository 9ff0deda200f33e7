import type {
  Pack,
  Package,
  PriceCondition,
  PriceRule,
  ProgramContent,
  Tier,
} from '../../shared/contract/program-content.ts';

/** A stable UUID for a short name, so that a failing example can be read. */
export function idOf(name: string): string {
  const hex = Buffer.from(name).toString('hex').slice(0, 12).padEnd(12, '0');
  return `00000000-0000-7000-8000-${hex}`;
}

export function makeTier(name: string, eventCodes: string[], rest: Partial<Tier> = {}): Tier {
  return { id: idOf(name), name: { en: name }, minEvents: 0, maxEvents: null, eventCodes, isHidden: false, ...rest };
}

/** A pack of all its tiers' events; without tiers it gets the hidden one. */
export function makePack(name: string, tiers: Tier[] | string[], rest: Partial<Pack> = {}): Pack {
  const shown = tiers.filter((tier) => typeof tier !== 'string');
  const eventCodes = [...tiers.filter((tier) => typeof tier === 'string'), ...shown.flatMap((tier) => tier.eventCodes)];
  const hidden = makeTier(`${name}*`, eventCodes, { isHidden: true });
  return {
    id: idOf(name),
    name: { en: name },
    description: {},
    minEvents: 1,
    maxEvents: null,
    eventCodes,
    tiers: [hidden, ...shown],
    isHidden: false,
    image: null,
    ...rest,
  };
}

export function makePackage(name: string, eventCodes: string[], rest: Partial<Package> = {}): Package {
  return { id: idOf(name), name: { en: name }, description: {}, eventCodes, postPurchase: null, image: null, ...rest };
}

export function makeCondition(rest: Partial<PriceCondition>): PriceCondition {
  return { accountGroup: null, packId: null, packageId: null, minEvents: null, ...rest };
}

/** A rule for everybody that sells price code C as ADULT. */
export function makeRule(name: string, rest: Partial<PriceRule> = {}): PriceRule {
  return {
    id: idOf(name),
    name,
    priority: null,
    isOn: true,
    conditions: [],
    rows: [{ eventCode: null, priceCode: 'C', ticketTypeCode: 'ADULT' }],
    suiteRows: [],
    ...rest,
  };
}

export type ContentParts = {
  definition?: Partial<ProgramContent['definition']>;
  eventCodes?: string[];
  packs?: Pack[];
  packages?: Package[];
  rules?: PriceRule[];
  suites?: Partial<ProgramContent['suites']>;
  access?: Partial<ProgramContent['access']>;
  presentation?: Partial<ProgramContent['presentation']>;
  addOns?: ProgramContent['add_ons']['addOns'];
};

/** A small Build Your Own program that has nothing against it, until a part says otherwise. */
export function makeContent(parts: ContentParts = {}): ProgramContent {
  return {
    definition: {
      type: 'build_your_own',
      inventoryType: 'seat',
      packStructure: 'packs_only',
      classNames: ['FLEX'],
      minEvents: 1,
      maxEvents: null,
      partySize: { min: 1, max: 8 },
      fanCaps: { seatsPerEvent: null, events: null, plans: null },
      ...parts.definition,
    },
    events: { eventCodes: parts.eventCodes ?? [] },
    packs: { packs: parts.packs ?? [] },
    packages: { packages: parts.packages ?? [] },
    suites: { suiteIds: [], tiers: [], ...parts.suites },
    pricing: { rules: parts.rules ?? [makeRule('everybody')] },
    access: {
      gate: { accountGroups: [], emailDomains: [], allow: [] },
      block: [],
      opensAt: null,
      presales: [],
      ...parts.access,
    },
    presentation: {
      headline: { en: 'Pick your games' },
      subline: {},
      banner: null,
      colours: { primary: null, onPrimary: null, accent: null },
      copy: [],
      faq: [],
      ...parts.presentation,
    },
    add_ons: { addOns: parts.addOns ?? [] },
  };
}
