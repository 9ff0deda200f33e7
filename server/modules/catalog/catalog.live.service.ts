import { setTimeout as sleep } from 'node:timers/promises';
import type { FanNews } from '../../../shared/contract/catalog.ts';
import { monotonic } from '../../core/clock.ts';
import type { StoreCtx } from '../../core/ctx.ts';
import { nodeOf } from './catalog.node.service.ts';
import type { View } from './catalog.types.ts';

/** Milliseconds between two texts of one stream; what happens meanwhile becomes one text. */
const pace = 1_000;
/** Milliseconds of spreading for each stream this node has open for the store. */
const spreadEach = 2;
const longestSpread = 10_000;
/** Sections of one event that are named; of more it is said that all changed. */
const mostSections = 200;

/**
 * News for one fan as the text of server-sent events. The first says what is current, the others that something changed,
 * never what. A slow reader gets fewer and newer texts. The stream ends when the store itself changes: whoever comes
 * back is asked again who they are.
 */
export async function fanStream(ctx: StoreCtx): Promise<AsyncIterable<string>> {
  const { showing } = await nodeOf(ctx).present(ctx, null);
  return { [Symbol.asyncIterator]: () => openStream(ctx, showing.view) };
}

type Mail = { offer: View | null; sections: Map<string, ReadonlySet<string> | null> };

function openStream(ctx: StoreCtx, current: View): AsyncIterator<string> {
  const { listeners } = nodeOf(ctx);
  const over = new AbortController();
  let mail: Mail = { offer: current, sections: new Map() };
  let sentAt = monotonic() - pace;
  let wake = () => {};
  const end = () => {
    over.abort();
    leave();
    wake();
  };
  const leave = listeners.add(ctx.store.id, {
    onOffer(view) {
      mail.offer = view;
      wake();
    },
    onSections(eventCode, sectionNames) {
      mail.sections.set(eventCode, merge(mail.sections.get(eventCode), sectionNames));
      wake();
    },
    onEnd: end,
  });
  const untilMail = async () => {
    while (!over.signal.aborted && mail.offer === null && mail.sections.size === 0) {
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
    const left = sentAt + pace - monotonic();
    if (left > 0) await sleep(left, undefined, { signal: over.signal, ref: false }).catch(() => {});
  };
  return {
    async next() {
      await untilMail();
      if (over.signal.aborted) return { done: true, value: undefined };
      const sent = mail;
      mail = { offer: null, sections: new Map() };
      sentAt = monotonic();
      return { done: false, value: toText(sent, listeners.of(ctx.store.id).size) };
    },
    async return() {
      end();
      return { done: true, value: undefined };
    },
  };
}

function merge(known: ReadonlySet<string> | null | undefined, more: readonly string[]): ReadonlySet<string> | null {
  if (known === null) return null;
  const all = new Set([...(known ?? []), ...more]);
  return all.size > mostSections ? null : all;
}

function toText({ offer, sections }: Mail, streams: number): string {
  const spreadMs = Math.min(longestSpread, streams * spreadEach);
  const texts = [...sections].map(([eventCode, names]) =>
    eventText('sections.changed', { eventCode, sectionNames: names === null ? null : [...names], spreadMs }),
  );
  if (offer !== null) texts.unshift(eventText('offer.changed', { offer: offer.ready.tag, spreadMs }));
  return texts.join('');
}

function eventText<T extends keyof FanNews>(topic: T, data: FanNews[T]): string {
  return `event: ${topic}\ndata: ${JSON.stringify(data)}\n\n`;
}
