import { z } from 'zod';
import { Id, Instant, Line, PageQuery, pageOf, StoreParams } from './common.ts';
import { defineRoutes } from './route.ts';
import { messageTypes } from './webhooks.messages.ts';

export const MessageType = z.enum(messageTypes);
/** A test is sent on request only. */
const ChosenTypes = z
  .array(MessageType.exclude(['webhook.test']))
  .min(1)
  .max(messageTypes.length)
  .refine((listed) => new Set(listed).size === listed.length, 'Name each type once.');

const Address = z.url().max(2_000).describe('https, to a public address; without user, password and fragment.');
const offReasons = ['staff', 'gone', 'failing'] as const;

export const WebhookEndpoint = z.strictObject({
  id: Id,
  url: z.string(),
  description: z.string(),
  messageTypes: z.array(MessageType),
  isOn: z.boolean(),
  /** `gone`: it answered 410 · `failing`: every try failed for three days. */
  offBecause: z.enum(offReasons).nullable(),
  offAt: Instant.nullable(),
  /** Every try since then has failed. */
  failingSince: Instant.nullable(),
  /** The secret before this one signs too, until then. */
  oldSecretUntil: Instant.nullable(),
  createdAt: Instant,
  createdBy: z.string(),
  version: z.int(),
});
export type WebhookEndpoint = z.infer<typeof WebhookEndpoint>;
/** `secret` is answered this once. */
const WithSecret = WebhookEndpoint.extend({ secret: z.string() });

const NewEndpoint = z.strictObject({
  url: Address,
  description: Line.max(200).default(''),
  messageTypes: ChosenTypes,
});
const EditEndpoint = z
  .strictObject({
    url: Address.optional(),
    description: Line.max(200).optional(),
    messageTypes: ChosenTypes.optional(),
    isOn: z.boolean().optional(),
  })
  .refine((fields) => Object.values(fields).some((value) => value !== undefined), 'Name at least one field.');

export const deliveryStates = ['waiting', 'delivered', 'failed'] as const;
export const WebhookDelivery = z.strictObject({
  id: Id,
  /** What receivers see as `webhook-id`. */
  messageId: Id,
  endpointId: Id,
  type: MessageType,
  createdAt: Instant,
  state: z.enum(deliveryStates),
  attemptCount: z.int(),
  /** When it is tried next; null unless it waits. */
  dueAt: Instant.nullable(),
  lastAttemptAt: Instant.nullable(),
  lastStatus: z.int().nullable(),
  lastFailure: z.string().nullable(),
  deliveredAt: Instant.nullable(),
});
export type WebhookDelivery = z.infer<typeof WebhookDelivery>;

export const WebhookAttempt = z.strictObject({
  number: z.int(),
  startedAt: Instant,
  /** Null: it is under way, or its process ended before the answer. */
  durationMs: z.int().nullable(),
  status: z.int().nullable(),
  failure: z.string().nullable(),
  /** Its beginning, without what looks secret. */
  answer: z.string().nullable(),
});
export const WebhookDeliveryDetails = WebhookDelivery.extend({
  /** The message as it is sent. */
  body: z.string(),
  attempts: z.array(WebhookAttempt),
});

const base = '/api/stores/{storeKey}/webhooks';
const deliveries = '/api/stores/{storeKey}/webhook-deliveries';
const EndpointParams = StoreParams.extend({ endpointId: Id });
const DeliveryParams = StoreParams.extend({ deliveryId: Id });

export const webhookRoutes = defineRoutes({
  listWebhooks: {
    method: 'GET',
    path: base,
    summary: 'Webhook endpoints of the store, and the types of messages there are',
    access: 'store.webhooks.view',
    params: StoreParams,
    query: PageQuery,
    response: pageOf(WebhookEndpoint).extend({
      types: z.array(z.strictObject({ type: MessageType, says: z.string() })),
      canEdit: z.boolean(),
    }),
  },
  createWebhook: {
    method: 'POST',
    path: base,
    summary: 'Add a webhook endpoint; its secret is shown once',
    access: 'store.webhooks.edit',
    params: StoreParams,
    body: NewEndpoint,
    response: WithSecret,
    status: 201,
    perMinute: 30,
    problems: ['webhook.address_unusable', 'webhook.too_many'],
  },
  getWebhook: {
    method: 'GET',
    path: `${base}/{endpointId}`,
    summary: 'A webhook endpoint',
    access: 'store.webhooks.view',
    params: EndpointParams,
    response: WebhookEndpoint,
    problems: ['webhook.not_found'],
  },
  editWebhook: {
    method: 'PATCH',
    path: `${base}/{endpointId}`,
    summary: 'Change a webhook endpoint, or switch it on or off',
    access: 'store.webhooks.edit',
    params: EndpointParams,
    body: EditEndpoint,
    response: WebhookEndpoint,
    ifMatch: true,
    perMinute: 60,
    problems: ['webhook.not_found', 'webhook.address_unusable'],
  },
  removeWebhook: {
    method: 'DELETE',
    path: `${base}/{endpointId}`,
    summary: 'Remove a webhook endpoint with the log of its deliveries',
    access: 'store.webhooks.edit',
    params: EndpointParams,
    problems: ['webhook.not_found'],
  },
  rotateWebhookSecret: {
    method: 'POST',
    path: `${base}/{endpointId}/secret`,
    summary: 'Make a new secret; it is shown once, and for a while both sign',
    access: 'store.webhooks.edit',
    params: EndpointParams,
    body: z.strictObject({
      keepOldHours: z.int().min(0).max(168).default(24).describe('0: the old one ends at once, because it has leaked.'),
    }),
    response: WithSecret,
    perMinute: 10,
    problems: ['webhook.not_found'],
  },
  testWebhook: {
    method: 'POST',
    path: `${base}/{endpointId}/test`,
    summary: 'Send a test message to the endpoint; read its delivery to see how it went',
    access: 'store.webhooks.edit',
    params: EndpointParams,
    response: WebhookDelivery,
    status: 202,
    perMinute: 10,
    problems: ['webhook.not_found', 'webhook.off'],
  },
  replayFailedWebhooks: {
    method: 'POST',
    path: `${base}/{endpointId}/replay`,
    summary: 'Send the endpoint again what failed since an instant',
    access: 'store.webhooks.edit',
    params: EndpointParams,
    body: z.strictObject({ since: Instant }),
    response: z.strictObject({ count: z.int() }),
    status: 202,
    perMinute: 10,
    problems: ['webhook.not_found', 'webhook.off'],
  },
  listWebhookDeliveries: {
    method: 'GET',
    path: deliveries,
    summary: 'Deliveries of the last 30 days, newest first',
    access: 'store.webhooks.view',
    params: StoreParams,
    query: PageQuery.extend({
      endpointId: Id.optional(),
      type: MessageType.optional(),
      state: z.enum(deliveryStates).optional(),
      /** From this instant on. */
      from: Instant.optional(),
      /** Before this instant. */
      until: Instant.optional(),
    }),
    response: pageOf(WebhookDelivery),
  },
  getWebhookDelivery: {
    method: 'GET',
    path: `${deliveries}/{deliveryId}`,
    summary: 'A delivery with its message and every attempt',
    access: 'store.webhooks.view',
    params: DeliveryParams,
    response: WebhookDeliveryDetails,
    problems: ['webhook.delivery_not_found'],
  },
  replayWebhookDelivery: {
    method: 'POST',
    path: `${deliveries}/{deliveryId}/replay`,
    summary: 'Send a message once more, whatever became of it',
    access: 'store.webhooks.edit',
    params: DeliveryParams,
    response: WebhookDelivery,
    status: 202,
    perMinute: 60,
    problems: ['webhook.delivery_not_found', 'webhook.delivery_waiting', 'webhook.off'],
  },
});
