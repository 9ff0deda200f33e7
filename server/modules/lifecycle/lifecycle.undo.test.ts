import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { makeProgram } from '../../../test/factories/program.ts';
import { makeRule } from '../../../test/factories/program-content.ts';
import { makeReleased } from '../../../test/factories/release.ts';
import { makeSeason, type Season } from '../../../test/factories/season.ts';
import { openTestApp, type TestApp } from '../../../test/harness/app.ts';
import { hour, minute } from '../../../test/harness/clock.ts';

let app: TestApp;
let season: Season;
beforeAll(async () => {
  app = await openTestApp();
});
afterAll(() => app.close());
beforeEach(async () => {
  app.clock.set('2026-11-20T20:00:00.000Z');
  season = await makeSeason(app, 3);
});

const later = (milliseconds: number) => new Date(app.clock.now().getTime() + milliseconds).toISOString();
const board = (rest = '') => `/api/stores/${season.store.key}/switchboard${rest}`;
const offer = () => ({ eventCodes: season.eventCodes });
const switchTo = (programId: string) =>
  season.staff.post(board('/switch'), { programId, reason: null, override: false });
const preview = async () => (await season.staff.get(board('/undo'))).body.undone;

async function planSale(programId: string) {
  const rest = { returnTo: { kind: 'base' }, reason: null };
  const span = { startsAt: later(hour), endsAt: later(2 * hour) };
  const answer = await season.staff.post(board('/plans'), { programId, ...span, ...rest });
  expect(answer.status).toBe(201);
  return answer.body.plans[0].id;
}

describe('what an undo would do', () => {
  test('is nothing before the first act', async () => {
    expect(await preview()).toBeNull();
  });

  test('is said before it is done, and is what the undo does', async () => {
    const regular = await makeChecked('Regular');
    const sale = await makeChecked('Sale');
    await switchTo(regular);
    await planSale(sale);
    app.clock.advance(minute);
    const { act, baseProgramId, plans } = await preview();
    expect(act).toMatchObject({ kind: 'plan', programId: sale, actorName: expect.any(String) });
    expect([baseProgramId, plans]).toEqual([regular, []]);
    const { body } = await season.staff.post(board('/undo'), { reason: null, actId: act.id });
    expect([body.baseProgramId, body.plans]).toEqual([baseProgramId, plans]);
    expect((await preview()).plans).toMatchObject([{ programId: sale, isHeld: false }]);
  });

  test('leaves out plans that are over by now', async () => {
    const regular = await makeChecked('Regular');
    const sale = await makeChecked('Sale');
    await switchTo(regular);
    await planSale(sale);
    await switchTo(await makeChecked('Fresh'));
    app.clock.advance(3 * hour);
    expect(await preview()).toMatchObject({ act: { kind: 'now' }, baseProgramId: regular, plans: [] });
  });
});

describe('an undo that names its act', () => {
  test('is refused, and changes nothing, when somebody acted since', async () => {
    const [one, two] = [await makeChecked('One'), await makeChecked('Two')];
    const first = (await switchTo(one)).body.lastAct;
    app.clock.advance(minute);
    await switchTo(two);
    const refused = await season.staff.post(board('/undo'), { reason: null, actId: first.id });
    expect([refused.status, refused.body.code]).toEqual([409, 'lifecycle.changed_since']);
    expect((await season.staff.get(board())).body).toMatchObject({ active: { programId: two }, revision: 2 });
  });
});

describe('the checks of a release', () => {
  const readiness = (id: string, query = '') =>
    season.staff.get(`/api/stores/${season.store.key}/programs/${id}/readiness${query}`);

  test('are those of what a switch starts, not of the working copy', async () => {
    const id = await makeChecked('Regular');
    const { body } = await readiness(id);
    expect(body).toMatchObject({ releaseNumber: 1, report: { forInstant: later(0) } });
    const path = `/api/stores/${season.store.key}/programs/${id}`;
    const { body: program } = await season.staff.get(path);
    const edit = await season.staff.put(
      `${path}/events`,
      { ...program.content.events, eventCodes: ['NOPE'] },
      { 'if-match': `"${program.versions.events}"` },
    );
    expect(edit.status, edit.text).toBe(200);
    expect((await readiness(id)).body.report).toEqual({ ...body.report, checkedAt: later(0) });
  });

  test('speak of the instant that is asked for: games that will have begun are not offered', async () => {
    const id = await makeChecked('Regular');
    const codesOf = ({ body }: { body: { report: { stages: { findings: { code: string }[] }[] } } }) =>
      body.report.stages.flatMap(({ findings }) => findings.map(({ code }) => code));
    expect(codesOf(await readiness(id))).not.toContain('events.past');
    expect(codesOf(await readiness(id, '?at=2027-02-01T00:00:00.000Z'))).toContain('events.past');
  });

  test('are refused for a program that was never published', async () => {
    const { id } = await makeProgram(app, season.store, { name: 'Draft' });
    const answer = await readiness(id);
    expect([answer.status, answer.body.code]).toEqual([409, 'program.not_published']);
  });
});

/** Published without errors at these games. */
async function makeChecked(name: string): Promise<string> {
  const rows = [{ eventCode: null, priceCode: 'C', ticketTypeCode: 'ADULT' }];
  return (await makeReleased(app, season.store, { name, ...offer(), rules: [makeRule('everybody', { rows })] })).id;
}
