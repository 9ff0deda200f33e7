import { z } from 'zod';
import { Currency, Email, Key, Locale, Name, Reason, TimeZone } from '../shared/contract/common.ts';
import { Day, ImportQuery } from '../shared/contract/events.import.ts';
import { HostName } from '../shared/contract/hosts.ts';
import { StoreState } from '../shared/contract/stores.ts';
import { type Ctx, withStore } from './core/ctx.ts';
import { problem } from './core/problem.ts';
import { createStoreWithOwner } from './modules/identity/identity.stores.service.ts';
import { importSeason } from './modules/inventory/inventory.season.service.ts';
import { createClient, listClients } from './modules/stores/stores.clients.service.ts';
import { getStore, listStores } from './modules/stores/stores.details.service.ts';
import { editStore } from './modules/stores/stores.edit.service.ts';
import { exportStore } from './modules/stores/stores.export.service.ts';
import { addHost, makeHostPrimary, removeHost } from './modules/stores/stores.hosts.service.ts';
import { createProduct, listProducts } from './modules/stores/stores.products.service.ts';
import { cancelRemoval, confirmRemoval, requestRemoval } from './modules/stores/stores.removal.service.ts';
import { resolveStore } from './modules/stores/stores.service.ts';
import { getSetting, listSettings } from './modules/stores/stores.settings.service.ts';
import { resumeStore, suspendStore } from './modules/stores/stores.states.service.ts';

/** What a command answers: shown as lines of text or as JSON, or nothing but a sentence. */
export type Outcome = { value: unknown } | { said: string };

export type Command = {
  about: string;
  /** Names of what stands after the command, in order. */
  places: readonly string[];
  /** Values of options are text; their names are in camel case here and hyphened on the command line. */
  args: z.ZodObject;
  run: (ctx: Ctx, args: Record<string, unknown>, files: Files) => Promise<Outcome>;
};

/** The one thing a command does besides calling services. */
export type Files = {
  /** Writes a new file whole or not at all, and answers where it lies. */
  write: (path: string, lines: AsyncIterable<string>) => Promise<string>;
};

const store = { store: Key };
const named = { key: Key, name: Name };
const host = { ...store, host: HostName };

export const commands: Readonly<Record<string, Command>> = {
  list: command({
    about: 'The stores, in the order of their keys',
    args: { client: Key.optional(), state: StoreState.optional(), text: z.string().optional() },
    run: async (ctx, search) => ({ value: await all((page) => listStores(ctx, search, page)) }),
  }),
  show: command({
    about: 'A store with its host names and state',
    places: ['store'],
    args: store,
    run: async (ctx, args) => ({ value: await getStore(await open(ctx, args.store)) }),
  }),
  create: command({
    about: 'Makes a store with its schema, settings and owner',
    places: ['store'],
    args: {
      ...store,
      client: Key,
      product: Key,
      name: Name,
      timeZone: TimeZone,
      currency: Currency.default('USD'),
      locale: Locale.default('en'),
      owner: Email.optional(),
    },
    run: async (ctx, { store: key, client, product, owner, ...rest }) => ({
      value: await createStoreWithOwner(ctx, {
        ...rest,
        key,
        clientKey: client,
        productKey: product,
        ownerEmail: owner,
      }),
    }),
  }),
  edit: command({
    about: 'Changes name, time zone, currency or locale',
    places: ['store'],
    args: {
      ...store,
      name: Name.optional(),
      timeZone: TimeZone.optional(),
      currency: Currency.optional(),
      locale: Locale.optional(),
    },
    async run(ctx, { store: key, ...edit }) {
      const there = await open(ctx, key);
      return { value: await editStore(there, (await getStore(there)).version, edit) };
    },
  }),
  settings: command({
    about: 'The settings of a store, or one group of them',
    places: ['store'],
    args: { ...store, name: z.string().optional() },
    async run(ctx, { store: key, name }) {
      const there = await open(ctx, key);
      return { value: name === undefined ? await listSettings(there) : await getSetting(there, name) };
    },
  }),
  'host-add': command({
    about: 'Adds a host name; the first one becomes the primary one',
    places: ['store', 'host'],
    args: host,
    run: async (ctx, args) => ({ value: await addHost(await open(ctx, args.store), args.host) }),
  }),
  'host-remove': command({
    about: 'Removes a host name',
    places: ['store', 'host'],
    args: host,
    run: async (ctx, args) => ({ value: await removeHost(await open(ctx, args.store), args.host) }),
  }),
  'host-primary': command({
    about: 'Makes a host name the one that links use',
    places: ['store', 'host'],
    args: host,
    run: async (ctx, args) => ({ value: await makeHostPrimary(await open(ctx, args.store), args.host) }),
  }),
  suspend: command({
    about: 'Closes a store to fans and to changes',
    places: ['store'],
    args: { ...store, reason: Reason },
    run: async (ctx, args) => ({ value: await suspendStore(await open(ctx, args.store), args.reason) }),
  }),
  resume: command({
    about: 'Opens a suspended store again',
    places: ['store'],
    args: store,
    run: async (ctx, args) => ({ value: await resumeStore(await open(ctx, args.store)) }),
  }),
  export: command({
    about: 'Writes everything a store has into a new file, as lines of JSON',
    places: ['store'],
    args: { ...store, to: z.string().min(1) },
    run: async (ctx, args, files) => {
      const path = await files.write(args.to, await exportStore(await open(ctx, args.store)));
      return { said: `Exported ${args.store} to ${path}.` };
    },
  }),
  import: command({
    about: 'Imports events with their venues from the vendor, and begins to copy what it sells of them',
    places: ['store'],
    args: {
      ...store,
      itemSet: z.string().optional(),
      codes: z.string().optional(),
      from: Day.optional(),
      until: Day.optional(),
    },
    async run(ctx, { store: key, ...asked }) {
      const { report, syncRunId } = await importSeason(await open(ctx, key), importQuery(asked));
      const { counts, venues, categoriesMade, unmapped } = report;
      const venuesMade = venues.filter(({ is }) => is === 'new').map(({ name }) => name);
      return { value: { counts, venuesMade, categoriesMade, unmapped, syncRunId } };
    },
  }),
  'request-removal': command({
    about: 'First step of removing a store: closes it and asks for an export',
    places: ['store'],
    args: { ...store, reason: Reason },
    run: async (ctx, args) => ({ value: await requestRemoval(await open(ctx, args.store), args.reason) }),
  }),
  'cancel-removal': command({
    about: 'Keeps the store after all',
    places: ['store'],
    args: store,
    run: async (ctx, args) => ({ value: await cancelRemoval(await open(ctx, args.store)) }),
  }),
  'confirm-removal': command({
    about: 'Second step: deletes everything the store has, for good; type its key again',
    places: ['store'],
    args: { ...store, key: z.string() },
    run: async (ctx, args) => {
      await confirmRemoval(await open(ctx, args.store), args.key);
      return { said: `Removed ${args.store}.` };
    },
  }),
  clients: command({
    about: 'The clients, in the order of their keys',
    args: {},
    run: async (ctx) => ({ value: await all((page) => listClients(ctx, page)) }),
  }),
  'client-create': command({
    about: 'Makes a client',
    places: ['key'],
    args: named,
    run: async (ctx, args) => ({ value: await createClient(ctx, args) }),
  }),
  products: command({
    about: 'The products, in the order of their keys',
    args: {},
    run: async (ctx) => ({ value: await all((page) => listProducts(ctx, page)) }),
  }),
  'product-create': command({
    about: 'Makes a product',
    places: ['key'],
    args: named,
    run: async (ctx, args) => ({ value: await createProduct(ctx, args) }),
  }),
};

/** The arguments of `run` have the types that `args` parses to. */
export function command<S extends z.core.$ZodLooseShape>(definition: {
  about: string;
  places?: readonly string[];
  args: S;
  run: (ctx: Ctx, args: z.output<z.ZodObject<S>>, files: Files) => Promise<Outcome>;
}): Command {
  const { about, places = [], run } = definition;
  const args = z.strictObject(definition.args);
  return { about, places, args, run: (ctx, given, files) => run(ctx, args.parse(given), files) };
}

type Asked = {
  itemSet?: string | undefined;
  codes?: string | undefined;
  from?: string | undefined;
  until?: string | undefined;
};

/** `--codes A,B`, `--item-set SEASON` or `--from … --until …`; none of them: what the service takes for a season. */
function importQuery({ itemSet, codes, from, until }: Asked): ImportQuery | undefined {
  if (codes !== undefined) return readQuery({ kind: 'codes', codes: codes.split(',') });
  if (itemSet !== undefined) return readQuery({ kind: 'item_set', itemSet });
  return from === undefined && until === undefined ? undefined : readQuery({ kind: 'range', from, until });
}

function readQuery(given: object): ImportQuery {
  const parsed = ImportQuery.safeParse(given);
  if (parsed.success) return parsed.data;
  const errors = parsed.error.issues.map(({ path, code, message }) => ({ at: `--${String(path[0])}`, code, message }));
  throw problem('request.invalid', {}, { errors });
}

async function open(ctx: Ctx, storeKey: string) {
  return withStore(ctx, await resolveStore(ctx, storeKey));
}

type Page<T> = { items: T[]; next: string | null };

async function all<T>(list: (page: { limit: number; cursor?: string }) => Promise<Page<T>>): Promise<T[]> {
  let page = await list({ limit: 200 });
  const items = [...page.items];
  while (page.next !== null) {
    page = await list({ limit: 200, cursor: page.next });
    items.push(...page.items);
  }
  return items;
}
