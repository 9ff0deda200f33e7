import { z } from 'zod';
import { AssetUrl, Brand, defaultBrand } from './brand.ts';
import { Email, Instant, Line, Locale, PageQuery, pageOf, Reason, StoreParams } from './common.ts';
import { defineRoutes } from './route.ts';

const WebUrl = z
  .string()
  .trim()
  .max(500)
  .regex(/^https:\/\/[^\s"'<>\\]+$/, 'Use an address that starts with https://.');

/** The languages fans can choose. */
export const Languages = z
  .strictObject({ default: Locale, enabled: z.array(Locale).min(1) })
  .refine(({ enabled }) => new Set(enabled).size === enabled.length, { path: ['enabled'], message: 'Name each once.' })
  .refine(({ enabled, default: first }) => enabled.includes(first), {
    path: ['default'],
    message: 'The default language must be enabled.',
  });

/** Where fans get help. */
export const Support = z.strictObject({
  email: Email.nullable(),
  phone: z
    .string()
    .trim()
    .regex(/^\+?[0-9][0-9 ().-]{4,28}[0-9]$/, 'Use a phone number such as +1 415 555 0100.')
    .nullable(),
  helpUrl: WebUrl.nullable(),
});

/** What fans agree to. */
export const Legal = z.strictObject({ termsUrl: WebUrl.nullable(), privacyUrl: WebUrl.nullable() });

/** Mail to fans. */
export const FanMail = z.strictObject({ senderName: Line.min(1).max(80), replyTo: Email.nullable() });

/** How the storefront shows in browser tabs, search results and shared links. */
export const Page = z.strictObject({
  title: Line.min(1).max(70),
  description: Line.max(200),
  shareImageUrl: AssetUrl.nullable(),
  faviconUrl: AssetUrl.nullable(),
});

/** What the storefront says of its prices. */
export const Prices = z.strictObject({
  /** Whether the vendor adds nothing to a seat's price. Only the team knows: the vendor says its fees no earlier than at payment. */
  feesIncluded: z.boolean(),
});

const Minutes = z.int();
/** How the vendor's inventory is copied: docs/rules/inventory.md. */
export const Inventory = z
  .strictObject({
    /** Minutes between two looks at a game that is near or being bought. */
    fastestMinutes: Minutes.min(1).max(120),
    /** The same of a game that is far away. */
    slowestMinutes: Minutes.min(1).max(1_440),
    /** Minutes in which all seats of every game are read whole, because equal counts can hide a change. */
    detailMinutes: Minutes.min(10).max(10_080),
    /** Classes of seats for people with disabilities: others get none of them. */
    accessibleClasses: z.array(Line.min(1).max(64)).max(20),
  })
  .refine(({ fastestMinutes, slowestMinutes }) => fastestMinutes <= slowestMinutes, {
    path: ['slowestMinutes'],
    message: 'The slowest is at least the fastest.',
  })
  .refine(({ accessibleClasses }) => new Set(accessibleClasses).size === accessibleClasses.length, {
    path: ['accessibleClasses'],
    message: 'Name each once.',
  });

/** What each group of settings holds. */
export type SettingValues = {
  brand: Brand;
  languages: z.infer<typeof Languages>;
  support: z.infer<typeof Support>;
  legal: z.infer<typeof Legal>;
  fanMail: z.infer<typeof FanMail>;
  page: z.infer<typeof Page>;
  prices: z.infer<typeof Prices>;
  inventory: z.infer<typeof Inventory>;
};
export type SettingName = keyof SettingValues;

export type SettingGroup<T> = { readonly schema: z.ZodType<T>; readonly defaults: T };

/** Every group, with what a store has until somebody changes it. */
export const settings: { readonly [N in SettingName]: SettingGroup<SettingValues[N]> } = {
  brand: { schema: Brand, defaults: defaultBrand },
  languages: { schema: Languages, defaults: { default: 'en', enabled: ['en'] } },
  support: { schema: Support, defaults: { email: null, phone: null, helpUrl: null } },
  legal: { schema: Legal, defaults: { termsUrl: null, privacyUrl: null } },
  fanMail: { schema: FanMail, defaults: { senderName: 'Ticket office', replyTo: null } },
  page: { schema: Page, defaults: { title: 'Tickets', description: '', shareImageUrl: null, faviconUrl: null } },
  prices: { schema: Prices, defaults: { feesIncluded: false } },
  inventory: {
    schema: Inventory,
    defaults: { fastestMinutes: 5, slowestMinutes: 60, detailMinutes: 360, accessibleClasses: [] },
  },
};
export const settingNames = [
  'brand',
  'languages',
  'support',
  'legal',
  'fanMail',
  'page',
  'prices',
  'inventory',
] as const satisfies SettingName[];

const Finding = z.strictObject({
  code: z.string(),
  severity: z.enum(['error', 'warning', 'info']),
  at: z.string(),
  params: z.record(
    z.string(),
    z.union([z.string(), z.number(), z.boolean(), z.array(z.string()).readonly(), z.null()]),
  ),
});
const about = {
  /** 0: never changed, the defaults hold. */
  version: z.int(),
  /** Null: never changed. */
  changed: z.strictObject({ at: Instant, by: z.string() }).nullable(),
  /** What is stored and does not fit any more, and what is better changed. */
  findings: z.array(Finding).readonly(),
};
const reason = Reason.optional();

export const Setting = z.discriminatedUnion('name', [
  z.strictObject({ name: z.literal('brand'), value: Brand, ...about }),
  z.strictObject({ name: z.literal('languages'), value: Languages, ...about }),
  z.strictObject({ name: z.literal('support'), value: Support, ...about }),
  z.strictObject({ name: z.literal('legal'), value: Legal, ...about }),
  z.strictObject({ name: z.literal('fanMail'), value: FanMail, ...about }),
  z.strictObject({ name: z.literal('page'), value: Page, ...about }),
  z.strictObject({ name: z.literal('prices'), value: Prices, ...about }),
  z.strictObject({ name: z.literal('inventory'), value: Inventory, ...about }),
]);
export type Setting = z.infer<typeof Setting>;

export const ChangeSetting = z.discriminatedUnion('name', [
  z.strictObject({ name: z.literal('brand'), value: Brand, reason }),
  z.strictObject({ name: z.literal('languages'), value: Languages, reason }),
  z.strictObject({ name: z.literal('support'), value: Support, reason }),
  z.strictObject({ name: z.literal('legal'), value: Legal, reason }),
  z.strictObject({ name: z.literal('fanMail'), value: FanMail, reason }),
  z.strictObject({ name: z.literal('page'), value: Page, reason }),
  z.strictObject({ name: z.literal('prices'), value: Prices, reason }),
  z.strictObject({ name: z.literal('inventory'), value: Inventory, reason }),
]);
export type ChangeSetting = z.infer<typeof ChangeSetting>;

export const SettingVersion = z.strictObject({
  version: z.int(),
  at: Instant,
  by: z.string(),
  /** Null in the first version of a group that had only its defaults. */
  before: z.unknown(),
  after: z.unknown(),
  /** JSON pointers of what changed. */
  fields: z.array(z.string()),
  reason: z.string().nullable(),
  /** The version that was brought back; 0 is the defaults. */
  restored: z.int().nullable(),
});

const SettingParams = StoreParams.extend({ name: z.string().max(100) });

export const settingRoutes = defineRoutes({
  listSettings: {
    method: 'GET',
    path: '/api/stores/{storeKey}/settings',
    summary: 'All settings of the store',
    access: 'store.settings.view',
    params: StoreParams,
    response: z.strictObject({ items: z.array(Setting) }),
  },
  getSetting: {
    method: 'GET',
    path: '/api/stores/{storeKey}/settings/{name}',
    summary: 'One group of settings with its version',
    access: 'store.settings.view',
    params: SettingParams,
    response: Setting,
    problems: ['setting.not_found'],
  },
  changeSetting: {
    method: 'PUT',
    path: '/api/stores/{storeKey}/settings/{name}',
    summary: 'Replace one group of settings; the body names the group as well',
    access: 'store.settings.edit',
    params: SettingParams,
    body: ChangeSetting,
    response: Setting,
    ifMatch: true,
    problems: ['setting.not_found'],
  },
  listSettingVersions: {
    method: 'GET',
    path: '/api/stores/{storeKey}/settings/{name}/versions',
    summary: 'Every version of a group, newest first',
    access: 'store.settings.view',
    params: SettingParams,
    query: PageQuery,
    response: pageOf(SettingVersion),
    problems: ['setting.not_found'],
  },
  restoreSetting: {
    method: 'POST',
    path: '/api/stores/{storeKey}/settings/{name}/restore',
    summary: 'Bring back an earlier version as a new one; version 0 is the defaults',
    access: 'store.settings.edit',
    params: SettingParams,
    body: z.strictObject({ version: z.int().min(0).max(1_000_000), reason }),
    response: Setting,
    ifMatch: true,
    problems: ['setting.not_found', 'setting.version_not_found'],
  },
});
