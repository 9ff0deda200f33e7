import { expect, it } from 'vitest';
import type { Finding } from '../stage.tsx';
import { acceptedOf, groupFindings, groupsByStage } from './acceptance.ts';

const finding = (code: string, at: string, severity: Finding['severity'] = 'warning', params = {}): Finding => ({
  code,
  at,
  severity,
  params,
});
const stale = ['E1', 'E2'].map((eventCode) => finding('inventory.stale', '/events', 'warning', { eventCode }));
const all = [
  ...stale,
  finding('pricing.no_rules', '/pricing', 'error'),
  finding('pricing.rule_off', '/pricing/rules/0'),
];

it('findings of one name are one group, errors first', () => {
  expect(groupFindings(all).map(({ code, findings }) => [code, findings.length])).toEqual([
    ['pricing.no_rules', 1],
    ['inventory.stale', 2],
    ['pricing.rule_off', 1],
  ]);
});

it('groups stand under the stage of their place, in the order of the editor', () => {
  expect(groupsByStage(all).map(({ stage, groups }) => [stage, groups.length])).toEqual([
    ['events', 1],
    ['pricing', 2],
  ]);
});

it('only warnings that are still found are accepted, each name once', () => {
  const groups = groupFindings(all);
  const keys = new Set([...groups.map(({ key }) => key), 'gone /events']);
  expect(acceptedOf(groups, keys)).toEqual([
    { code: 'inventory.stale', at: '/events' },
    { code: 'pricing.rule_off', at: '/pricing/rules/0' },
  ]);
});
