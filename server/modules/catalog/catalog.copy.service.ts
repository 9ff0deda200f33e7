import type { OfferCopy } from '../../../shared/contract/catalog.copy.ts';
import type { Availability, OpenOffer } from '../../../shared/contract/catalog.ts';
import type { ProgramContent } from '../../../shared/contract/program-content.ts';
import type { Facts, Grid, Seats, View } from './catalog.types.ts';

type StoreFacts = OfferCopy['store'];

/** The texts that go with a view: all of the store's, and of the program those of what the view offers. */
export function copyOf({ release, facts, offer }: View, { key, name, timeZone }: StoreFacts): OfferCopy {
  const { brand, languages, page, support, legal, prices } = facts;
  const open = offer.state === 'open' && release !== null ? textsOf(release.content, facts, offer) : noTexts;
  return {
    store: { key, name, timeZone },
    languages,
    brand,
    page,
    support,
    legal,
    prices,
    presentation: release?.content.presentation ?? null,
    ...open,
  };
}

/** The free seats of the classes the program sells, at the price codes that sell. */
export function availabilityOf({ release, offer }: View, { counts, readAt }: Seats): Availability {
  const empty: Availability = { sectionNames: [], priceCodes: [], cells: [], events: [] };
  if (release === null || offer.state !== 'open') return empty;
  const codes = offer.events.map(({ code }) => code);
  const cells = cellsOf(counts, release.content.definition.classNames, codes);
  const [sectionNames, priceCodes] = [namesOf(cells, 'sectionName'), namesOf(cells, 'priceCode')];
  return {
    sectionNames,
    priceCodes,
    cells: cells.map(({ sectionName, priceCode }) => [
      sectionNames.indexOf(sectionName),
      priceCodes.indexOf(priceCode),
    ]),
    events: codes.map((code) => {
      const read = readAt.get(code) ?? null;
      const row = counts.rows.get(code);
      const seats = cells.map(({ places }) => places.reduce((sum, place) => sum + Math.max(0, row?.[place] ?? 0), 0));
      return { code, readAt: read === null ? null : new Date(read).toISOString(), seats };
    }),
  };
}

type Texts = Pick<
  OfferCopy,
  'packs' | 'tiers' | 'packages' | 'addOns' | 'suiteTiers' | 'suites' | 'events' | 'sections'
>;
const noTexts: Texts = {
  packs: {},
  tiers: {},
  packages: {},
  addOns: {},
  suiteTiers: {},
  suites: {},
  events: {},
  sections: {},
};

function textsOf(content: ProgramContent, facts: Facts, offer: OpenOffer): Texts {
  const packs = content.packs.packs.filter(({ id }) => offer.packs.some((pack) => pack.id === id));
  const packages = content.packages.packages.filter(({ id }) => offer.packages.some((one) => one.id === id));
  const tierIds = new Set(offer.packs.flatMap(({ tiers }) => tiers.map(({ id }) => id)));
  const tiers = packs.flatMap((pack) => pack.tiers).filter(({ id }) => tierIds.has(id));
  return {
    packs: Object.fromEntries(packs.map(toTexts)),
    tiers: Object.fromEntries(tiers.map(({ id, name }) => [id, name])),
    packages: Object.fromEntries(packages.map(toTexts)),
    addOns: Object.fromEntries(content.add_ons.addOns.map(toTexts)),
    suiteTiers: Object.fromEntries(content.suites.tiers.map(({ id, name }) => [id, name])),
    suites: Object.fromEntries(offer.suites.flatMap(({ id }) => suiteText(facts, id))),
    events: Object.fromEntries(
      offer.events.flatMap(({ code }) => {
        const event = facts.events.get(code);
        if (event === undefined) return [];
        const { opponent, description, image, categories } = event;
        return [[code, { opponent, description, image, categories }]];
      }),
    ),
    sections: Object.fromEntries(offer.venues.map(({ id }) => [id, facts.sections[id] ?? []])),
  };
}

type Named = Pick<ProgramContent['packages']['packages'][number], 'id' | 'name' | 'description' | 'image'>;

function toTexts({ id, name, description, image }: Named): [string, OfferCopy['packs'][string]] {
  return [id, { name, description, image }];
}

function suiteText(facts: Facts, id: string): [string, OfferCopy['suites'][string]][] {
  const suite = facts.suites.get(id);
  if (suite === undefined) return [];
  const { name, type, description, image } = suite;
  return [[id, { name, type, description, image }]];
}

type SeatCell = { sectionName: string; priceCode: string; places: number[] };

/** Section and price code of the classes, with the grid's columns that make them up; those with a seat at some event. */
function cellsOf({ columns, rows }: Grid, classNames: readonly string[], codes: readonly string[]): SeatCell[] {
  const found = new Map<string, SeatCell>();
  for (const [column, place] of columns) {
    const [sectionName = '', className = '', priceCode = ''] = column.split('\n');
    const hasSeat = classNames.includes(className) && codes.some((code) => (rows.get(code)?.[place] ?? 0) > 0);
    if (!hasSeat) continue;
    const cell = found.get(`${sectionName}\n${priceCode}`) ?? { sectionName, priceCode, places: [] };
    cell.places.push(place);
    found.set(`${sectionName}\n${priceCode}`, cell);
  }
  return [...found].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, cell]) => cell);
}

function namesOf(cells: readonly SeatCell[], field: 'sectionName' | 'priceCode'): string[] {
  return [...new Set(cells.map((cell) => cell[field]))].toSorted();
}
