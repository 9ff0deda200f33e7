import { peopleRoutes } from '../../../shared/contract/identity.people.ts';
import { defineController } from '../../core/http/controller.ts';
import * as roles from './identity.roles.service.ts';
import { clientPlace, platformPlace, storePlace } from './identity.roles.service.ts';
import type { Person } from './identity.roles.types.ts';

export const peopleController = defineController(peopleRoutes, {
  listStorePeople: async (ctx, { query }) => page(await roles.listPeople(ctx, storePlace(ctx), query)),
  changeStoreRole: async (ctx, { params, body }) =>
    toWire(await roles.changeRole(ctx, storePlace(ctx), params.staffId, body.role)),
  removeFromStore: (ctx, { params }) => roles.removePerson(ctx, storePlace(ctx), params.staffId),
  listClientPeople: async (ctx, { params, query }) =>
    page(await roles.listPeople(ctx, await clientPlace(ctx, params.clientKey), query)),
  changeClientRole: async (ctx, { params, body }) =>
    toWire(await roles.changeRole(ctx, await clientPlace(ctx, params.clientKey), params.staffId, body.role)),
  removeFromClient: async (ctx, { params }) =>
    roles.removePerson(ctx, await clientPlace(ctx, params.clientKey), params.staffId),
  listOperators: async (ctx, { query }) => page(await roles.listPeople(ctx, platformPlace, query)),
  removeOperator: (ctx, { params }) => roles.removePerson(ctx, platformPlace, params.staffId),
});

function page({ items, next }: { items: Person[]; next: string | null }) {
  return { items: items.map(toWire), next };
}

function toWire(person: Person) {
  return {
    ...person,
    grantedAt: person.grantedAt.toISOString(),
    lastSeenAt: person.lastSeenAt?.toISOString() ?? null,
  };
}
