import { expect, it } from 'vitest';
import { newContent } from '../../../../../../shared/rules/new-program.ts';
import { tidyPacks } from '../../../../../../shared/rules/pack-structure.ts';
import { makePack } from '../packs/packEdits.ts';
import type { Finding, StageEditor } from '../stage.tsx';
import { liveFindings } from './liveFindings.ts';

const old: Finding = {
  code: 'definition.min_above_max',
  severity: 'error',
  at: '/packs/packs/0',
  params: { min: 9, max: 1 },
};
const past: Finding = { code: 'events.past', severity: 'warning', at: '/packs/packs/0', params: { eventCode: 'A' } };

/** The stage of a program with one pack, as the server judged it before the last edit. */
function stageOf(minEvents: number, maxEvents: number): StageEditor<'packs'> {
  const pack = makePack({ en: 'Three' }, { minEvents, maxEvents, eventCodes: ['A', 'B', 'C'] });
  const base = newContent({ type: 'game_packs', inventoryType: 'seat' });
  const content = { ...base, packs: { packs: tidyPacks([pack], [], () => crypto.randomUUID()) } };
  const all = [old, past];
  return {
    program: { content },
    findingsAt: (prefix: string) => all.filter(({ at }) => at.startsWith(prefix)),
  } as unknown as StageEditor<'packs'>;
}

it('limits are judged at once, and what the server said of them before is not repeated', () => {
  const wrong = liveFindings(stageOf(3, 2))('/packs/packs/0');
  expect(wrong.map(({ code, params }) => [code, params])).toContainEqual([
    'definition.min_above_max',
    { min: 3, max: 2 },
  ]);
  expect(wrong).not.toContainEqual(old);
  const mended = liveFindings(stageOf(2, 3))('/packs/packs/0');
  expect(mended).toEqual([past]);
});
