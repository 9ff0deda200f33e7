import type { OfferCopy } from './catalog.copy.ts';
import type { Offer } from './catalog.ts';
import type { Locale } from './common.ts';

/**
 * What a page of the storefront is made of. The server makes HTML of it and sends it along, the browser makes the same
 * HTML of it again and goes on from there.
 */
export type PageData = {
  storeKey: string;
  /** What stands before every path of the storefront: nothing at a host name of the store, else `/s/{storeKey}`. */
  base: string;
  /** Below the base, such as `/choose`. */
  path: string;
  locale: Locale;
  /** When the offer was read, in UTC milliseconds: the same instant for the server and the browser. */
  at: number;
  offer: Offer;
  copy: OfferCopy;
  free: FreeCodes;
  /** Of the offer everybody is sent, as the news for fans name it. */
  tag: string;
  /** Without them the browser asks its own `Intl`, which costs a phone time before it can answer. */
  formats?: PageFormats;
};

/** How a language writes what a page shows. */
export type PageFormats = { days: DayFormat; money: MoneyFormat };

/** Names from January and from Monday on, and patterns with the parts in braces. */
export type DayFormat = Readonly<{
  months: readonly string[];
  monthsShort: readonly string[];
  weekdays: readonly string[];
  weekdaysShort: readonly string[];
  long: string;
  short: string;
  monthYear: string;
  clock: string;
  /** Hours before ten have two figures. */
  isPadded: boolean;
  /** What is said of the two halves of a day; empty where a day has 24 hours. */
  halves: readonly [string, string];
}>;

export type MoneyFormat = Readonly<{
  currency: string;
  before: string;
  after: string;
  /** Between thousands, from this amount on. */
  group: string;
  groupsFrom: number;
  decimal: string;
  decimals: number;
}>;

/** By event code: the price codes of which at least one seat is free. */
export type FreeCodes = Readonly<Record<string, readonly string[]>>;

/** The page staff see before fans do: the browser asks for the offer with the staff's own session. */
export type PreviewData = {
  preview: { programId: string };
  storeKey: string;
  base: string;
  locale: Locale;
};

/** What the server asks the storefront for. */
export type PageRequest = {
  data: PageData;
  /** Of the page as people should find it: `https://tickets.team.com`. */
  origin: string;
  assets: PageAssets;
};
/** Addresses of the built files, by the source they were made of. */
export type PageAssets = Readonly<Record<string, { scripts: readonly string[]; styles: readonly string[] }>>;

export type RenderedPage = {
  status: 200 | 404;
  html: string;
  /** The one style element, as the policy must know it. */
  style: string;
  /** Origins of pictures that lie elsewhere. */
  imageOrigins: readonly string[];
};

/** What the built storefront gives the server. */
export type Storefront = {
  /** The path of the page that a path below the base leads to; of any that leads nowhere it is the same. */
  pathTo: (path: string) => string;
  renderPage: (request: PageRequest) => Promise<RenderedPage>;
  renderPreview: (request: { data: PreviewData; assets: PageAssets }) => RenderedPage;
};
