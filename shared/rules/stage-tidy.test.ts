import { expect, it } from 'vitest';
import { idOf, makeContent, makePackage } from '../../test/factories/program-content.ts';
import { stageSchemas } from '../contract/program-content.ts';
import { newContent } from './new-program.ts';
import { tidyStage } from './stage-tidy.ts';

const newId = () => idOf('new');

it('codes are named once, where they first stand, in every list of codes', () => {
  const { definition, access } = makeContent();
  const classNames = ['B', 'A', 'B'];
  expect(tidyStage.definition({ ...definition, classNames }, { present: definition, newId }).classNames).toEqual([
    'B',
    'A',
  ]);
  const events = { eventCodes: ['E2', 'E1', 'E2'] };
  expect(tidyStage.events(events, { present: events, newId }).eventCodes).toEqual(['E2', 'E1']);
  const postPurchase = { eventCodes: ['E3', 'E3'], minEvents: 0, maxEvents: null };
  const packages = { packages: [makePackage('P', ['E1', 'E1'], { postPurchase })] };
  expect(tidyStage.packages(packages, { present: packages, newId }).packages[0]).toMatchObject({
    eventCodes: ['E1'],
    postPurchase: { eventCodes: ['E3'] },
  });
  const gate = { accountGroups: ['G', 'G'], emailDomains: ['.edu', '.edu'], allow: ['a@b.co', 'a@b.co'] };
  const block = ['x@y.co', 'x@y.co'];
  expect(tidyStage.access({ ...access, gate, block }, { present: access, newId })).toMatchObject({
    gate: { accountGroups: ['G'], emailDomains: ['.edu'], allow: ['a@b.co'] },
    block: ['x@y.co'],
  });
  const suites = {
    suiteIds: [idOf('S'), idOf('S')],
    tiers: [{ id: idOf('T'), name: 'Gold', suiteIds: [idOf('S'), idOf('S')] }],
  };
  expect(tidyStage.suites(suites, { present: suites, newId })).toEqual({
    suiteIds: [idOf('S')],
    tiers: [{ id: idOf('T'), name: 'Gold', suiteIds: [idOf('S')] }],
  });
});

it('a new program is something every stage takes, of the type that was asked for', () => {
  const content = newContent({ type: 'game_packs', inventoryType: 'suite' });
  expect(content.definition).toMatchObject({ type: 'game_packs', inventoryType: 'suite', packStructure: 'packs_only' });
  for (const [stage, schema] of Object.entries(stageSchemas)) {
    expect(schema.safeParse(content[stage as keyof typeof content]).error, stage).toBeUndefined();
  }
});
