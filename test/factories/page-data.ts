import { defaultBrand } from '../../shared/contract/brand.ts';
import type { ProgramContent } from '../../shared/contract/program-content.ts';
import type { PageData } from '../../shared/contract/storefront.ts';
import { effectiveSet } from '../../shared/rules/effective-set.ts';
import { compileOffer } from '../../shared/rules/offer-compile.ts';
import { makeOfferParts } from './offer.ts';

type Overrides = Partial<Pick<PageData, 'free' | 'path' | 'locale'> & PageData['copy']['prices']>;

/** What the server makes a page of the program of, for everybody. Each seat is 100.00, at the ticket type FIVE 80.00. */
export function makePageData(
  content: ProgramContent,
  eventCodes: readonly string[],
  { feesIncluded = true, locale = 'en', ...rest }: Overrides = {},
): PageData {
  const cents = { ADULT: 10_000, FIVE: 8_000 };
  const parts = makeOfferParts(content, {
    events: Object.fromEntries(eventCodes.map((code) => [code, { name: `Game ${code}` }])),
    amounts: (_event, _priceCode, ticketTypeCode) => (ticketTypeCode === 'FIVE' ? cents.FIVE : cents.ADULT),
  });
  const offer = compileOffer(parts, effectiveSet(content, null), 0);
  const named = <T extends { id: string; name: object }>(all: readonly T[]) =>
    Object.fromEntries(all.map(({ id, name }) => [id, { name, description: {}, image: null }]));
  const tiers = content.packs.packs.flatMap((pack) => pack.tiers);
  return {
    storeKey: 'warriors',
    base: '/s/warriors',
    path: '/choose',
    locale,
    at: 0,
    offer,
    copy: {
      store: { key: 'warriors', name: 'Warriors', timeZone: 'America/Los_Angeles' },
      languages: { default: locale, enabled: [locale] },
      brand: defaultBrand,
      page: { title: 'Warriors', description: '', shareImageUrl: null, faviconUrl: null },
      support: { email: null, phone: null, helpUrl: null },
      legal: { termsUrl: null, privacyUrl: null },
      prices: { feesIncluded },
      presentation: content.presentation,
      packs: named(content.packs.packs),
      tiers: Object.fromEntries(tiers.map(({ id, name, isHidden }) => [id, isHidden ? {} : name])),
      packages: named(content.packages.packages),
      addOns: named(content.add_ons.addOns),
      suiteTiers: {},
      suites: {},
      events: {},
      sections: {},
    },
    free: {},
    tag: '',
    ...rest,
  };
}
