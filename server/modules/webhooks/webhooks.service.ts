import {
  envelopeOf,
  type MessageData,
  type MessageType,
  webhookMessages,
} from '../../../shared/contract/webhooks.messages.ts';
import { type StoreCtx, transaction } from '../../core/ctx.ts';
import { newId } from '../../core/ids.ts';
import { enqueueForStore } from '../../core/jobs.ts';
import * as messages from './webhooks.messages.repository.ts';
import { deliverJob } from './webhooks.news.service.ts';

export type MessageOptions = {
  /** What is told once: a second message with the same key is none. */
  key?: string;
  /** One endpoint, whatever it asked for. */
  onlyTo?: string;
};

/**
 * Tells every endpoint that asked for the type, in the transaction of `ctx`: the message and its deliveries are written
 * together and sent after the commit. Answers the ids of the deliveries, none when nobody asked or it was told before.
 */
export async function publishMessage<T extends MessageType>(
  ctx: StoreCtx,
  type: T,
  data: MessageData<T>,
  { key, onlyTo }: MessageOptions = {},
): Promise<string[]> {
  const at = ctx.clock.now();
  const envelope = { type, timestamp: at.toISOString(), storeKey: ctx.store.key, data };
  const body = JSON.stringify(envelopeOf(type, webhookMessages[type].data).parse(envelope));
  return transaction(ctx, async (ctx) => {
    const endpointIds = onlyTo === undefined ? await messages.listWanting(ctx.store.db, type) : [onlyTo];
    if (endpointIds.length === 0) return [];
    const deliveryIds = endpointIds.map(() => newId());
    const message = { id: newId(), type, at, key: key ?? null, body, deliveryIds, endpointIds };
    if ((await messages.insert(ctx.store.db, message)) === 0) return [];
    await enqueueForStore(ctx, deliverJob, {}, { key: 'webhooks.deliver' });
    return deliveryIds;
  });
}
