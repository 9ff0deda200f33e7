import { describe, expect, test } from 'vitest';
import {
  type Grant,
  grantsAllow,
  keyPermissions,
  permissions,
  type Role,
  rolePermissions,
  roles,
  storePermissions,
} from './permissions.ts';

/** One line a permission, one column a role: ● may, · may not. */
const table = `
permission               operator  owner     admin     editor    publisher support   viewer
platform.clients.view    ●         ·         ·         ·         ·         ·         ·
platform.clients.edit    ●         ·         ·         ·         ·         ·         ·
platform.products.edit   ●         ·         ·         ·         ·         ·         ·
platform.people.view     ●         ·         ·         ·         ·         ·         ·
platform.people.edit     ●         ·         ·         ·         ·         ·         ·
platform.owners.appoint  ●         ·         ·         ·         ·         ·         ·
platform.audit.view      ●         ·         ·         ·         ·         ·         ·
client.view              ●         ●         ●         ●         ●         ●         ●
client.edit              ●         ●         ·         ·         ·         ·         ·
client.stores.create     ●         ●         ·         ·         ·         ·         ·
client.people.view       ●         ●         ●         ·         ·         ·         ·
client.people.edit       ●         ●         ●         ·         ·         ·         ·
client.oidc.edit         ·         ●         ·         ·         ·         ·         ·
client.vendors.view      ·         ●         ●         ·         ·         ·         ·
client.vendors.edit      ·         ●         ●         ·         ·         ·         ·
client.audit.view        ●         ●         ●         ·         ·         ·         ·
store.view               ●         ●         ●         ●         ●         ●         ●
store.edit               ·         ●         ●         ·         ·         ·         ·
store.suspend            ●         ●         ·         ·         ·         ·         ·
store.remove             ·         ●         ·         ·         ·         ·         ·
store.export             ·         ●         ●         ·         ·         ·         ·
store.settings.view      ·         ●         ●         ●         ●         ●         ●
store.settings.edit      ·         ●         ●         ●         ●         ·         ·
store.people.view        ·         ●         ●         ·         ·         ·         ·
store.people.edit        ·         ●         ●         ·         ·         ·         ·
store.keys.view          ·         ●         ●         ·         ·         ·         ·
store.keys.edit          ·         ●         ●         ·         ·         ·         ·
store.webhooks.view      ·         ●         ●         ●         ●         ●         ·
store.webhooks.edit      ·         ●         ●         ·         ·         ·         ·
store.vendors.view       ·         ●         ●         ●         ●         ●         ·
store.vendors.edit       ·         ●         ●         ·         ·         ·         ·
store.audit.view         ·         ●         ●         ●         ●         ●         ·
store.catalogue.view     ·         ●         ●         ●         ●         ●         ●
store.catalogue.edit     ·         ●         ●         ●         ●         ·         ·
store.catalogue.publish  ·         ●         ●         ·         ●         ·         ·
store.inventory.view     ·         ●         ●         ●         ●         ●         ●
store.inventory.sync     ·         ●         ●         ●         ●         ·         ·
store.programs.view      ·         ●         ●         ●         ●         ●         ●
store.programs.edit      ·         ●         ●         ●         ●         ·         ·
store.programs.publish   ·         ●         ●         ·         ●         ·         ·
store.programs.switch    ·         ●         ●         ·         ●         ·         ·
store.programs.override  ·         ●         ●         ·         ·         ·         ·
store.insights.view      ·         ●         ●         ●         ●         ●         ●
store.orders.view        ·         ●         ●         ●         ●         ●         ·
store.orders.edit        ·         ●         ●         ·         ·         ·         ·
`;

const client = '01980000-0000-7000-8000-00000000000a';
const otherClient = '01980000-0000-7000-8000-00000000000b';
const store = '01980000-0000-7000-8000-000000000001';
const otherStore = '01980000-0000-7000-8000-000000000002';

describe('the permission table', () => {
  test('is the one people agreed on', () => {
    expect(drawn()).toBe(table.trim());
  });

  test('every permission is held by somebody, and named by area, thing and act', () => {
    for (const permission of permissions) {
      expect(permission).toMatch(/^(platform|client|store)(\.[a-z_]+){1,3}$/);
      expect(
        roles.some((role) => rolePermissions[role].includes(permission)),
        permission,
      ).toBe(true);
    }
  });

  test('no role lists a permission twice', () => {
    for (const role of roles) expect(new Set(rolePermissions[role]).size, role).toBe(rolePermissions[role].length);
  });

  const ladder: Role[] = ['viewer', 'support', 'editor', 'publisher', 'admin', 'owner'];
  test.each(ladder.slice(1).map((role, below) => [ladder[below] ?? role, role] as const))(
    'whatever a %s may do, a %s may do too',
    (lower, higher) => {
      expect(rolePermissions[higher]).toEqual(expect.arrayContaining([...rolePermissions[lower]]));
    },
  );

  test('the operator of the deployment sees nothing inside a store', () => {
    const inStores = rolePermissions.operator.filter((permission) => permission.startsWith('store.'));
    expect(inStores).toEqual(['store.view', 'store.suspend']);
  });

  test('only the operator may do anything to the deployment', () => {
    for (const role of ladder) {
      expect(rolePermissions[role].filter((permission) => permission.startsWith('platform.'))).toEqual([]);
    }
  });

  test('who may change something may also see it', () => {
    for (const permission of permissions.filter((one) => one.endsWith('.edit'))) {
      const view = permissions.find((one) => one === permission.replace(/edit$/, 'view'));
      if (view === undefined) continue;
      for (const role of roles) {
        if (rolePermissions[role].includes(permission)) expect(rolePermissions[role], role).toContain(view);
      }
    }
  });
});

describe('grants', () => {
  const onClient: Grant = { scope: 'client', scopeId: client, role: 'admin' };
  const onStore: Grant = { scope: 'store', scopeId: store, role: 'admin' };

  test('a role on a client holds for the client and for all its stores, and nowhere else', () => {
    expect(grantsAllow([onClient], 'client.people.edit', { clientId: client })).toBe(true);
    expect(grantsAllow([onClient], 'store.edit', { clientId: client, storeId: store })).toBe(true);
    expect(grantsAllow([onClient], 'store.edit', { clientId: otherClient, storeId: otherStore })).toBe(false);
    expect(grantsAllow([onClient], 'client.view', { clientId: otherClient })).toBe(false);
  });

  test('a role on a store holds for that store only, and says nothing about its client', () => {
    expect(grantsAllow([onStore], 'store.edit', { clientId: client, storeId: store })).toBe(true);
    expect(grantsAllow([onStore], 'store.edit', { clientId: client, storeId: otherStore })).toBe(false);
    expect(grantsAllow([onStore], 'client.view', { clientId: client })).toBe(false);
  });

  test('a target without ids is reached by roles on the platform only', () => {
    expect(grantsAllow([onClient, onStore], 'store.view')).toBe(false);
    expect(grantsAllow([{ scope: 'client', scopeId: null, role: 'owner' }], 'client.view')).toBe(false);
    expect(grantsAllow([{ scope: 'platform', scopeId: null, role: 'operator' }], 'platform.people.edit')).toBe(true);
  });

  test('nobody without a grant may do anything', () => {
    for (const permission of permissions) {
      expect(grantsAllow([], permission, { clientId: client, storeId: store })).toBe(false);
    }
  });
});

test('an API key can be given everything about a store but people, keys, webhooks, its vendor, orders and its end', () => {
  const never = storePermissions.filter((permission) => !keyPermissions.includes(permission));
  expect(never).toEqual([
    'store.suspend',
    'store.remove',
    'store.people.view',
    'store.people.edit',
    'store.keys.view',
    'store.keys.edit',
    'store.webhooks.edit',
    'store.vendors.edit',
    'store.orders.view',
    'store.orders.edit',
  ]);
});

function drawn(): string {
  const line = (name: string, cells: readonly string[]) =>
    [name.padEnd(25), ...cells.map((cell) => cell.padEnd(10))].join('').trimEnd();
  const lines = permissions.map((permission) =>
    line(
      permission,
      roles.map((role) => (rolePermissions[role].includes(permission) ? '●' : '·')),
    ),
  );
  return [line('permission', roles), ...lines].join('\n');
}
