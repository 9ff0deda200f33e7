import { describe, expect, test } from 'vitest';
import { type Grant, type Permission, rolePermissions } from '../../shared/contract/permissions.ts';
import {
  type Actor,
  asSystem,
  type Ctx,
  can,
  canSee,
  permissionsOn,
  require,
  requireClient,
  requireOpen,
  requireStore,
  type StoreCtx,
} from './ctx.ts';

const clientId = '01980000-0000-7000-8000-00000000000a';
const otherClientId = '01980000-0000-7000-8000-00000000000b';
const storeId = '01980000-0000-7000-8000-000000000001';
const otherStoreId = '01980000-0000-7000-8000-000000000002';
const store = { clientId, storeId };
const sibling = { clientId, storeId: otherStoreId };

const anonymous: Actor = { kind: 'anonymous' };
const system: Actor = { kind: 'system', name: 'sync' };
const key: Actor = { kind: 'api_key', keyId: 'k', name: 'Till', storeId, permissions: ['store.view'] };
const staff = (...grants: Grant[]): Actor => ({
  kind: 'staff',
  staffId: 's',
  name: 'Sam',
  email: 'sam@example.test',
  sessionId: 'x',
  grants,
});
const onClient: Grant = { scope: 'client', scopeId: clientId, role: 'viewer' };
const onStore: Grant = { scope: 'store', scopeId: storeId, role: 'admin' };
const as = (actor: Actor) => ({ actor }) as Ctx;
const asIn = (actor: Actor) => ({ actor, store: { id: storeId, clientId } }) as StoreCtx;

describe('what an actor may do', () => {
  test('is nothing for nobody and everything for the product itself', () => {
    expect(can(anonymous, 'store.view', store)).toBe(false);
    expect(can(system, 'store.remove', store)).toBe(true);
    expect(can(asSystem(as(anonymous), 'job').actor, 'platform.clients.edit')).toBe(true);
  });

  test('is for staff the sum of their roles that reach the target', () => {
    const person = staff(onClient, onStore);
    expect(can(person, 'store.people.edit', store)).toBe(true);
    expect(can(person, 'store.people.edit', sibling)).toBe(false);
    expect(can(person, 'store.settings.view', sibling)).toBe(true);
    expect(can(person, 'client.view', { clientId })).toBe(true);
    expect(can(person, 'client.view', { clientId: otherClientId })).toBe(false);
    expect(can(staff(), 'store.view', store)).toBe(false);
  });

  test('is for a key what it was given, in its own store only', () => {
    expect(can(key, 'store.view', store)).toBe(true);
    expect(can(key, 'store.edit', store)).toBe(false);
    expect(can(key, 'store.view', sibling)).toBe(false);
    expect(can(key, 'store.view')).toBe(false);
    expect(can(key, 'client.view', { clientId })).toBe(false);
  });

  test('is listed for screens just as it is decided', () => {
    expect(permissionsOn(key, store)).toEqual(['store.view']);
    expect(permissionsOn(anonymous, store)).toEqual([]);
    const person = staff(onClient);
    for (const permission of permissionsOn(person, sibling)) expect(can(person, permission, sibling)).toBe(true);
    const ofStores = rolePermissions.viewer.filter((permission) => permission.startsWith('store.'));
    expect(permissionsOn(person, sibling)).toEqual(expect.arrayContaining(ofStores));
    expect(permissionsOn(person, sibling)).toHaveLength(ofStores.length);
  });
});

describe('what an actor may know of', () => {
  test('is whatever one of their roles or their key reaches', () => {
    expect(canSee(staff(onStore), store)).toBe(true);
    expect(canSee(staff(onStore), sibling)).toBe(false);
    expect(canSee(staff(onStore), { clientId })).toBe(false);
    expect(canSee(staff(onClient), sibling)).toBe(true);
    expect(canSee(key, store)).toBe(true);
    expect(canSee(key, sibling)).toBe(false);
    expect(canSee(anonymous, store)).toBe(false);
    expect(canSee(system, store)).toBe(true);
  });
});

describe('requiring a permission', () => {
  const refusal = (act: () => void) => {
    try {
      act();
      return null;
    } catch (error) {
      return error;
    }
  };

  test('asks nobody-in-particular to sign in, and says to others what they lack', () => {
    expect(refusal(() => require(as(anonymous), 'platform.clients.view'))).toMatchObject({ code: 'auth.required' });
    expect(refusal(() => require(as(staff()), 'platform.clients.view'))).toMatchObject({
      code: 'permission.denied',
      params: { permission: 'platform.clients.view' },
    });
    expect(refusal(() => require(as(system), 'platform.clients.view'))).toBeNull();
  });

  test('of a store takes the store the context is bound to', () => {
    expect(refusal(() => requireStore(asIn(staff(onStore)), 'store.people.edit'))).toBeNull();
    expect(refusal(() => requireStore(asIn(staff(onClient)), 'store.settings.view'))).toBeNull();
    const elsewhere: Grant = { ...onStore, scopeId: otherStoreId };
    const denied = { code: 'permission.denied' };
    expect(refusal(() => requireStore(asIn(staff(elsewhere)), 'store.people.edit'))).toMatchObject(denied);
    expect(refusal(() => requireStore(asIn(key), 'store.edit'))).toMatchObject(denied);
  });

  test('of a client is not met by a role on one of its stores', () => {
    const denied = { code: 'permission.denied' };
    expect(refusal(() => requireClient(as(staff(onClient)), 'client.view', clientId))).toBeNull();
    expect(refusal(() => requireClient(as(staff(onStore)), 'client.view', clientId))).toMatchObject(denied);
    expect(refusal(() => requireClient(as(staff(onClient)), 'client.view', otherClientId))).toMatchObject(denied);
  });

  test.each(['platform.clients.view', 'client.view', 'store.view'] satisfies Permission[])(
    '%s without a target is met by roles on the platform only',
    (permission) => {
      const operator: Grant = { scope: 'platform', scopeId: null, role: 'operator' };
      expect(can(staff(operator), permission)).toBe(true);
      expect(can(staff(onClient, onStore), permission)).toBe(false);
    },
  );
});

test('a store that is suspended or about to be removed is not open', () => {
  expect(() => requireOpen({ state: 'active' })).not.toThrow();
  expect(() => requireOpen({ state: 'suspended' })).toThrow('store.suspended');
  expect(() => requireOpen({ state: 'removing' })).toThrow('store.removing');
});
