import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { PriceRule, ProgramContent, Stage } from '../../../shared/contract/program-content.ts';
import { choiceSpace } from '../../../shared/rules/choice-space.ts';
import { type Buyer, quote } from '../../../shared/rules/quote.ts';
import { nextChoices } from '../../../shared/rules/selection.ts';
import {
  idOf,
  makeCondition,
  makePack,
  makePackage,
  makeRule,
  makeTier,
} from '../../../test/factories/program-content.ts';
import { makeSeason, prices, publish, type Season } from '../../../test/factories/season.ts';
import { signIn } from '../../../test/factories/staff.ts';
import { openTestApp, type TestApp } from '../../../test/harness/app.ts';
import { hour } from '../../../test/harness/clock.ts';

let app: TestApp;
let season: Season;
beforeAll(async () => {
  app = await openTestApp();
  app.clock.set('2026-11-20T20:00:00.000Z');
  season = await makeSeason(app, 41);
});
afterAll(() => app.close());

const base = () => `/api/stores/${season.store.key}/programs`;
const games = (from: number, to: number) => season.eventCodes.slice(from - 1, to);
const banner = { url: 'https://images.example.test/banner.jpg', alt: { en: 'Chase Center' } };
const nobody: Buyer = { accountGroups: new Set(), seatsByEvent: new Map(), eventCount: 0, planCount: 0 };
const sells = (name: string, ticketTypeCode: string, rest: Partial<PriceRule> = {}) =>
  makeRule(name, { rows: [{ eventCode: null, priceCode: 'C', ticketTypeCode }], ...rest });

type Type = ProgramContent['definition']['type'];
type Stages = { [K in Stage]?: Partial<ProgramContent[K]> };
const paths: Record<Stage, string> = {
  definition: 'definition',
  events: 'events',
  packs: 'packs',
  packages: 'packages',
  suites: 'suites',
  pricing: 'pricing',
  access: 'access',
  presentation: 'presentation',
  add_ons: 'add-ons',
};

/** Makes a program stage by stage over HTTP, as the editor does; answers its id. */
async function build(name: string, type: Type, stages: Stages): Promise<string> {
  const { body: program } = await season.staff.post(base(), { name, type, inventoryType: 'seat' });
  const all: Stages = { presentation: { headline: { en: name }, banner }, ...stages };
  all.definition = { classNames: ['FLEX'], ...all.definition };
  for (const [stage, part] of Object.entries(all) as [Stage, object][]) {
    const version = program.versions[stage];
    const content = { ...program.content[stage], ...part };
    const answer = await season.staff.put(`${base()}/${program.id}/${paths[stage]}`, content, {
      'if-match': `"${version}"`,
    });
    expect([stage, answer.status, answer.body.errors]).toEqual([stage, 200, undefined]);
  }
  return program.id;
}

async function released(id: string): Promise<ProgramContent> {
  const answer = await publish(season, id);
  expect([answer.status, answer.body.errors]).toEqual([200, undefined]);
  return (await season.staff.get(`${base()}/${id}/releases/${answer.body.release.number}`)).body.content;
}

async function errorsOf(id: string): Promise<string[]> {
  const { body } = await season.staff.get(`${base()}/${id}/checks`);
  type Report = { findings: { code: string; severity: string }[] };
  return body.stages.flatMap((stage: Report) =>
    stage.findings.filter((one) => one.severity === 'error').map((one) => one.code),
  );
}

function ask(content: ProgramContent, packId: string | null, eventCodes: string[], packageId: string | null = null) {
  const events = new Map(season.eventCodes.map((code) => [code, { isAvailable: true, minSeats: 1, maxSeats: null }]));
  const amountOf: Record<string, number> = prices.C;
  const amounts = (_: string, priceCode: string, ticketType: string) =>
    priceCode === 'C' ? (amountOf[ticketType] ?? null) : null;
  const selected = eventCodes.map((eventCode) => ({ eventCode, suiteId: null, seats: [{ priceCode: 'C', count: 2 }] }));
  return quote({ content, events, amounts }, { packId, packageId, partySize: 2, events: selected, addOns: [] }, nobody);
}
const codes = (answer: ReturnType<typeof ask>) => answer.findings.map(({ code }) => code);

describe('the Warriors', () => {
  test('sell any 3 to 10 of 41 games', async () => {
    const content = await released(
      await build('Build your own', 'build_your_own', {
        definition: { minEvents: 3, maxEvents: 10 },
        events: { eventCodes: games(1, 41) },
        pricing: { rules: [sells('everybody', 'ADULT')] },
      }),
    );
    expect(codes(ask(content, null, games(1, 2)))).toEqual(['selection.short']);
    expect(codes(ask(content, null, games(1, 11)))).toEqual(['selection.over']);
    const ten = ask(content, null, games(1, 10));
    expect([codes(ten), ten.totalCents]).toEqual([['selection.complete'], 10 * 2 * 10_000]);
  });

  test('keep a fan from buying five games through the three-game pack', async () => {
    const [three, five] = [
      makePack('Three', games(1, 20), { minEvents: 3, maxEvents: 4 }),
      makePack('Five', games(1, 20), { minEvents: 5, maxEvents: 5 }),
    ];
    const rules = [
      sells('five', '5GP', { priority: 1, conditions: [makeCondition({ packId: five.id })] }),
      sells('three', '3GP', { priority: 2 }),
    ];
    const content = await released(
      await build('Packs', 'game_packs', { packs: { packs: [three, five] }, pricing: { rules } }),
    );
    expect(codes(ask(content, idOf('Three'), games(1, 5)))).toContain('selection.over');
    expect(ask(content, idOf('Three'), games(1, 4)).totalCents).toBe(4 * 2 * 9_000);
    expect(ask(content, idOf('Five'), games(1, 5)).totalCents).toBe(5 * 2 * 8_000);
    expect(codes(ask(content, idOf('Five'), games(1, 4)))).toContain('selection.short');
  });

  test('ask for one game from each of three tiers, and never lead into a dead end', async () => {
    const tiers = [
      makeTier('Rivals', games(1, 5), { minEvents: 1 }),
      makeTier('Middle', games(6, 20), { minEvents: 1 }),
      makeTier('Rest', games(21, 41), { minEvents: 1 }),
    ];
    const pack = makePack('Mix', tiers, { minEvents: 3, maxEvents: 3 });
    const content = await released(
      await build('Tiers', 'game_packs', {
        definition: { packStructure: 'packs_with_tiers' },
        packs: { packs: [pack] },
        pricing: { rules: [sells('everybody', '3GP')] },
      }),
    );
    expect(codes(ask(content, pack.id, games(1, 3)))).toContain('selection.group_short');
    expect(codes(ask(content, pack.id, ['G01', 'G06', 'G21']))).toEqual(['selection.complete']);
    const space = choiceSpace(content, { packId: pack.id, packageId: null }, () => true);
    if (space === null) throw new Error('the pack is there');
    const next = nextChoices(space, new Set(['G01']));
    expect(next.get('G02')).toEqual({ reason: 'needed_elsewhere', groups: [idOf('Middle'), idOf('Rest')] });
    expect(next.get('G06')).toBeNull();
  });

  test('have a hidden tier in a pack without tiers, made by itself, that survives a change of structure', async () => {
    const pack = { ...makePack('Plain', games(1, 10), { minEvents: 3 }), tiers: [] };
    const id = await build('Plain packs', 'game_packs', {
      packs: { packs: [pack] },
      pricing: { rules: [sells('everybody', 'ADULT')] },
    });
    const { body } = await season.staff.get(`${base()}/${id}`);
    const stored = body.content.packs.packs.find((one: { id: string }) => one.id === pack.id);
    expect(stored.tiers).toMatchObject([{ isHidden: true, eventCodes: games(1, 10) }]);
    const definition = { ...body.content.definition, packStructure: 'packs_with_tiers' };
    await season.staff.put(`${base()}/${id}/definition`, definition, { 'if-match': `"${body.versions.definition}"` });
    const after = (await season.staff.get(`${base()}/${id}`)).body.content.packs.packs;
    expect(after).toEqual(body.content.packs.packs);
  });

  test('sell a Rivalry Pack as it is, with add-ons after the purchase', async () => {
    const postPurchase = { eventCodes: games(10, 15), minEvents: 1, maxEvents: 3 };
    const rivalry = makePackage('Rivalry', games(1, 4), { postPurchase });
    const id = await build('Packages', 'preset_packages', {
      packages: { packages: [rivalry] },
      pricing: { rules: [sells('everybody', 'ADULT')] },
    });
    const content = await released(id);
    expect(codes(ask(content, null, games(1, 3), rivalry.id))).toContain('selection.short');
    expect(ask(content, null, games(1, 4), rivalry.id).totalCents).toBe(4 * 2 * 10_000);
    const broken = await build('Broken', 'preset_packages', {
      packages: {
        packages: [
          makePackage('Short', games(1, 4), { postPurchase: { ...postPurchase, minEvents: 7, maxEvents: null } }),
        ],
      },
      pricing: { rules: [sells('everybody', 'ADULT')] },
    });
    expect(await errorsOf(broken)).toEqual(['definition.post_purchase_too_few']);
  });

  test('prepare Black Friday, plan it, have it on, and be back by themselves with an equal hash', async () => {
    const regular = await build('Regular season', 'build_your_own', {
      definition: { minEvents: 3, maxEvents: null },
      events: { eventCodes: games(1, 41) },
      pricing: { rules: [sells('everybody', 'ADULT')] },
    });
    await released(regular);
    const map = { ticketTypes: [{ from: 'ADULT', to: 'BF25' }] };
    const preview = await season.staff.post(`${base()}/${regular}/sale/preview`, map);
    expect(preview.body.changes).toContainEqual(
      expect.objectContaining({ eventCode: 'G01', priceCode: 'C', beforeCents: 10_000, afterCents: 7_500 }),
    );
    const { body: sale } = await season.staff.post(`${base()}/${regular}/sale`, {
      ...map,
      name: 'Black Friday',
      banner,
      headline: { en: 'Black Friday' },
    });
    const saleContent = await released(sale.id);
    const { body: difference } = await season.staff.get(
      `/api/stores/${season.store.key}/program-diff?from=${regular}&to=${sale.id}`,
    );
    expect(difference.sentences).toContain('Game G01, price code C: $100.00 becomes $75.00.');

    const board = `/api/stores/${season.store.key}/switchboard`;
    const opened = await season.staff.post(`${board}/switch`, { programId: regular, reason: null, override: false });
    expect(opened.body.active.programId).toBe(regular);
    const before = await hashOf(regular);
    const [startsAt, endsAt] = ['2026-11-27T08:00:00.000Z', '2026-11-28T08:00:00.000Z'];
    const planned = await season.staff.post(`${board}/plans`, {
      programId: sale.id,
      startsAt,
      endsAt,
      returnTo: { kind: 'base' },
      reason: 'Black Friday',
    });
    expect(planned.status).toBe(201);
    app.clock.set(startsAt);
    season.staff = await signIn(app, season.person);
    expect((await season.staff.get(board)).body.active.programId).toBe(sale.id);
    expect(ask(saleContent, null, games(1, 3)).totalCents).toBe(3 * 2 * 7_500);
    app.clock.set(endsAt);
    app.clock.advance(hour);
    season.staff = await signIn(app, season.person);
    const { active } = (await season.staff.get(board)).body;
    expect([active.programId, active.endsAt]).toEqual([regular, null]);
    expect(await hashOf(regular)).toBe(before);
  });
});

/** Of the release that is active now. */
async function hashOf(programId: string): Promise<string> {
  const { active } = (await season.staff.get(`/api/stores/${season.store.key}/switchboard`)).body;
  expect(active.programId).toBe(programId);
  return (await season.staff.get(`${base()}/${programId}/releases/${active.releaseNumber}`)).body.contentHash;
}
