import type { Package, ProgramContent } from '../contract/program-content.ts';
import { once, tidyPacks } from './pack-structure.ts';

/** What tidying may look at besides the stage: the stage as it stands, and a source of new ids. */
export type Present<S extends keyof ProgramContent> = { present: ProgramContent[S]; newId: () => string };

/** A stage as it is stored: codes named once in the order given, and what is hidden in its place. */
export const tidyStage: {
  readonly [S in keyof ProgramContent]: (content: ProgramContent[S], about: Present<S>) => ProgramContent[S];
} = {
  definition: (content) => ({ ...content, classNames: once(content.classNames) }),
  events: ({ eventCodes }) => ({ eventCodes: once(eventCodes) }),
  packs: ({ packs }, { present, newId }) => ({ packs: tidyPacks(packs, present.packs, newId) }),
  packages: ({ packages }) => ({ packages: packages.map(tidyPackage) }),
  suites: ({ suiteIds, tiers }) => ({
    suiteIds: once(suiteIds),
    tiers: tiers.map((tier) => ({ ...tier, suiteIds: once(tier.suiteIds) })),
  }),
  pricing: (content) => content,
  access: ({ gate, block, presales, ...rest }) => ({
    ...rest,
    gate: tidyGate(gate),
    block: once(block),
    presales: presales.map(tidyGate),
  }),
  presentation: (content) => content,
  add_ons: ({ addOns }) => ({
    addOns: addOns.map((addOn) => ({
      ...addOn,
      onlyEventCodes: addOn.onlyEventCodes && once(addOn.onlyEventCodes),
      onlyPackIds: addOn.onlyPackIds && once(addOn.onlyPackIds),
    })),
  }),
};

function tidyPackage({ postPurchase, ...rest }: Package): Package {
  return {
    ...rest,
    eventCodes: once(rest.eventCodes),
    postPurchase: postPurchase && { ...postPurchase, eventCodes: once(postPurchase.eventCodes) },
  };
}

type Gate = ProgramContent['access']['gate'];

function tidyGate<T extends Gate>(gate: T): T {
  return {
    ...gate,
    accountGroups: once(gate.accountGroups),
    emailDomains: once(gate.emailDomains),
    allow: once(gate.allow),
  };
}
