import type { PriceCondition, PriceRule, ProgramContent } from '../contract/program-content.ts';
import type { Choice } from './choice-space.ts';
import { inPriorityOrder } from './price-rules.ts';
import { deadRules, legalRanges } from './proofs.ts';

/** Who a fan is to the rules and gates of a program; null for somebody who has not signed in. */
export type Fan = { accountGroups: ReadonlySet<string>; email: string };

/**
 * All that a release makes of a fan. Two fans with the same set are offered the same at the same price, so they share
 * one offer; nobody's groups or address can be read from it.
 */
export type EffectiveSet = {
  /** 32 hexadecimal digits: equal sets of a release have equal hashes, others do not. */
  hash: string;
  /** sign_in: somebody who has not signed in and whom the gate does not let in like that. */
  gate: 'open' | 'sign_in' | 'refused';
  /** Presales that let the fan in. */
  presaleIds: readonly string[];
  /** The rules the fan can win, in the order tried, with what is left of their conditions. */
  rules: readonly PriceRule[];
};

/** What a release does to a fan; docs/rules/catalog.md. */
export function effectiveSet(content: ProgramContent, fan: Fan | null): EffectiveSet {
  const { access } = content;
  const isRefused = fan !== null && isBlocked(content, fan.email);
  const presaleIds = isRefused ? [] : access.presales.filter((presale) => names(presale, fan)).map(({ id }) => id);
  const gate = gateFor(access.gate, fan, isRefused);
  const rules = gate === 'open' || presaleIds.length > 0 ? winnableRules(content, fan?.accountGroups ?? noGroups) : [];
  const hash = hashOf(JSON.stringify([gate, presaleIds, rules.map(({ id, conditions }) => [id, conditions])]));
  return { hash, gate, presaleIds, rules };
}

/** True for an address that is refused whatever else it matches. */
export function isBlocked({ access }: Pick<ProgramContent, 'access'>, email: string): boolean {
  return access.block.includes(email);
}

/** Who may be sold to at an instant, in UTC milliseconds. */
export type Opening =
  | { state: 'open'; presaleId: string | null }
  | { state: 'gated'; gate: 'sign_in' | 'refused' }
  | { state: 'opens_later' };

export function openingOf(
  { access }: Pick<ProgramContent, 'access'>,
  set: Pick<EffectiveSet, 'gate' | 'presaleIds'>,
  at: number,
): Opening {
  if (access.opensAt === null || Date.parse(access.opensAt) <= at) {
    return set.gate === 'open' ? { state: 'open', presaleId: null } : { state: 'gated', gate: set.gate };
  }
  const presale = access.presales.find(
    ({ id, startsAt, endsAt }) => set.presaleIds.includes(id) && Date.parse(startsAt) <= at && at < Date.parse(endsAt),
  );
  return presale === undefined ? { state: 'opens_later' } : { state: 'open', presaleId: presale.id };
}

/** The instants at which `openingOf` may answer something else, in UTC milliseconds. */
export function openingInstants({ access }: Pick<ProgramContent, 'access'>): number[] {
  const { opensAt, presales } = access;
  return [...(opensAt === null ? [] : [opensAt]), ...presales.flatMap((one) => [one.startsAt, one.endsAt])].map(
    Date.parse,
  );
}

/**
 * The rules a fan of these groups can win, in the order tried: the conditions as this fan meets them, and without the rules that no legal selection of this fan can reach. A minimum
 * that every legal selection has is left out, so a selection still being made is priced as the smallest legal one.
 */
export function winnableRules(content: ProgramContent, accountGroups: ReadonlySet<string>): PriceRule[] {
  const ranges = legalRanges(content);
  const rules = inPriorityOrder(content.pricing.rules).flatMap((rule): PriceRule[] => {
    if (!rule.isOn) return [];
    const conditions = rule.conditions.flatMap((condition) => withoutGroup(condition, accountGroups));
    if (rule.conditions.length > 0 && conditions.length === 0) return [];
    const reduced = conditions.flatMap((condition) => withoutMinimum(condition, ranges));
    if (conditions.length > 0 && reduced.length === 0) return [];
    return [{ ...rule, priority: null, conditions: reduced.some(isEmpty) ? [] : reduced }];
  });
  const dead = new Set(deadRules({ ...content, pricing: { rules } }));
  return rules.filter(({ id }) => !dead.has(id));
}

const noGroups: ReadonlySet<string> = new Set();

type Gate = ProgramContent['access']['gate'];

function gateFor(gate: Gate, fan: Fan | null, isRefused: boolean): EffectiveSet['gate'] {
  if (isRefused) return 'refused';
  const isForAll = gate.accountGroups.length + gate.emailDomains.length + gate.allow.length === 0;
  if (isForAll || names(gate, fan)) return 'open';
  return fan === null ? 'sign_in' : 'refused';
}

/** True if one of the lists names the fan; an empty gate names nobody. */
function names({ accountGroups, emailDomains, allow }: Gate, fan: Fan | null): boolean {
  if (fan === null) return false;
  const domain = fan.email.slice(fan.email.lastIndexOf('@') + 1);
  return (
    accountGroups.some((group) => fan.accountGroups.has(group)) ||
    emailDomains.some((one) => (one.startsWith('.') ? domain.endsWith(one) : domain === one)) ||
    allow.includes(fan.email)
  );
}

function withoutGroup(condition: PriceCondition, accountGroups: ReadonlySet<string>): PriceCondition[] {
  const { accountGroup } = condition;
  if (accountGroup === null) return [condition];
  return accountGroups.has(accountGroup) ? [{ ...condition, accountGroup: null }] : [];
}

type Range = { choice: Choice; least: number; most: number };

/** The condition with its minimum only where a legal selection may have fewer events; none where none has as many. */
function withoutMinimum(condition: PriceCondition, ranges: readonly Range[]): PriceCondition[] {
  const { packId, packageId, minEvents } = condition;
  const possible = ranges.filter(
    ({ choice, most }) =>
      (packId ?? choice.packId) === choice.packId &&
      (packageId ?? choice.packageId) === choice.packageId &&
      most >= (minEvents ?? 0),
  );
  if (possible.length === 0) return [];
  if (minEvents === null) return [condition];
  const always = possible.filter(({ least }) => least >= minEvents);
  if (always.length === possible.length && possible.length === countOf(condition, ranges)) {
    return [{ ...condition, minEvents: null }];
  }
  const named = always.map(({ choice }) => ({ ...condition, ...choice, minEvents: null }));
  return always.length === possible.length ? named : [condition, ...named];
}

/** Choices the condition does not exclude by name. */
function countOf({ packId, packageId }: PriceCondition, ranges: readonly Range[]): number {
  return ranges.filter(
    ({ choice }) => (packId ?? choice.packId) === choice.packId && (packageId ?? choice.packageId) === choice.packageId,
  ).length;
}

function isEmpty({ packId, packageId, minEvents }: PriceCondition): boolean {
  return packId === null && packageId === null && minEvents === null;
}

/** FNV-1a of 128 bits over the UTF-16 units: the same in the browser and on every node. */
function hashOf(text: string): string {
  let hash = 0x6c62272e07bb014262b821756295c58dn;
  for (let index = 0; index < text.length; index += 1) {
    hash ^= BigInt(text.charCodeAt(index));
    hash = BigInt.asUintN(128, hash * 0x1000000000000000000013bn);
  }
  return hash.toString(16).padStart(32, '0');
}
