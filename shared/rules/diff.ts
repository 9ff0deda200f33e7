import type { LocalText, Pack, ProgramContent } from '../contract/program-content.ts';
import { eventCodesOf } from './checks/input.ts';
import { type Choice, choicesOf, shownPacks } from './choice-space.ts';
import { chosenGames, groupsOf, type LowestPrice, lowestPrices } from './diff-lowest.ts';
import { type Amounts, priceUnder, winningRule } from './price-rules.ts';
import { legalRanges } from './proofs.ts';

/** One thing that is different, with both sides; the reader's language makes the sentence. */
export type Change =
  | { kind: 'definition'; field: string; before: Value; after: Value }
  | { kind: 'event_gained' | 'event_lost'; eventCode: string; in: Place }
  | { kind: 'pack_gained' | 'pack_lost' | 'package_gained' | 'package_lost'; id: string; name: LocalText }
  | { kind: 'pack_limits' | 'tier_limits'; id: string; name: LocalText; before: Limits; after: Limits }
  | {
      kind: 'price';
      eventCode: string;
      priceCode: string;
      beforeCents: number | null;
      afterCents: number | null;
      audiences: readonly Audience[];
    }
  | LowestPrice
  | { kind: 'rule_gained' | 'rule_lost' | 'rule_changed'; id: string; name: string }
  | { kind: 'add_on_gained' | 'add_on_lost' | 'add_on_changed'; id: string; name: LocalText }
  | { kind: 'copy'; at: string; before: LocalText | null; after: LocalText | null }
  | { kind: 'access'; field: string; before: Value; after: Value }
  | { kind: 'look'; field: string; before: Value; after: Value };
type Value = string | number | boolean | null | readonly string[];
type Limits = { minEvents: number; maxEvents: number | null };
/** The plan itself, a pack or a package. */
type Place = { packId: string | null; packageId: string | null };
/** Who sees a price: a choice, and an account group or everybody. */
export type Audience = { choice: Choice; accountGroup: string | null };

/** What a price can be asked of: the content and the vendor's amounts under it. */
export type DiffSide = { content: ProgramContent; amounts: Amounts };

/**
 * What a fan gains, loses and pays differently, from one content to another. Packs, tiers, packages, rules and add-ons are
 * the same when their ids are; a copy of a program keeps them. Prices are compared for each price code the caller names: choice
 * by choice, and where the two have no choice in common, the lowest of each game.
 */
export function diffContent(
  before: DiffSide,
  after: DiffSide,
  priceCodesOf: (eventCode: string) => readonly string[],
): Change[] {
  return [
    ...definition(before.content, after.content),
    ...places(before.content, after.content),
    ...limits(before.content, after.content),
    ...prices(before, after, priceCodesOf),
    ...named(before.content.pricing.rules, after.content.pricing.rules, (what, { id, name }) => ({
      kind: `rule_${what}`,
      id,
      name,
    })),
    ...named(before.content.add_ons.addOns, after.content.add_ons.addOns, (what, { id, name }) => ({
      kind: `add_on_${what}`,
      id,
      name,
    })),
    ...access(before.content, after.content),
    ...look(before.content, after.content),
  ];
}

function definition(before: ProgramContent, after: ProgramContent): Change[] {
  return fields(flatten(before.definition), flatten(after.definition)).map((change) => ({
    kind: 'definition',
    ...change,
  }));
}

function access(before: ProgramContent, after: ProgramContent): Change[] {
  return fields(flatten(before.access), flatten(after.access)).map((change) => ({ kind: 'access', ...change }));
}

function look(before: ProgramContent, after: ProgramContent): Change[] {
  const copies = (content: ProgramContent) => copyOf(content);
  const [from, to] = [copies(before), copies(after)];
  const keys = [...new Set([...from.keys(), ...to.keys()])];
  const texts = keys.flatMap((at): Change[] => {
    const [old, now] = [from.get(at) ?? null, to.get(at) ?? null];
    return same(old, now) ? [] : [{ kind: 'copy', at, before: old, after: now }];
  });
  const shown = ({ presentation: { banner, colours } }: ProgramContent) =>
    flatten({ banner: banner?.url ?? null, ...colours });
  return [...texts, ...fields(shown(before), shown(after)).map((change): Change => ({ kind: 'look', ...change }))];
}

function copyOf({ presentation }: ProgramContent): Map<string, LocalText> {
  const { headline, subline, copy, faq } = presentation;
  const blocks = [...copy, ...faq].flatMap(({ id, title, body }): [string, LocalText][] => [
    [`${id}/title`, title],
    [`${id}/body`, body],
  ]);
  return new Map([['headline', headline], ['subline', subline], ...blocks]);
}

type Container = { place: Place; id: string; name: LocalText; eventCodes: readonly string[] };

function containers(content: ProgramContent): Container[] {
  switch (content.definition.type) {
    case 'build_your_own':
      return [{ place: { packId: null, packageId: null }, id: '', name: {}, eventCodes: content.events.eventCodes }];
    case 'game_packs':
      return shownPacks(content).map(({ id, name, eventCodes }) => ({
        place: { packId: id, packageId: null },
        id,
        name,
        eventCodes,
      }));
    case 'preset_packages':
      return content.packages.packages.map(({ id, name, eventCodes }) => ({
        place: { packId: null, packageId: id },
        id,
        name,
        eventCodes,
      }));
  }
}

/** A pack that is new is one change; only in packs that stay are single events named. */
function places(before: ProgramContent, after: ProgramContent): Change[] {
  if (before.definition.type !== after.definition.type) return otherPlaces(before, after);
  const [from, to] = [byId(containers(before)), byId(containers(after))];
  const lost = [...from.values()].filter(({ id }) => !to.has(id)).flatMap((container) => whole('lost', container));
  const gained = [...to.values()].filter(({ id }) => !from.has(id)).flatMap((container) => whole('gained', container));
  const moved = [...to.values()].flatMap((container): Change[] => {
    const old = from.get(container.id);
    if (old === undefined) return [];
    return [
      ...(same(old.name, container.name) ? [] : [renamed(old, container)]),
      ...only(container.eventCodes, old.eventCodes).map(
        (eventCode): Change => ({ kind: 'event_gained', eventCode, in: container.place }),
      ),
      ...only(old.eventCodes, container.eventCodes).map(
        (eventCode): Change => ({ kind: 'event_lost', eventCode, in: container.place }),
      ),
    ];
  });
  return [...lost, ...gained, ...moved];
}

/** Of another type everything is new; a game is lost only when it is nowhere any more. */
function otherPlaces(before: ProgramContent, after: ProgramContent): Change[] {
  const [had, has] = [[...chosenGames(before)], [...chosenGames(after)]];
  const named = (content: ProgramContent) => containers(content).filter(({ id }) => id !== '');
  const at = (what: 'gained' | 'lost', codes: readonly string[]) =>
    codes.map((eventCode): Change => ({ kind: `event_${what}`, eventCode, in: nowhere }));
  return [
    ...named(before).flatMap((container) => whole('lost', container)),
    ...named(after).flatMap((container) => whole('gained', container)),
    ...at('gained', only(has, had)),
    ...at('lost', only(had, has)),
  ];
}

const nowhere: Place = { packId: null, packageId: null };

function renamed({ id, name }: Container, after: Container): Change {
  return { kind: 'copy', at: `${id}/name`, before: name, after: after.name };
}

function whole(what: 'gained' | 'lost', { id, name, place, eventCodes }: Container): Change[] {
  if (place.packId !== null) return [{ kind: `pack_${what}`, id, name }];
  if (place.packageId !== null) return [{ kind: `package_${what}`, id, name }];
  return eventCodes.map((eventCode) => ({ kind: `event_${what}`, eventCode, in: place }));
}

function limits(before: ProgramContent, after: ProgramContent): Change[] {
  if (before.definition.type !== 'game_packs' || after.definition.type !== 'game_packs') return [];
  const from = byId(shownPacks(before));
  return shownPacks(after).flatMap((pack) => {
    const old = from.get(pack.id);
    return old === undefined ? [] : [...limitChange('pack_limits', old, pack), ...tierLimits(old, pack)];
  });
}

function tierLimits(before: Pack, after: Pack): Change[] {
  const from = byId(before.tiers);
  return after.tiers.flatMap((tier) => {
    const old = from.get(tier.id);
    return old === undefined ? [] : limitChange('tier_limits', old, tier);
  });
}

type Limited = Limits & { id: string; name: LocalText };

function limitChange(kind: 'pack_limits' | 'tier_limits', before: Limited, after: Limited): Change[] {
  const pick = ({ minEvents, maxEvents }: Limits): Limits => ({ minEvents, maxEvents });
  if (same(pick(before), pick(after))) return [];
  return [{ kind, id: after.id, name: after.name, before: pick(before), after: pick(after) }];
}

/** Each price that differs, once for all audiences that see the same difference. */
function prices(before: DiffSide, after: DiffSide, priceCodesOf: (eventCode: string) => readonly string[]): Change[] {
  const audiences = audiencesOf(before.content, after.content);
  if (audiences.length === 0) return lowestPrices(before, after, priceCodesOf);
  const kept = new Set(eventCodesOf(before.content));
  const eventCodes = eventCodesOf(after.content).filter((code) => kept.has(code));
  const found = new Map<string, Extract<Change, { kind: 'price' }>>();
  for (const audience of audiences) {
    const ask = [before, after].map((side) => pricer(side, audience));
    for (const eventCode of eventCodes) {
      for (const priceCode of priceCodesOf(eventCode)) {
        const [beforeCents, afterCents] = ask.map((price) => price(eventCode, priceCode));
        if (beforeCents === afterCents) continue;
        const key = `${eventCode}\n${priceCode}\n${beforeCents}\n${afterCents}`;
        const known = found.get(key)?.audiences ?? [];
        found.set(key, {
          kind: 'price',
          eventCode,
          priceCode,
          beforeCents: beforeCents ?? null,
          afterCents: afterCents ?? null,
          audiences: [...known, audience],
        });
      }
    }
  }
  return [...found.values()];
}

function audiencesOf(before: ProgramContent, after: ProgramContent): Audience[] {
  const kept = new Set(choicesOf(before).map(choiceKey));
  const choices = choicesOf(after).filter((choice) => kept.has(choiceKey(choice)));
  const groups = [null, ...groupsOf(before, after)];
  return choices.flatMap((choice) => groups.map((accountGroup) => ({ choice, accountGroup })));
}

/** What the audience pays for a seat when it chooses as few events as it may. */
function pricer({ content, amounts }: DiffSide, { choice, accountGroup }: Audience) {
  const range = legalRanges(content).find((legal) => choiceKey(legal.choice) === choiceKey(choice));
  const accountGroups = new Set(accountGroup === null ? [] : [accountGroup]);
  const rule =
    range === undefined
      ? null
      : winningRule(content.pricing.rules, { ...choice, accountGroups, eventCount: range.least });
  return (eventCode: string, priceCode: string) =>
    priceUnder(rule, { eventCode, priceCode, suite: null }, amounts)?.amountCents ?? null;
}

function choiceKey({ packId, packageId }: Choice): string {
  return `${packId}/${packageId}`;
}

type What = 'gained' | 'lost' | 'changed';

function named<T extends { id: string }>(
  before: readonly T[],
  after: readonly T[],
  change: (what: What, item: T) => Change,
): Change[] {
  const [from, to] = [byId(before), byId(after)];
  return [
    ...before.filter(({ id }) => !to.has(id)).map((item) => change('lost', item)),
    ...after.filter(({ id }) => !from.has(id)).map((item) => change('gained', item)),
    ...after
      .filter((item) => from.has(item.id) && !same(from.get(item.id), item))
      .map((item) => change('changed', item)),
  ];
}

function byId<T extends { id: string }>(items: readonly T[]): Map<string, T> {
  return new Map(items.map((item) => [item.id, item]));
}

function only(these: readonly string[], those: readonly string[]): string[] {
  const known = new Set(those);
  return [...new Set(these)].filter((code) => !known.has(code));
}

function same(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

type FieldChange = { field: string; before: Value; after: Value };

function fields(before: ReadonlyMap<string, Value>, after: ReadonlyMap<string, Value>): FieldChange[] {
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((field) => {
    const [old, now] = [before.get(field) ?? null, after.get(field) ?? null];
    return same(old, now) ? [] : [{ field, before: old, after: now }];
  });
}

/** `{ a: { b: 1 } }` as `a.b → 1`; lists of objects are shown as text. */
function flatten(value: object, prefix = ''): Map<string, Value> {
  const flat = new Map<string, Value>();
  for (const [key, inner] of entriesOf(value)) {
    const path = `${prefix}${key}`;
    if (isPlain(inner)) flat.set(path, inner);
    else if (Array.isArray(inner)) flat.set(path, inner.map(inWords));
    else if (typeof inner === 'object' && inner !== null)
      for (const [deep, found] of flatten(inner, `${path}.`)) flat.set(deep, found);
  }
  return flat;
}

function entriesOf(value: object): [string, unknown][] {
  return Object.entries(value);
}

function isPlain(value: unknown): value is string | number | boolean | null {
  return value === null || ['string', 'number', 'boolean'].includes(typeof value);
}

function inWords(item: unknown): string {
  return typeof item === 'string' ? item : JSON.stringify(item);
}
