import { z } from 'zod';
import { AssetUrl } from './brand.ts';
import { Id, Instant, Locale, Name } from './common.ts';

/**
 * A program's content, one document per stage of the editor. Each stage is read, written and versioned as a whole; a
 * release freezes all of them. Events, suites and vendor codes are named by key, never copied.
 */

export const Code = z.string().trim().min(1).max(64);
const Text = z.string().trim().max(4_000);
const Count = z.int().min(0).max(100_000);
/** Text by language; a missing language falls back to the store's default. */
export const LocalText = z.partialRecord(Locale, Text);
export const Image = z.strictObject({ url: AssetUrl, alt: LocalText });
/** Null: no limit. */
const Limit = Count.nullable();

export const ProgramType = z.enum(['build_your_own', 'game_packs', 'preset_packages']);
export const InventoryType = z.enum(['seat', 'suite']);
export const PackStructure = z.enum(['packs_only', 'packs_with_tiers', 'tiers_only']);

export const DefinitionStage = z.strictObject({
  type: ProgramType,
  inventoryType: InventoryType,
  packStructure: PackStructure,
  /** Which of the vendor's access groups this program may sell. */
  classNames: z.array(Code).max(50),
  /** Events of a Build Your Own plan. */
  minEvents: Count,
  maxEvents: Limit,
  partySize: z.strictObject({ min: Count, max: Count }),
  /** Counted over everything the fan holds or bought in the store, under any program. */
  fanCaps: z.strictObject({ seatsPerEvent: Limit, events: Limit, plans: Limit }),
});

/** The events of a Build Your Own plan, in the order staff gave them. */
export const EventsStage = z.strictObject({ eventCodes: z.array(Code).max(500) });

export const Tier = z.strictObject({
  id: Id,
  name: LocalText,
  minEvents: Count,
  maxEvents: Limit,
  eventCodes: z.array(Code).max(500),
  /** Made by itself for packs without tiers, and never shown. */
  isHidden: z.boolean(),
});
export const Pack = z.strictObject({
  id: Id,
  name: LocalText,
  description: LocalText,
  minEvents: Count,
  maxEvents: Limit,
  eventCodes: z.array(Code).max(500),
  tiers: z.array(Tier).max(20),
  /** Made by itself for a program of tiers only, and never shown. */
  isHidden: z.boolean(),
  image: Image.nullable(),
});
/** Packs and tiers of all three structures are kept, so that changing the structure back and forth loses nothing. */
export const PacksStage = z.strictObject({ packs: z.array(Pack).max(50) });

export const PostPurchase = z.strictObject({ eventCodes: z.array(Code).max(500), minEvents: Count, maxEvents: Limit });
export const Package = z.strictObject({
  id: Id,
  name: LocalText,
  description: LocalText,
  eventCodes: z.array(Code).max(500),
  /** Further events a buyer of this package may add later. */
  postPurchase: PostPurchase.nullable(),
  image: Image.nullable(),
});
export const PackagesStage = z.strictObject({ packages: z.array(Package).max(50) });

export const SuiteTier = z.strictObject({ id: Id, name: Name, suiteIds: z.array(Id).max(500) });
export const SuitesStage = z.strictObject({ suiteIds: z.array(Id).max(500), tiers: z.array(SuiteTier).max(20) });

const EmailDomain = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^\.?([a-z0-9-]+\.)*[a-z]{2,}$/, 'Use a domain such as berkeley.edu, or .edu for all below it.');
const Address = z.string().trim().toLowerCase().max(254).pipe(z.email());
/** Who may enter: anybody when all three are empty, else whoever is named by one of them. */
export const Gate = z.strictObject({
  accountGroups: z.array(Code).max(100),
  emailDomains: z.array(EmailDomain).max(100),
  allow: z.array(Address).max(20_000),
});
export const Presale = Gate.extend({ id: Id, name: Name, startsAt: Instant, endsAt: Instant }).strict();
export const AccessStage = z.strictObject({
  gate: Gate,
  /** Refused whatever else they match. */
  block: z.array(Address).max(20_000),
  /** Null: open as soon as the program is active. Before it only the presales are. */
  opensAt: Instant.nullable(),
  presales: z.array(Presale).max(20),
});

const HexColour = z.string().regex(/^#[0-9a-f]{6}$/i, 'Use a colour such as #1d428a.');
export const CopyBlock = z.strictObject({ id: Id, title: LocalText, body: LocalText });
export const PresentationStage = z.strictObject({
  headline: LocalText,
  subline: LocalText,
  banner: Image.nullable(),
  /** In place of the store's brand colours while this program is active. */
  colours: z.strictObject({
    primary: HexColour.nullable(),
    onPrimary: HexColour.nullable(),
    accent: HexColour.nullable(),
  }),
  copy: z.array(CopyBlock).max(30),
  faq: z.array(CopyBlock).max(50),
});

export const AddOn = z.strictObject({
  id: Id,
  /** optional: the fan chooses · forced: inside the shown price · informational: only shown · overflow: beyond a suite. */
  kind: z.enum(['optional', 'forced', 'informational', 'overflow']),
  name: LocalText,
  description: LocalText,
  /** The vendor's event that is the add-on; empty for an informational one. */
  eventCode: Code.nullable(),
  priceCode: Code.nullable(),
  ticketTypeCode: Code.nullable(),
  /** per_seat: one with each seat · per_order: the quantity below. */
  unit: z.enum(['per_seat', 'per_order']),
  quantity: z.strictObject({ min: Count, max: Limit }),
  /** Null: with every event or pack. */
  onlyEventCodes: z.array(Code).max(500).nullable(),
  onlyPackIds: z.array(Id).max(50).nullable(),
  image: Image.nullable(),
});
export const AddOnsStage = z.strictObject({ addOns: z.array(AddOn).max(50) });

/** Holds when everything it names holds. */
export const PriceCondition = z.strictObject({
  accountGroup: Code.nullable(),
  packId: Id.nullable(),
  packageId: Id.nullable(),
  minEvents: Count.nullable(),
});
/** Null event: all events. */
export const PriceRow = z.strictObject({ eventCode: Code.nullable(), priceCode: Code, ticketTypeCode: Code });
export const SuitePriceRow = z.strictObject({
  eventCode: Code.nullable(),
  /** One of the two. */
  suiteId: Id.nullable(),
  suiteTierId: Id.nullable(),
  priceCode: Code,
  ticketTypeCode: Code,
});
export const PriceRule = z.strictObject({
  id: Id,
  name: Name,
  /** Lower wins; null comes last. */
  priority: z.int().min(0).max(1_000_000).nullable(),
  isOn: z.boolean(),
  conditions: z.array(PriceCondition).max(50),
  rows: z.array(PriceRow).max(20_000),
  suiteRows: z.array(SuitePriceRow).max(20_000),
});
export const PricingStage = z.strictObject({ rules: z.array(PriceRule).max(200) });

export const stageSchemas = {
  definition: DefinitionStage,
  events: EventsStage,
  packs: PacksStage,
  packages: PackagesStage,
  suites: SuitesStage,
  pricing: PricingStage,
  access: AccessStage,
  presentation: PresentationStage,
  add_ons: AddOnsStage,
} as const;
export const Stage = z.enum([
  'definition',
  'events',
  'packs',
  'packages',
  'suites',
  'pricing',
  'access',
  'presentation',
  'add_ons',
]);
export type Stage = z.infer<typeof Stage>;

/** Everything a release freezes. */
export const ProgramContent = z.strictObject(stageSchemas);
export type ProgramContent = z.infer<typeof ProgramContent>;
export type Definition = z.infer<typeof DefinitionStage>;
export type Pack = z.infer<typeof Pack>;
export type Tier = z.infer<typeof Tier>;
export type Package = z.infer<typeof Package>;
export type PriceRule = z.infer<typeof PriceRule>;
export type PriceCondition = z.infer<typeof PriceCondition>;
export type PriceRow = z.infer<typeof PriceRow>;
export type SuitePriceRow = z.infer<typeof SuitePriceRow>;
export type AddOn = z.infer<typeof AddOn>;
export type LocalText = z.infer<typeof LocalText>;
export type Image = z.infer<typeof Image>;
