import type { LocalText, ProgramContent } from '../contract/program-content.ts';
import type { Audience, Change } from './diff.ts';
import { formatCents } from './money.ts';

export type Words = {
  currency: string;
  locale: string;
  /** By event code; a code without a name is said as it is. */
  eventNames: ReadonlyMap<string, string>;
  before: ProgramContent;
  after: ProgramContent;
};

/** A change in one sentence for staff, in English; money in the store's currency and locale. */
export function changeSentences(changes: readonly Change[], words: Words): string[] {
  return changes.map((change) => sentence(change, words));
}

function sentence(change: Change, words: Words): string {
  switch (change.kind) {
    case 'event_gained':
      return `Fans gain ${eventName(change.eventCode, words)}${inPlace(change.in, words)}.`;
    case 'event_lost':
      return `Fans lose ${eventName(change.eventCode, words)}${inPlace(change.in, words)}.`;
    case 'pack_gained':
    case 'package_gained':
      return `${nameOf(change.name)} is new.`;
    case 'pack_lost':
    case 'package_lost':
      return `${nameOf(change.name)} goes away.`;
    case 'pack_limits':
    case 'tier_limits':
      return `${nameOf(change.name)}: ${range(change.before)} becomes ${range(change.after)}.`;
    case 'price':
      return price(change, words);
    case 'lowest_price':
      return lowestPrice(change, words);
    default:
      return rest(change);
  }
}

type Rest = Exclude<
  Change,
  { kind: 'event_gained' | 'event_lost' | 'pack_limits' | 'tier_limits' | 'price' | 'lowest_price' }
>;

function rest(change: Rest): string {
  switch (change.kind) {
    case 'rule_gained':
    case 'add_on_gained':
    case 'pack_gained':
    case 'package_gained':
      return `${kindWord(change.kind)} ${nameOf(change.name)} is new.`;
    case 'rule_lost':
    case 'add_on_lost':
    case 'pack_lost':
    case 'package_lost':
      return `${kindWord(change.kind)} ${nameOf(change.name)} goes away.`;
    case 'rule_changed':
    case 'add_on_changed':
      return `${kindWord(change.kind)} ${nameOf(change.name)} is different.`;
    case 'copy':
      return copy(change);
    case 'definition':
    case 'access':
    case 'look':
      return `${fieldWord(change.field)}: ${value(change.before)} becomes ${value(change.after)}.`;
  }
}

/** Long texts are not put into a sentence. */
const mostSaid = 80;

function copy({ at, before, after }: Extract<Change, { kind: 'copy' }>): string {
  const what = copyWords[at] ?? (at.endsWith('/name') ? 'A name' : 'A text');
  const [old, now] = [said(before), said(after)];
  if (old === now || old.length > mostSaid || now.length > mostSaid) return `${what} is different.`;
  return `${what}: ${old} becomes ${now}.`;
}

const copyWords: Readonly<Record<string, string>> = { headline: 'The headline', subline: 'The subline' };

function said(text: LocalText | null): string {
  const found = text === null ? undefined : Object.values(text).find((words) => words.trim() !== '');
  return found === undefined ? 'none' : `“${found}”`;
}

function price(change: Extract<Change, { kind: 'price' }>, words: Words): string {
  const { beforeCents, afterCents, eventCode, priceCode, audiences } = change;
  const what = `${eventName(eventCode, words)}, price code ${priceCode}${audienceWords(audiences, words)}`;
  const amount = (cents: number) => formatCents(cents, words.currency, words.locale);
  if (beforeCents === null) return `${what}: sells now, at ${amount(afterCents ?? 0)}.`;
  if (afterCents === null) return `${what}: does not sell any more; it was ${amount(beforeCents)}.`;
  return `${what}: ${amount(beforeCents)} becomes ${amount(afterCents)}.`;
}

function lowestPrice(change: Extract<Change, { kind: 'lowest_price' }>, words: Words): string {
  const { beforeCents, afterCents, eventCode, priceCode, accountGroups } = change;
  const who = accountGroups.includes(null) ? '' : ` for ${accountGroups.join(', ')}`;
  const what = `${eventName(eventCode, words)}, price code ${priceCode}${who}`;
  const amount = (cents: number) => formatCents(cents, words.currency, words.locale);
  if (beforeCents === null) return `${what}: sells now, from ${amount(afterCents ?? 0)}.`;
  if (afterCents === null) return `${what}: does not sell any more; it was from ${amount(beforeCents)}.`;
  return `${what}: from ${amount(beforeCents)} becomes from ${amount(afterCents)}.`;
}

function audienceWords(audiences: readonly Audience[], { after }: Words): string {
  const groups = [...new Set(audiences.map(({ accountGroup }) => accountGroup))];
  const packs = [...new Set(audiences.map(({ choice }) => choice.packId ?? choice.packageId))].filter(
    (id) => id !== null,
  );
  const who = groups.includes(null) ? '' : ` for ${groups.join(', ')}`;
  const where = packs.length === 0 ? '' : ` in ${packs.map((id) => containerName(id, after)).join(', ')}`;
  return `${where}${who}`;
}

function inPlace(place: { packId: string | null; packageId: string | null }, { after }: Words): string {
  const id = place.packId ?? place.packageId;
  return id === null ? '' : ` in ${containerName(id, after)}`;
}

function containerName(id: string, { packs, packages }: ProgramContent): string {
  const found = [...packs.packs, ...packages.packages].find((one) => one.id === id);
  return found === undefined ? id : nameOf(found.name);
}

function eventName(code: string, { eventNames }: Words): string {
  return eventNames.get(code) ?? code;
}

function nameOf(name: string | LocalText): string {
  if (typeof name === 'string') return name;
  return Object.values(name).find((text) => text.trim() !== '') ?? 'unnamed';
}

function range({ minEvents, maxEvents }: { minEvents: number; maxEvents: number | null }): string {
  if (maxEvents === null) return `${minEvents} games or more`;
  return minEvents === maxEvents ? `exactly ${minEvents} games` : `${minEvents} to ${maxEvents} games`;
}

function kindWord(kind: string): string {
  if (kind.startsWith('rule')) return 'Price rule';
  if (kind.startsWith('add_on')) return 'Add-on';
  return kind.startsWith('package') ? 'Package' : 'Pack';
}

/** `partySize.max` as `Party size max`. */
function fieldWord(field: string): string {
  const spaced = field
    .replace(/\./g, ' ')
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase();
  return spaced.charAt(0).toUpperCase() + spaced.slice(1);
}

/** What staff call the choices of a program's definition. */
const valueWords: Readonly<Record<string, string>> = {
  build_your_own: 'Build Your Own',
  game_packs: 'Game Packs',
  preset_packages: 'Predefined Packages',
  packs_only: 'packs only',
  packs_with_tiers: 'packs with tiers',
  tiers_only: 'tiers only',
};

function value(of: string | number | boolean | null | readonly string[]): string {
  if (of === null) return 'none';
  if (typeof of === 'boolean') return of ? 'yes' : 'no';
  if (typeof of === 'object') return of.length === 0 ? 'none' : of.join(', ');
  return typeof of === 'string' ? (valueWords[of] ?? of) : String(of);
}
