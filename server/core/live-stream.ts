import { type LiveTopic, liveGap } from '../../shared/contract/live.ts';
import type { StoreCtx } from './ctx.ts';
import { type Change, changesKept, maxResumed, presentSnapshot, readStoreChanges } from './live-changes.ts';

/** Changes a reader may be behind; then the stream ends, and the reader comes back for what it missed. */
export const maxWaiting = maxResumed + 256;

/**
 * A store's news as the text of server-sent events, for one reader. Resumes after the `Last-Event-ID` of the request:
 * the reader may hear a change twice, never miss one; when it was away for too long it is told so (`live.gap`). Ends when
 * its iterator's `return()` is called, or when the reader is too slow.
 */
export function liveStream(ctx: StoreCtx, topics: readonly LiveTopic[]): AsyncIterable<string> {
  return { [Symbol.asyncIterator]: () => openStream(ctx, topics) };
}

function openStream(ctx: StoreCtx, topics: readonly LiveTopic[]): AsyncIterator<string> {
  const queue = makeQueue(() => unsubscribe());
  const resumed = new Set<bigint>();
  /** What is heard while the missed changes are being read; null after that. */
  let early: Change[] | null = [];
  const hear = (change: Change) => {
    if (early !== null) early.push(change);
    else if (!resumed.delete(change.id)) queue.add(toEvent(ctx, change));
  };
  const unsubscribe = ctx.live.subscribe(ctx.store.id, topics, { onChange: hear, onGap: () => queue.add(gapEvent) });
  const resume = async () => {
    const { texts, ids } = await readMissed(ctx, topics);
    for (const text of texts) queue.add(text);
    for (const id of ids) resumed.add(id);
    const heard = early ?? [];
    early = null;
    for (const change of heard) hear(change);
  };
  let ready: Promise<void> | null = null;
  return {
    async next() {
      ready ??= resume();
      await ready;
      return queue.take();
    },
    async return() {
      queue.end();
      return { done: true, value: undefined };
    },
  };
}

/** Texts for a reader that takes them one by one, and ends when it takes too few of them. */
function makeQueue(onEnd: () => void) {
  const waiting: string[] = [];
  let isOver = false;
  let wake = () => {};
  const end = () => {
    isOver = true;
    waiting.length = 0;
    onEnd();
    wake();
  };
  return {
    end,
    add(text: string) {
      if (isOver) return;
      waiting.push(text);
      if (waiting.length > maxWaiting) end();
      wake();
    },
    async take(): Promise<IteratorResult<string>> {
      while (waiting.length === 0 && !isOver) {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
      const text = waiting.shift();
      return text === undefined ? { done: true, value: undefined } : { done: false, value: text };
    },
  };
}

/** What is sent first, and the changes that are in it. */
async function readMissed(ctx: StoreCtx, topics: readonly LiveTopic[]): Promise<{ texts: string[]; ids: bigint[] }> {
  const header = ctx.request?.headers['last-event-id'];
  if (header === undefined) return { texts: [await position(ctx)], ids: [] };
  const resumeAt = typeof header === 'string' ? readPosition(ctx, header) : null;
  const changes =
    resumeAt === null ? null : await readStoreChanges(ctx.platform, { storeId: ctx.store.id, topics, resumeAt });
  if (changes === null) return { texts: [gapEvent, await position(ctx)], ids: [] };
  return { texts: changes.map((change) => toEvent(ctx, change)), ids: changes.map(({ id }) => id) };
}

const gapEvent = `event: ${liveGap}\ndata: {}\n\n`;

function toEvent(ctx: StoreCtx, { topic, data, resumeAt }: Change): string {
  return `id: ${toId(ctx, resumeAt)}\nevent: ${topic}\ndata: ${JSON.stringify(data)}\n\n`;
}

/** An event without data: the browser keeps its id and shows nothing. */
async function position(ctx: StoreCtx): Promise<string> {
  return `id: ${toId(ctx, await presentSnapshot(ctx.platform))}\n\n`;
}

function toId(ctx: StoreCtx, resumeAt: string): string {
  return `${resumeAt}@${ctx.clock.now().getTime()}`;
}

/** Null when it is none of ours, or so old that changes after it may be pruned. */
function readPosition(ctx: StoreCtx, id: string): string | null {
  const [, resumeAt, at] = /^([\d:,]{1,4000})@(\d{1,15})$/.exec(id) ?? [];
  if (resumeAt === undefined || !isSnapshot(resumeAt)) return null;
  return ctx.clock.now().getTime() - Number(at) < changesKept * 0.9 ? resumeAt : null;
}

/** `xmin:xmax:xip,xip`, in order, as PostgreSQL takes it. */
function isSnapshot(text: string): boolean {
  const [, xmin, xmax, running] = /^(\d{1,18}):(\d{1,18}):(\d{1,18}(?:,\d{1,18})*)?$/.exec(text) ?? [];
  if (xmin === undefined || xmax === undefined) return false;
  const [low, high] = [BigInt(xmin), BigInt(xmax)];
  const ids = running === undefined ? [] : running.split(',').map(BigInt);
  const areInOrder = ids.every((id, index) => id >= (ids[index - 1] ?? low) && id < high);
  return low > 0n && low <= high && areInOrder;
}
