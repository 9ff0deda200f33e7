import type { ProgramContent } from '../../contract/program-content.ts';
import { type Finding, finding } from '../finding.ts';
import type { CheckInput } from './input.ts';

type Presale = ProgramContent['access']['presales'][number];

/** Whether those who should get in can, at the time they should. */
export function checkGating(input: CheckInput): Finding[] {
  const { gate, block, presales } = input.content.access;
  return [
    ...groupsOf(input).flatMap(({ group, at }) =>
      (input.groupSizes.get(group) ?? 0) > 0 ? [] : [finding('warning', 'gating.group_empty', at, { group })],
    ),
    ...presales.flatMap((presale, index) => checkPresale(input, presale, `/access/presales/${index}`)),
    ...gate.allow
      .filter((address) => block.includes(address))
      .map((address) => finding('warning', 'gating.allowed_and_blocked', '/access/block', { address })),
  ];
}

/** Every account group the program names, in its gates and in its price rules. */
function groupsOf({ content }: CheckInput): { group: string; at: string }[] {
  const { gate, presales } = content.access;
  return [
    ...gate.accountGroups.map((group) => ({ group, at: '/access/gate' })),
    ...presales.flatMap((presale, index) =>
      presale.accountGroups.map((group) => ({ group, at: `/access/presales/${index}` })),
    ),
    ...content.pricing.rules.flatMap((rule, index) =>
      rule.conditions.flatMap(({ accountGroup }) =>
        accountGroup === null ? [] : [{ group: accountGroup, at: `/pricing/rules/${index}` }],
      ),
    ),
  ];
}

function checkPresale({ content, at: now }: CheckInput, presale: Presale, at: string): Finding[] {
  const [startsAt, endsAt] = [Date.parse(presale.startsAt), Date.parse(presale.endsAt)];
  const opensAt = content.access.opensAt === null ? null : Date.parse(content.access.opensAt);
  const isEmpty = presale.accountGroups.length + presale.emailDomains.length + presale.allow.length === 0;
  const params = { presale: presale.id, name: presale.name };
  return [
    ...(isEmpty ? [finding('error', 'gating.presale_empty', at, params)] : []),
    ...(endsAt <= startsAt ? [finding('error', 'gating.presale_backwards', at, params)] : []),
    ...(endsAt > startsAt && endsAt <= now ? [finding('warning', 'gating.presale_past', at, params)] : []),
    ...(opensAt === null || startsAt >= opensAt ? [finding('warning', 'gating.presale_after_open', at, params)] : []),
  ];
}
