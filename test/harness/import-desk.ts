import { afterAll, beforeAll, beforeEach } from 'vitest';
import type { StoreFacts } from '../../server/core/ctx.ts';
import type { ImportReport } from '../../shared/contract/events.import.ts';
import type { Role } from '../../shared/contract/permissions.ts';
import { makeStaff, onStore, signIn } from '../factories/staff.ts';
import { makeStore } from '../factories/store.ts';
import { connectVendor } from '../factories/vendor.ts';
import { type RehearsedVendor, rehearseVendor, resetVendor } from '../vendors/rehearsed-vendor.ts';
import { openTestApp, type TestApp } from './app.ts';
import type { Answer, TestClient } from './client.ts';

/** Somebody who imports events into a store: a new one for each test, with a vendor that says what the test wants. */
export type ImportDesk = {
  app: TestApp;
  store: StoreFacts;
  vendor: RehearsedVendor;
  editor: TestClient;
  /** Of the store's events. */
  path: string;
  connect: (store: StoreFacts) => Promise<void>;
  withRole: (role: Role) => Promise<TestClient>;
  /** Of the item set SEASON, unless said. */
  ask: (what: 'import' | 'import/preview', rest: object) => Promise<Answer>;
  importNow: (rest?: object) => Promise<ImportReport>;
  preview: (rest?: object) => Promise<ImportReport>;
  find: (code: string) => Promise<Answer['body']>;
  edit: (code: string, fields: object) => Promise<Answer>;
  take: (by: TestClient, code: string, fields: string[]) => Promise<Answer>;
  act: (what: 'publish' | 'unpublish' | 'archive' | 'unarchive', codes: string[]) => Promise<Answer>;
  /** Every row that an import may write. */
  everything: () => Promise<unknown[][]>;
};

/** Opens the product for the tests of a file. */
export function setUpImportDesk(): ImportDesk {
  const vendor = rehearseVendor();
  let opened: Pick<ImportDesk, 'app' | 'store' | 'editor'> | null = null;
  const present = () => {
    if (opened === null) throw new Error('the desk opens before each test');
    return opened;
  };
  let app: TestApp;
  beforeAll(async () => {
    app = await openTestApp({}, { vendors: { rehearsed: vendor.adapter } });
  });
  beforeEach(async () => {
    resetVendor(vendor);
    const store = await makeStore(app);
    await connect(app, store);
    opened = { app, store, editor: await personWith(app, store, 'editor') };
  });
  afterAll(() => app.close());
  return makeDesk(present, vendor);
}

function makeDesk(present: () => Pick<ImportDesk, 'app' | 'store' | 'editor'>, vendor: RehearsedVendor): ImportDesk {
  const path = () => `/api/stores/${present().store.key}/events`;
  const find = async (code: string) =>
    (await present().editor.get(`${path()}?code=${code}&includeArchived=true`)).body.items[0];
  const withRole = (role: Role) => personWith(present().app, present().store, role);
  const ask = (what: string, rest: object) =>
    present().editor.post(`${path()}/${what}`, { query: { kind: 'item_set', itemSet: 'SEASON' }, ...rest });
  return {
    get app() {
      return present().app;
    },
    get store() {
      return present().store;
    },
    get editor() {
      return present().editor;
    },
    get path() {
      return path();
    },
    vendor,
    connect: (store) => connect(present().app, store),
    withRole,
    ask,
    importNow: async (rest = {}) => bodyOf(await ask('import', rest)),
    preview: async (rest = {}) => bodyOf(await ask('import/preview', rest)),
    find,
    async edit(code, fields) {
      const { id, version } = await find(code);
      return present().editor.patch(`${path()}/${id}`, fields, { 'if-match': `"${version}"` });
    },
    async take(by, code, fields) {
      const { id, version } = await find(code);
      return by.post(`${path()}/${id}/take`, { fields }, { 'if-match': `"${version}"` });
    },
    async act(what, codes) {
      const eventIds = await Promise.all(codes.map(async (code) => (await find(code)).id));
      return (await withRole('publisher')).post(`${path()}/${what}`, { eventIds });
    },
    async everything() {
      const { app, store } = present();
      const tables = ['events', 'event_imports', 'vendor_venues', 'venues', 'categories', 'audit_entries'];
      const read = (table: string) =>
        app.ctx.database.pool.query(`select * from ${store.schemaName}.${table} order by 1`);
      return (await Promise.all(tables.map(read))).map(({ rows }) => rows);
    },
  };
}

async function connect(app: TestApp, store: StoreFacts) {
  const connection = { baseUrl: 'http://127.0.0.1:1' };
  await connectVendor(app, store, { adapter: 'rehearsed', connection, keys: { key: 'k' } });
}

async function personWith(app: TestApp, store: StoreFacts, role: Role): Promise<TestClient> {
  return signIn(app, await makeStaff(app, { name: `The ${role}`, grants: [onStore(store, role)] }));
}

function bodyOf({ status, body, text }: Answer) {
  if (status !== 200) throw new Error(text);
  return body;
}
