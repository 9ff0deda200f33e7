// @vitest-environment node
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { SwitchAct } from '../../../../shared/contract/lifecycle.ts';
import { allAreas } from './auditFilter.ts';
import { actions } from './auditWords.ts';

const folder = join(import.meta.dirname, '../../../../server/modules');
const sources = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.service.ts'))
  .map((name) => readFileSync(join(folder, name), 'utf8'));

/** Names that look like acts and are live topics, findings, problems or permissions. */
const others = new Set([
  'inventory.event_not_found',
  'inventory.more_unmapped',
  'inventory.nothing_to_sync',
  'inventory.unmapped',
  'people.edit',
  'people.view',
  'vendors.refusing',
]);
const isOther = (name: string) => others.has(name) || name.endsWith('.changed');
/** What stands before a name that is a job, a topic, a problem, a key or a finding. */
const notAnAct = /(problem\(|[jJ]ob\(\s*|[kK]ind\(\s*|topic: |key: |finding\('\w+', )$/;

/** Acts whose names are put together. */
const composed: Readonly<Record<string, readonly string[]>> = {
  lifecycle: SwitchAct.shape.kind.options,
  oidc: ['create', 'change', 'remove'],
  vendors: ['create', 'edit', 'remove'],
};

function actsOfTheServer(): string[] {
  const found = new Set<string>();
  const areas = allAreas.map((area) => area.slice(0, -1));
  for (const source of sources) {
    for (const { 1: name = '', index } of source.matchAll(/'([a-z_]+\.[a-z_]+)'/g)) {
      const isOfArea = areas.includes(name.split('.')[0] ?? '');
      if (isOfArea && !isOther(name) && !notAnAct.test(source.slice(0, index))) found.add(name);
    }
    for (const { 1: area = '' } of source.matchAll(/action: `([a-z_]+)\.\$\{\w+\}`/g)) {
      for (const act of composed[area] ?? [`unknown acts of ${area}`]) found.add(`${area}.${act}`);
    }
    for (const { 1: name = '' } of source.matchAll(/action: '([a-z_]+\.[a-z_]+)'/g)) found.add(name);
  }
  return [...found].sort();
}

it('every act that the server keeps in an audit has words, and no words are left of acts that are gone', () => {
  expect(Object.keys(actions).sort()).toEqual(actsOfTheServer());
});
