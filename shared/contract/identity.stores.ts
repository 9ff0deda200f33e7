import { z } from 'zod';
import { ClientParams, Currency, Email, Key, Locale, Name, TimeZone } from './common.ts';
import { defineRoutes } from './route.ts';

export const CreateStore = z.strictObject({
  key: Key,
  name: Name,
  productKey: Key,
  timeZone: TimeZone,
  currency: Currency,
  locale: Locale,
  /** Who owns the store; without it, who creates it. Somebody without an account is invited. */
  ownerEmail: Email.optional(),
});
export const CreatedStore = z.strictObject({
  key: Key,
  name: z.string(),
  owner: z.strictObject({
    email: Email.nullable(),
    /** granted: has the role now · by_client: owns it as an owner of the client · invited: gets it by accepting. */
    how: z.enum(['granted', 'by_client', 'invited']),
  }),
  /** Where staff and fans find it. */
  addresses: z.strictObject({ cortex: z.url(), storefront: z.url() }),
});

export const storeCreationRoutes = defineRoutes({
  createStore: {
    method: 'POST',
    path: '/api/clients/{clientKey}/stores',
    summary: 'Create a store with its schema, settings and owner',
    access: 'client.stores.create',
    params: ClientParams,
    body: CreateStore,
    response: CreatedStore,
    status: 201,
    perMinute: 20,
    problems: ['store.key_taken', 'product.not_found'],
  },
});
