import { z } from 'zod';
import { ClientParams, Email, Id, Instant, PageQuery, pageOf, StoreParams } from './common.ts';
import { roles } from './permissions.ts';
import { defineRoutes } from './route.ts';

export const Role = z.enum(roles);
/** A role on a client or a store; the operator exists on the platform only. */
export const TenantRole = z.enum(roles).exclude(['operator']);

/** One role of one person. Who has a role on the client and another on the store stands in the store's list twice. */
export const Person = z.strictObject({
  id: Id,
  name: z.string(),
  email: Email,
  role: Role,
  /** Where the role was granted; a store's list also has the people of its client. */
  from: z.enum(['platform', 'client', 'store']),
  /** False: the account is closed and nobody can sign in with it. */
  isActive: z.boolean(),
  isYou: z.boolean(),
  grantedAt: Instant,
  /** Null: never signed in. */
  lastSeenAt: Instant.nullable(),
  /** The roles you may give this person here instead; empty when you may not change it. */
  mayBecome: z.array(Role),
  mayRemove: z.boolean(),
});
export const PeoplePage = pageOf(Person);
export const ChangeRole = z.strictObject({ role: TenantRole });

const person = { staffId: Id };
const StorePerson = StoreParams.extend(person);
const ClientPerson = ClientParams.extend(person);

export const peopleRoutes = defineRoutes({
  listStorePeople: {
    method: 'GET',
    path: '/api/stores/{storeKey}/people',
    summary: 'People with a role on the store or on its client',
    access: 'store.people.view',
    params: StoreParams,
    query: PageQuery,
    response: PeoplePage,
  },
  changeStoreRole: {
    method: 'PATCH',
    path: '/api/stores/{storeKey}/people/{staffId}',
    summary: "Change a person's role on the store",
    access: 'store.people.edit',
    params: StorePerson,
    body: ChangeRole,
    response: Person,
    problems: [
      'person.not_found',
      'person.own_role',
      'person.role_from_client',
      'person.above_own',
      'role.above_own',
      'person.last_owner',
    ],
  },
  removeFromStore: {
    method: 'DELETE',
    path: '/api/stores/{storeKey}/people/{staffId}',
    summary: "Take away a person's role on the store",
    access: 'store.people.edit',
    params: StorePerson,
    worksWhileClosed: true,
    problems: ['person.not_found', 'person.role_from_client', 'person.above_own', 'person.last_owner'],
  },
  listClientPeople: {
    method: 'GET',
    path: '/api/clients/{clientKey}/people',
    summary: 'People with a role on the client, which holds for all its stores',
    access: 'client.people.view',
    params: ClientParams,
    query: PageQuery,
    response: PeoplePage,
  },
  changeClientRole: {
    method: 'PATCH',
    path: '/api/clients/{clientKey}/people/{staffId}',
    summary: "Change a person's role on the client",
    access: 'client.people.edit',
    params: ClientPerson,
    body: ChangeRole,
    response: Person,
    problems: ['person.not_found', 'person.own_role', 'person.above_own', 'role.above_own', 'person.last_owner'],
  },
  removeFromClient: {
    method: 'DELETE',
    path: '/api/clients/{clientKey}/people/{staffId}',
    summary: "Take away a person's role on the client",
    access: 'client.people.edit',
    params: ClientPerson,
    problems: ['person.not_found', 'person.above_own', 'person.last_owner'],
  },
  listOperators: {
    method: 'GET',
    path: '/api/platform/people',
    summary: 'The operators of the deployment',
    access: 'platform.people.view',
    query: PageQuery,
    response: PeoplePage,
  },
  removeOperator: {
    method: 'DELETE',
    path: '/api/platform/people/{staffId}',
    summary: 'Take away the role of operator',
    access: 'platform.people.edit',
    params: z.strictObject(person),
    problems: ['person.not_found', 'person.last_operator'],
  },
});
