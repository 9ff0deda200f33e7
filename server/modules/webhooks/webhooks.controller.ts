import { type WebhookDelivery, type WebhookEndpoint, webhookRoutes } from '../../../shared/contract/webhooks.ts';
import { defineController, reply } from '../../core/http/controller.ts';
import * as deliveries from './webhooks.deliveries.service.ts';
import * as endpoints from './webhooks.endpoints.service.ts';
import type { Delivery, DeliverySearch, Endpoint } from './webhooks.types.ts';

export const webhooksController = defineController(webhookRoutes, {
  listWebhooks: async (ctx, { query }) => toPage(await endpoints.listEndpoints(ctx, query)),
  createWebhook: async (ctx, { body }) => withSecret(await endpoints.createEndpoint(ctx, body)),
  getWebhook: async (ctx, { params }) => toReply(await endpoints.getEndpoint(ctx, params.endpointId)),
  editWebhook: async (ctx, { params, body, version }) =>
    toReply(await endpoints.editEndpoint(ctx, { ...params, version }, body)),
  removeWebhook: (ctx, { params }) => endpoints.removeEndpoint(ctx, params.endpointId),
  rotateWebhookSecret: async (ctx, { params, body }) =>
    withSecret(await endpoints.rotateSecret(ctx, params.endpointId, body.keepOldHours)),
  testWebhook: async (ctx, { params }) => toDelivery(await endpoints.testEndpoint(ctx, params.endpointId)),
  replayFailedWebhooks: (ctx, { params, body }) =>
    deliveries.replayFailed(ctx, params.endpointId, new Date(body.since)),
  listWebhookDeliveries: async (ctx, { query }) =>
    toDeliveryPage(await deliveries.listDeliveries(ctx, toSearch(query), query)),
  getWebhookDelivery: async (ctx, { params }) => toDetails(await deliveries.getDelivery(ctx, params.deliveryId)),
  replayWebhookDelivery: async (ctx, { params }) => toDelivery(await deliveries.replayDelivery(ctx, params.deliveryId)),
});

function toPage({ items, ...rest }: Awaited<ReturnType<typeof endpoints.listEndpoints>>) {
  return { items: items.map(toWire), ...rest };
}

function toReply(endpoint: Endpoint) {
  return reply(toWire(endpoint), { version: endpoint.version });
}

function withSecret({ secret, ...endpoint }: Endpoint & { secret: string }) {
  return reply({ ...toWire(endpoint), secret }, { version: endpoint.version });
}

function toWire(endpoint: Endpoint): WebhookEndpoint {
  return {
    ...endpoint,
    offAt: endpoint.offAt?.toISOString() ?? null,
    failingSince: endpoint.failingSince?.toISOString() ?? null,
    oldSecretUntil: endpoint.oldSecretUntil?.toISOString() ?? null,
    createdAt: endpoint.createdAt.toISOString(),
  };
}

type Query = Omit<DeliverySearch, 'from' | 'until'> & { from?: string | undefined; until?: string | undefined };

function toSearch({ endpointId, type, state, from, until }: Query): DeliverySearch {
  return { endpointId, type, state, from: instant(from), until: instant(until) };
}

function toDeliveryPage({ items, next }: Awaited<ReturnType<typeof deliveries.listDeliveries>>) {
  return { items: items.map(toDelivery), next };
}

function toDetails({ body, attempts, ...delivery }: Awaited<ReturnType<typeof deliveries.getDelivery>>) {
  const tries = attempts.map(({ startedAt, ...rest }) => ({ ...rest, startedAt: startedAt.toISOString() }));
  return { ...toDelivery(delivery), body, attempts: tries };
}

function toDelivery(delivery: Delivery): WebhookDelivery {
  return {
    ...delivery,
    createdAt: delivery.createdAt.toISOString(),
    dueAt: delivery.dueAt?.toISOString() ?? null,
    lastAttemptAt: delivery.lastAttemptAt?.toISOString() ?? null,
    deliveredAt: delivery.deliveredAt?.toISOString() ?? null,
  };
}

function instant(text: string | undefined): Date | undefined {
  return text === undefined ? undefined : new Date(text);
}
