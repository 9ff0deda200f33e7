import type { Locale } from '../../../shared/contract/common.ts';
import type { Permission } from '../../../shared/contract/permissions.ts';
import type { SettingName, SettingValues } from '../../../shared/contract/settings.ts';
import type { Finding } from '../../../shared/rules/finding.ts';
import type { StoreFacts } from '../../core/ctx.ts';

export type Client = { id: string; key: string; name: string; createdAt: Date; version: number };
export type ClientDetails = Client & { permissions: Permission[] };
export type Product = { id: string; key: string; name: string; createdAt: Date };

/** What is needed to make a store of a client. */
export type NewStore = {
  clientKey: string;
  productKey: string;
  key: string;
  name: string;
  timeZone: string;
  currency: string;
  locale: Locale;
};

export type StoreSummary = {
  id: string;
  key: string;
  name: string;
  state: StoreFacts['state'];
  client: { key: string; name: string };
  product: { key: string; name: string };
  createdAt: Date;
};
export type StoreDetails = StoreSummary & {
  timeZone: string;
  currency: string;
  locale: Locale;
  hosts: { host: string; isPrimary: boolean }[];
  suspension: { since: Date; reason: string } | null;
  removal: { requestedAt: Date; reason: string; exportedAt: Date | null } | null;
  version: number;
  permissions: Permission[];
};
export type StoreEdit = {
  name?: string | undefined;
  timeZone?: string | undefined;
  currency?: string | undefined;
  locale?: Locale | undefined;
};

export type SettingState<N extends SettingName = SettingName> = {
  name: N;
  value: SettingValues[N];
  /** 0: never changed. */
  version: number;
  changed: { at: Date; by: string } | null;
  findings: Finding[];
};
export type SettingVersion = {
  version: number;
  at: Date;
  by: string;
  before: unknown;
  after: unknown;
  fields: string[];
  reason: string | null;
  restored: number | null;
};

export type Page = { limit: number; cursor?: string | undefined };
