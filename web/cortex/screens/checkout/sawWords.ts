import type { Release, StaffOrder } from './salesApi.ts';

type Content = Release['content'];
type Rule = Content['pricing']['rules'][number];
type Condition = Rule['conditions'][number];
type Text = Readonly<Record<string, string | undefined>>;

/** A text of the release: in English, else in any language; null when there is none. */
export function textOf(text: Text): string | null {
  return text.en ?? Object.values(text).find((one) => one !== undefined && one !== '') ?? null;
}

/** What the fan chose: the pack, the package, or games of their own. */
export function choiceInWords(content: Content, { packId, packageId }: StaffOrder['order']): string {
  if (packageId !== null) {
    const found = content.packages.packages.find(({ id }) => id === packageId);
    return `the package “${(found && textOf(found.name)) ?? 'without a name'}”`;
  }
  const pack = content.packs.packs.find(({ id }) => id === packId);
  if (pack === undefined || pack.isHidden) return 'games of their own';
  return `the pack “${textOf(pack.name) ?? 'without a name'}”`;
}

type Fan = { accountGroups: readonly string[]; packId: string | null; packageId: string | null; eventCount: number };

/** Why the rule won for the fan: its conditions that held, or that it has none. */
export function whyRule(content: Content, rule: Rule, fan: Fan): string[] {
  if (rule.conditions.length === 0) return ['It has no conditions, so it is for everybody whom no other rule names.'];
  const held = rule.conditions.filter((condition) => holds(condition, fan));
  return held.map((condition) => `It is for fans ${partsOf(content, condition).join(' and ')}.`);
}

function holds({ accountGroup, packId, packageId, minEvents }: Condition, fan: Fan): boolean {
  return (
    (accountGroup === null || fan.accountGroups.includes(accountGroup)) &&
    (packId === null || packId === fan.packId) &&
    (packageId === null || packageId === fan.packageId) &&
    (minEvents === null || fan.eventCount >= minEvents)
  );
}

function partsOf(content: Content, { accountGroup, packId, packageId, minEvents }: Condition): string[] {
  const pack = content.packs.packs.find(({ id }) => id === packId);
  const plan = content.packages.packages.find(({ id }) => id === packageId);
  return [
    ...(accountGroup === null ? [] : [`in the account group ${accountGroup}`]),
    ...(pack === undefined ? [] : [`who choose the pack “${textOf(pack.name) ?? ''}”`]),
    ...(plan === undefined ? [] : [`who buy the package “${textOf(plan.name) ?? ''}”`]),
    ...(minEvents === null ? [] : [`with at least ${minEvents} ${minEvents === 1 ? 'game' : 'games'}`]),
  ];
}

/** Rules of the release that came before the one that won and did not match, and those it left behind. */
export function placeOfRule(content: Content, rule: Rule): string {
  const others = content.pricing.rules.filter(({ isOn, id }) => isOn && id !== rule.id).length;
  const priority = rule.priority === null ? 'without a priority, so it comes last' : `priority ${rule.priority}`;
  if (others === 0) return `${priority}; the release has no other rule that is on`;
  return `${priority}; the first that matched of ${others + 1} rules that are on`;
}

type Line = StaffOrder['order']['quote']['lines'][number];

/** What a line of the price is for: the game's seats, a suite, or an add-on. */
export function lineInWords(
  content: Content | null,
  { kind, suiteId, addOnId }: Line,
  suites: ReadonlyMap<string, string> | undefined,
): string {
  if (kind === 'seats') return suiteId === null ? 'Seats' : `Suite ${suites?.get(suiteId) ?? ''}`.trim();
  const addOn = content?.add_ons.addOns.find(({ id }) => id === addOnId);
  return (addOn && textOf(addOn.name)) ?? 'Add-on';
}
