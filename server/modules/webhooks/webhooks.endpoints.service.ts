import { z } from 'zod';
import { type MessageType, messageTypes, webhookMessages } from '../../../shared/contract/webhooks.messages.ts';
import { actorName, can, requireStore, type StoreCtx, transaction } from '../../core/ctx.ts';
import { readCursorAs, toPage } from '../../core/cursor.ts';
import { newId } from '../../core/ids.ts';
import { assertReachable } from '../../core/outbound.ts';
import { problem } from '../../core/problem.ts';
import * as audit from '../audit/audit.service.ts';
import { holdOpen } from '../stores/stores.states.service.ts';
import type { Page } from '../stores/stores.types.ts';
import * as attempts from './webhooks.attempts.repository.ts';
import { findDelivery } from './webhooks.deliveries.service.ts';
import * as endpoints from './webhooks.endpoints.repository.ts';
import { existing, nameOf, reachOf } from './webhooks.lookup.service.ts';
import { makeSecret, sealSecret } from './webhooks.secrets.service.ts';
import { publishMessage } from './webhooks.service.ts';
import type { Delivery, Endpoint, EndpointEdit, NewEndpoint } from './webhooks.types.ts';
import { beginWatching } from './webhooks.watch.service.ts';

/** Endpoints a store may have. */
const mostEndpoints = 20;
const hour = 60 * 60_000;

export async function listEndpoints(ctx: StoreCtx, page: Page) {
  requireStore(ctx, 'store.webhooks.view');
  const [before = null] = readCursorAs(page.cursor, z.tuple([z.uuid()])) ?? [];
  const found = await endpoints.list(ctx.store.db, { before, limit: page.limit + 1 });
  const { items, next } = toPage(found, page.limit, ({ id }) => [id]);
  const types = messageTypes.map((type) => ({ type, says: webhookMessages[type].says }));
  const canEdit = can(ctx.actor, 'store.webhooks.edit', { storeId: ctx.store.id, clientId: ctx.store.clientId });
  return { items: items.map((row) => toEndpoint(ctx, row)), next, types, canEdit };
}

export async function getEndpoint(ctx: StoreCtx, id: string): Promise<Endpoint> {
  requireStore(ctx, 'store.webhooks.view');
  return toEndpoint(ctx, existing(await endpoints.find(ctx.store.db, id)));
}

/** Its secret is answered this once. The store's first endpoint is told what happens from now on. */
export async function createEndpoint(ctx: StoreCtx, given: NewEndpoint): Promise<Endpoint & { secret: string }> {
  requireStore(ctx, 'store.webhooks.edit');
  assertAddress(ctx, given.url);
  const [id, secret] = [newId(), makeSecret()];
  const facts = { url: given.url, description: given.description, messageTypes: inOrder(given.messageTypes) };
  const made = { ...facts, id, createdAt: ctx.clock.now(), createdBy: actorName(ctx.actor) };
  return transaction(ctx, async (ctx) => {
    await holdOpen(ctx);
    await beginWatching(ctx);
    if ((await endpoints.count(ctx.store.db)) >= mostEndpoints)
      throw problem('webhook.too_many', { most: mostEndpoints });
    await endpoints.insert(ctx.store.db, { ...made, sealedSecret: sealSecret(ctx, id, secret) });
    const subject = { type: 'webhook', id, name: nameOf(made), version: 1 };
    await audit.record(ctx, { action: 'webhooks.create', subject, after: facts });
    return { ...(await getEndpoint(ctx, id)), secret };
  });
}

/** Switching off fails what waits; staff who switch off want nothing kept, and who switch on start afresh. */
export async function editEndpoint(
  ctx: StoreCtx,
  { endpointId, version }: { endpointId: string; version: number },
  edit: EndpointEdit,
): Promise<Endpoint> {
  requireStore(ctx, 'store.webhooks.edit');
  if (edit.url !== undefined) assertAddress(ctx, edit.url);
  return transaction(ctx, async (ctx) => {
    await holdOpen(ctx);
    const before = existing(await endpoints.lock(ctx.store.db, endpointId));
    const subject = { type: 'webhook', id: endpointId };
    if (before.version !== version) throw await audit.staleVersion(ctx, subject, version);
    const after = { ...before, ...edited(before, edit), ...switched(ctx, before, edit.isOn) };
    await endpoints.update(ctx.store.db, after);
    if (before.isOn && !after.isOn) {
      await attempts.failWaiting(ctx.store.db, { endpointId, failure: 'The endpoint was switched off.' });
    }
    await audit.record(ctx, {
      action: 'webhooks.edit',
      subject: { ...subject, name: nameOf(after), version: version + 1 },
      before: facts(before),
      after: facts(after),
    });
    return getEndpoint(ctx, endpointId);
  });
}

/** With the log of its deliveries. */
export async function removeEndpoint(ctx: StoreCtx, endpointId: string): Promise<void> {
  requireStore(ctx, 'store.webhooks.edit');
  await transaction(ctx, async (ctx) => {
    await holdOpen(ctx);
    const before = existing(await endpoints.lock(ctx.store.db, endpointId));
    await endpoints.remove(ctx.store.db, endpointId);
    const subject = { type: 'webhook', id: endpointId, name: nameOf(before), version: before.version + 1 };
    await audit.record(ctx, { action: 'webhooks.remove', subject, before: facts(before) });
  });
}

/** A new secret, answered this once. For as many hours as said the one before signs beside it. */
export async function rotateSecret(
  ctx: StoreCtx,
  endpointId: string,
  keepOldHours: number,
): Promise<Endpoint & { secret: string }> {
  requireStore(ctx, 'store.webhooks.edit');
  const secret = makeSecret();
  return transaction(ctx, async (ctx) => {
    await holdOpen(ctx);
    const before = existing(await endpoints.lock(ctx.store.db, endpointId));
    const previousUntil = keepOldHours === 0 ? null : new Date(ctx.clock.now().getTime() + keepOldHours * hour);
    const sealedSecret = sealSecret(ctx, endpointId, secret);
    await endpoints.rotate(ctx.store.db, { id: endpointId, sealedSecret, previousUntil });
    const subject = { type: 'webhook', id: endpointId, name: nameOf(before), version: before.version + 1 };
    await audit.record(ctx, { action: 'webhooks.rotate', subject, after: { keepOldHours } });
    return { ...(await getEndpoint(ctx, endpointId)), secret };
  });
}

/** Sends one message now, once. */
export async function testEndpoint(ctx: StoreCtx, endpointId: string): Promise<Delivery> {
  requireStore(ctx, 'store.webhooks.edit');
  return transaction(ctx, async (ctx) => {
    await holdOpen(ctx);
    const endpoint = existing(await endpoints.find(ctx.store.db, endpointId));
    if (!endpoint.isOn) throw problem('webhook.off');
    const text = `${ctx.store.name} sends this because ${actorName(ctx.actor)} asked for a test.`;
    const [deliveryId = ''] = await publishMessage(ctx, 'webhook.test', { endpointId, text }, { onlyTo: endpointId });
    const subject = { type: 'webhook', id: endpointId, name: nameOf(endpoint) };
    await audit.record(ctx, { action: 'webhooks.test', subject, after: { deliveryId } });
    return findDelivery(ctx, deliveryId);
  });
}

function assertAddress(ctx: StoreCtx, url: string) {
  const { username, password, hash } = new URL(url);
  const reason = 'The address has a user, a password or a fragment in it; leave them out.';
  if (username !== '' || password !== '' || hash !== '') throw problem('webhook.address_unusable', { reason });
  try {
    assertReachable(url, reachOf(ctx));
  } catch (cause) {
    throw problem('webhook.address_unusable', { reason: cause instanceof Error ? cause.message : '' }, { cause });
  }
}

function edited(before: endpoints.EndpointRow, { url, description, messageTypes: types }: EndpointEdit) {
  return {
    url: url ?? before.url,
    description: description ?? before.description,
    messageTypes: types === undefined ? before.messageTypes : inOrder(types),
    // another address has not failed yet
    failingSince: url === undefined || url === before.url ? before.failingSince : null,
  };
}

function switched(ctx: StoreCtx, before: endpoints.EndpointRow, isOn: boolean | undefined) {
  if (isOn === undefined || isOn === before.isOn) return {};
  if (isOn) return { isOn, offBecause: null, offAt: null, failingSince: null };
  return { isOn, offBecause: 'staff' as const, offAt: ctx.clock.now() };
}

function facts({ url, description, messageTypes: types, isOn, offBecause }: endpoints.EndpointRow) {
  return { url, description, messageTypes: types, isOn, offBecause };
}

function inOrder(chosen: readonly string[]): MessageType[] {
  return messageTypes.filter((type) => chosen.includes(type));
}

function toEndpoint(ctx: StoreCtx, { previousUntil, ...row }: endpoints.EndpointRow): Endpoint {
  const isOldKept = previousUntil !== null && previousUntil > ctx.clock.now();
  return { ...row, messageTypes: inOrder(row.messageTypes), oldSecretUntil: isOldKept ? previousUntil : null };
}
