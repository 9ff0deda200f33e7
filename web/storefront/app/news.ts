import { addressOf } from '../../api/client.ts';
import type { App } from './context.ts';

/** Hears what changes while the page is open; the browser reconnects by itself. Answers how to stop. */
export function followNews({ shop, offers, cart }: App): () => void {
  const { storeKey } = shop.get();
  const timers = new Map<string, ReturnType<typeof setTimeout>>();
  /** Comes back at some moment within the spread, so that not everybody does at once. */
  const soon = (name: string, spreadMs: number, act: () => void) => {
    clearTimeout(timers.get(name));
    timers.set(name, setTimeout(act, Math.random() * spreadMs));
  };
  let isFirst = true;
  const source = new EventSource(addressOf('GET /api/stores/{storeKey}/offer/live', { params: { storeKey } }));
  source.addEventListener('offer.changed', ({ data }) => {
    const { offer, spreadMs } = newsOf(data);
    // the first one says what is current; the page may be older than that
    const isCurrent = isFirst && offer === shop.get().tag;
    isFirst = false;
    if (!isCurrent) soon('offer', spreadMs, () => void offers.refresh().then(() => cart.refresh()));
  });
  source.addEventListener('sections.changed', ({ data }) => {
    if (shop.get().availability === null) return;
    soon('sections', newsOf(data).spreadMs + gather, () => void offers.refreshAvailability());
  });
  return () => {
    source.close();
    for (const timer of timers.values()) clearTimeout(timer);
  };
}

/** A sync tells of every event it changes: what came in within this time is answered by one reading. */
const gather = 2_000;

function newsOf(data: unknown): { offer: string; spreadMs: number } {
  const read: unknown = typeof data === 'string' ? JSON.parse(data) : null;
  const has = (name: string): unknown => (typeof read === 'object' && read !== null ? Reflect.get(read, name) : null);
  const [offer, spreadMs] = [has('offer'), has('spreadMs')];
  return { offer: typeof offer === 'string' ? offer : '', spreadMs: typeof spreadMs === 'number' ? spreadMs : 0 };
}
