import { randomUUID } from 'node:crypto';
import type { Answer, Browser } from './browser.ts';

export type Team = { staff: Browser; base: string };
export type Made = { id: string; name: string; packId: string | null; packageId: string | null };

const priceCodes = ['C', 'D', 'E', 'F', 'J', 'K', 'L', 'M'];

/** Publishes every event with a start ahead; answers the games' codes, the first first. */
export async function gamesOf({ staff, base }: Team, now: number): Promise<string[]> {
  const { items } = await staff.get(`${base}/events?limit=200`);
  const drafts = items.filter(({ state }: Answer) => state === 'draft').map(({ id }: Answer) => id);
  if (drafts.length > 0) await staff.post(`${base}/events/publish`, { eventIds: drafts });
  return items
    .filter(({ startsAt, opponent }: Answer) => startsAt !== null && opponent !== null && Date.parse(startsAt) > now)
    .map(({ code }: Answer) => code);
}

/** Any three games or more; five and more at the price of five. */
export async function makeByo(team: Team, games: readonly string[]): Promise<Made> {
  const program = await create(team, 'Build Your Own', 'build_your_own');
  await put(team, program, 'definition', { ...program.content.definition, classNames: ['FLEX'], minEvents: 3 });
  await put(team, program, 'events', { eventCodes: games });
  const five = { accountGroup: null, packId: null, packageId: null, minEvents: 5 };
  await price(team, program, [rule('Five games and more', '5GP', [five]), rule('Everybody', '3GP')]);
  return publish(team, program);
}

/** Three games: two of the first half, one of the second. */
export async function makePacks(team: Team, games: readonly string[]): Promise<Made> {
  const program = await create(team, 'Half and Half', 'game_packs');
  const middle = Math.ceil(games.length / 2);
  const tier = (name: string, count: number, eventCodes: readonly string[]) => ({
    id: randomUUID(),
    name: { en: name },
    minEvents: count,
    maxEvents: count,
    eventCodes,
    isHidden: false,
  });
  const pack = {
    id: randomUUID(),
    name: { en: 'Three games' },
    description: {},
    minEvents: 3,
    maxEvents: 3,
    eventCodes: games,
    tiers: [tier('First half', 2, games.slice(0, middle)), tier('Second half', 1, games.slice(middle))],
    isHidden: false,
    image: null,
  };
  const definition = { ...program.content.definition, classNames: ['FLEX'], packStructure: 'packs_with_tiers' };
  await put(team, program, 'definition', definition);
  await put(team, program, 'packs', { packs: [pack] });
  await price(team, program, [rule('Everybody', '5GP')]);
  return { ...(await publish(team, program)), packId: pack.id };
}

/** The last two games, fixed, and up to two of the others after the purchase. */
export async function makePackage(team: Team, games: readonly string[]): Promise<Made> {
  const program = await create(team, 'Weekend Package', 'preset_packages');
  const one = {
    id: randomUUID(),
    name: { en: 'Two nights' },
    description: {},
    eventCodes: games.slice(-2),
    postPurchase: { eventCodes: games.slice(0, -2), minEvents: 1, maxEvents: 2 },
    image: null,
  };
  await put(team, program, 'definition', { ...program.content.definition, classNames: ['FLEX'] });
  await put(team, program, 'packages', { packages: [one] });
  await price(team, program, [rule('Everybody', 'PKG')]);
  return { ...(await publish(team, program)), packageId: one.id };
}

/** The same packs at the sale's ticket type. */
export async function makeSale(team: Team, of: Made): Promise<Made> {
  const { staff, base } = team;
  const sale = await staff.post(`${base}/programs/${of.id}/sale`, {
    name: await freeName(team, 'Black Friday'),
    ticketTypes: [{ from: '5GP', to: 'BF25' }],
    banner: null,
    headline: { en: 'Black Friday' },
  });
  return { ...(await publish(team, sale)), packId: of.packId };
}

function rule(name: string, ticketTypeCode: string, conditions: readonly object[] = []) {
  const rows = priceCodes.map((priceCode) => ({ eventCode: null, priceCode, ticketTypeCode }));
  return { id: randomUUID(), name, priority: null, isOn: true, conditions, rows, suiteRows: [] };
}

async function create(team: Team, name: string, type: string): Promise<Answer> {
  const { staff, base } = team;
  const program = await staff.post(`${base}/programs`, {
    name: await freeName(team, name),
    type,
    inventoryType: 'seat',
  });
  const path = `${base}/programs/${program.id}/presentation`;
  const presentation = { ...program.content.presentation, headline: { en: name } };
  await staff.put(path, presentation, { 'if-match': `"${program.versions.presentation}"` });
  return program;
}

/** The name, with a number when the season was played here before. */
async function freeName({ staff, base }: Team, name: string): Promise<string> {
  const { items } = await staff.get(`${base}/programs?limit=100`);
  const taken = new Set(items.map((program: Answer) => program.name));
  let free = name;
  for (let count = 2; taken.has(free); count += 1) free = `${name} ${count}`;
  return free;
}

async function put({ staff, base }: Team, program: Answer, stage: string, content: object): Promise<void> {
  const path = `${base}/programs/${program.id}/${stage}`;
  await staff.put(path, content, { 'if-match': `"${program.versions[stage]}"` });
}

async function price({ staff, base }: Team, program: Answer, rules: readonly object[]): Promise<void> {
  const path = `${base}/programs/${program.id}/pricing`;
  await staff.put(path, { rules }, { 'if-match': `"${program.versions.pricing}"` });
}

/** Accepts every warning by name, as staff do who have read them. */
async function publish({ staff, base }: Team, { id }: Answer): Promise<Made> {
  const path = `${base}/programs/${id}`;
  const { name, versions } = await staff.get(path);
  const { stages } = await staff.get(`${path}/checks`);
  const accept = stages
    .flatMap(({ findings }: Answer) => findings)
    .filter(({ severity }: Answer) => severity === 'warning')
    .map(({ code, at }: Answer) => ({ code, at }));
  await staff.post(`${path}/publish`, { versions, accept });
  return { id, name, packId: null, packageId: null };
}
