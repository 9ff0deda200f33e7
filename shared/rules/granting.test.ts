import { describe, expect, test } from 'vitest';
import type { Grant, Role } from '../contract/permissions.ts';
import { type GrantPlace, grantableRoles, mayGrant, permissionsAt, roleCovers } from './granting.ts';

const clientId = '01980000-0000-7000-8000-00000000000a';
const otherClientId = '01980000-0000-7000-8000-00000000000b';
const storeId = '01980000-0000-7000-8000-000000000001';
const otherStoreId = '01980000-0000-7000-8000-000000000002';

const platform: GrantPlace = { scope: 'platform' };
const client: GrantPlace = { scope: 'client', clientId };
const store: GrantPlace = { scope: 'store', clientId, storeId };
const otherStore: GrantPlace = { scope: 'store', clientId, storeId: otherStoreId };
const foreignStore: GrantPlace = { scope: 'store', clientId: otherClientId, storeId: otherStoreId };

const operator: Grant = { scope: 'platform', scopeId: null, role: 'operator' };
const onClient = (role: Role): Grant => ({ scope: 'client', scopeId: clientId, role });
const onStore = (role: Role): Grant => ({ scope: 'store', scopeId: storeId, role });

describe('who may grant what', () => {
  test.each([
    ['owner', ['owner', 'admin', 'editor', 'publisher', 'support', 'viewer']],
    ['admin', ['admin', 'editor', 'publisher', 'support', 'viewer']],
  ] as const)('an %s grants at most what that role may do', (role, expected) => {
    expect(grantableRoles([onClient(role)], client)).toEqual(expected);
    expect(grantableRoles([onClient(role)], store)).toEqual(expected);
    expect(grantableRoles([onStore(role)], store)).toEqual(expected);
  });

  test.each(['editor', 'publisher', 'support', 'viewer'] as const)(
    '%s, who edits no people, grants nothing',
    (role) => {
      expect(grantableRoles([onClient(role)], client)).toEqual([]);
      expect(grantableRoles([onStore(role)], store)).toEqual([]);
    },
  );

  test('a role on a store grants nothing on its client, on other stores or elsewhere', () => {
    for (const place of [platform, client, otherStore, foreignStore]) {
      expect(grantableRoles([onStore('owner')], place)).toEqual([]);
    }
  });

  test('a role on a client grants nothing on another client', () => {
    expect(grantableRoles([onClient('owner')], foreignStore)).toEqual([]);
    expect(grantableRoles([onClient('owner')], { scope: 'client', clientId: otherClientId })).toEqual([]);
  });

  test('rights from several roles add up', () => {
    expect(mayGrant([onClient('viewer'), onStore('admin')], 'admin', store)).toBe(true);
    expect(mayGrant([onClient('viewer'), onStore('admin')], 'admin', otherStore)).toBe(false);
  });

  test('the operator appoints operators and owners, and staffs no client', () => {
    expect(grantableRoles([operator], platform)).toEqual(['operator']);
    expect(grantableRoles([operator], client)).toEqual(['owner']);
    expect(grantableRoles([operator], store)).toEqual(['owner']);
  });

  test('nobody else appoints operators, and an operator exists on the platform only', () => {
    expect(grantableRoles([onClient('owner')], platform)).toEqual([]);
    expect(mayGrant([operator, onClient('owner')], 'operator', client)).toBe(false);
    expect(mayGrant([operator], 'owner', platform)).toBe(false);
  });

  test('without a role nothing may be granted', () => {
    for (const place of [platform, client, store]) expect(grantableRoles([], place)).toEqual([]);
  });
});

test('a role on a store carries only what is about stores', () => {
  expect(permissionsAt('store', 'admin').every((permission) => permission.startsWith('store.'))).toBe(true);
  expect(permissionsAt('client', 'admin')).toContain('client.people.edit');
  expect(permissionsAt('client', 'admin').some((permission) => permission.startsWith('platform.'))).toBe(false);
});

test('a role covers itself and the roles below it', () => {
  expect(roleCovers('store', 'admin', 'admin')).toBe(true);
  expect(roleCovers('store', 'admin', 'viewer')).toBe(true);
  expect(roleCovers('store', 'viewer', 'admin')).toBe(false);
});
