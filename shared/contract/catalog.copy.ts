import { z } from 'zod';
import { Brand } from './brand.ts';
import { Id } from './common.ts';
import { Code, Image, LocalText, PresentationStage } from './program-content.ts';
import { Languages, Legal, Page, Prices, Support } from './settings.ts';

const Texts = z.strictObject({ name: LocalText, description: LocalText, image: Image.nullable() });

/** All that fans read: by language where staff wrote it so. A missing language falls back to the store's default. */
export const OfferCopy = z.strictObject({
  store: z.strictObject({ key: z.string(), name: z.string(), timeZone: z.string() }),
  languages: Languages,
  brand: Brand,
  page: Page,
  support: Support,
  legal: Legal,
  prices: Prices,
  /** Null while no program is active. */
  presentation: PresentationStage.nullable(),
  /** What follows is empty unless the offer is open. By id, events by their code. */
  packs: z.record(Id, Texts),
  tiers: z.record(Id, LocalText),
  packages: z.record(Id, Texts),
  addOns: z.record(Id, Texts),
  suiteTiers: z.record(Id, z.string()),
  suites: z.record(
    Id,
    z.strictObject({ name: z.string(), type: z.string().nullable(), description: LocalText, image: Image.nullable() }),
  ),
  events: z.record(
    Code,
    z.strictObject({
      opponent: z.string().nullable(),
      description: LocalText,
      image: Image.nullable(),
      categories: z.array(z.string()),
    }),
  ),
  /** Sections of the venues, in their order. */
  sections: z.record(
    Id,
    z.array(z.strictObject({ sectionName: z.string(), displayName: z.string(), level: z.string() })),
  ),
});
export type OfferCopy = z.infer<typeof OfferCopy>;
