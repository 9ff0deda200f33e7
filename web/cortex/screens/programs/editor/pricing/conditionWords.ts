import type { PriceCondition, PriceRule, ProgramContent } from '../../../../../../shared/contract/program-content.ts';
import type { DeadRule } from '../../../../../../shared/rules/proofs.ts';
import { textInWords } from '../../programWords.ts';

/** A pack or package a rule can be for. */
export type Choice = { id: string; name: string };

export function packChoices({ packs }: Pick<ProgramContent, 'packs'>): Choice[] {
  return packs.packs.flatMap(({ id, name, isHidden }) =>
    isHidden ? [] : [{ id, name: textInWords(name) ?? 'No name' }],
  );
}

export function packageChoices({ packages }: Pick<ProgramContent, 'packages'>): Choice[] {
  return packages.packages.map(({ id, name }) => ({ id, name: textInWords(name) ?? 'No name' }));
}

/** Who a rule is for: "Members with 5 games or more, or anybody in the pack Five". */
export function ruleInWords(rule: Pick<PriceRule, 'conditions'>, content: ProgramContent): string {
  if (rule.conditions.length === 0) return 'Everybody';
  const sentences = rule.conditions.map((condition) => conditionInWords(condition, content));
  const words = sentences.join(', or ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

export function conditionInWords(condition: PriceCondition, content: ProgramContent): string {
  const { accountGroup, packId, packageId, minEvents } = condition;
  const who = accountGroup === null ? null : `account group ${accountGroup}`;
  const pack = packId === null ? null : `pack ${nameIn(packChoices(content), packId)}`;
  const bundle = packageId === null ? null : `package ${nameIn(packageChoices(content), packageId)}`;
  const count = minEvents === null ? null : `${minEvents} ${minEvents === 1 ? 'event' : 'events'} or more`;
  const parts = [who, pack, bundle, count].filter((part) => part !== null);
  return parts.length === 0 ? 'everybody' : parts.join(' and ');
}

function nameIn(choices: readonly Choice[], id: string): string {
  return choices.find((choice) => choice.id === id)?.name ?? 'that is gone';
}

/** What a condition names that does not exist any more, so that it never holds. */
export type Gone = 'account_group' | 'pack' | 'package';

export function goneParts(
  { accountGroup, packId, packageId }: PriceCondition,
  content: ProgramContent,
  groups: ReadonlySet<string> | null,
): Gone[] {
  const gone: Gone[] = [];
  if (accountGroup !== null && groups !== null && !groups.has(accountGroup)) gone.push('account_group');
  if (packId !== null && !packChoices(content).some(({ id }) => id === packId)) gone.push('pack');
  if (packageId !== null && !packageChoices(content).some(({ id }) => id === packageId)) gone.push('package');
  return gone;
}

export const goneWords: Readonly<Record<Gone, string>> = {
  account_group: 'No fan we know is in this account group any more: until one is, the condition never holds.',
  pack: 'The program has no such pack any more: the condition never holds.',
  package: 'The program has no such package any more: the condition never holds.',
};

/** The same in a few words, for the list of rules. */
export function goneInWords(condition: PriceCondition, gone: Gone): string {
  switch (gone) {
    case 'account_group':
      return `No fan we know is in account group ${condition.accountGroup} any more.`;
    case 'pack':
      return 'It names a pack that is gone.';
    case 'package':
      return 'It names a package that is gone.';
  }
}

/** Why a rule can never win. */
export function deadInWords({ beatenBy }: DeadRule, rules: readonly Pick<PriceRule, 'id' | 'name'>[]): string {
  if (beatenBy.length === 0) return 'It can never win: no selection that a fan can buy meets its conditions.';
  const names = beatenBy.map((id) => `“${rules.find((rule) => rule.id === id)?.name ?? 'a rule'}”`);
  return `It can never win: whoever it is for is won before by ${listed(names)}.`;
}

function listed(names: readonly string[]): string {
  if (names.length > 3) return `${names.slice(0, 2).join(', ')} and ${names.length - 2} others`;
  return new Intl.ListFormat('en').format(names);
}
