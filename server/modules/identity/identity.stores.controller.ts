import { storeCreationRoutes } from '../../../shared/contract/identity.stores.ts';
import { defineController } from '../../core/http/controller.ts';
import { createStoreWithOwner } from './identity.stores.service.ts';

export const storeCreationController = defineController(storeCreationRoutes, {
  createStore: (ctx, { params, body }) => createStoreWithOwner(ctx, { ...body, clientKey: params.clientKey }),
});
