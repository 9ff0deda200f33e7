import { Readable } from 'node:stream';

/** Milliseconds of silence after which a stream says it is alive; proxies cut off what is silent for longer. */
export const heartbeat = 15_000;
/** Milliseconds after which a stream ends; the browser comes back by itself and is asked again who it is. */
export const lifetime = 10 * 60_000;

type Source = AsyncIterable<string>;
type OnFault = (error: unknown) => void;
type News = 'over' | 'silence' | { text: string };

/**
 * A live source as a stream: taken at the reader's pace, with a sign of life while it is silent, and over when `signal`
 * is aborted. However it ends, the source is told by its iterator's `return()`.
 */
export function eventStream(source: Source, signal: AbortSignal, onFault: OnFault, silence = heartbeat): Readable {
  return toStream(liveEvents(source, signal, onFault, silence));
}

/**
 * Text made piece by piece, at the reader's pace. The first piece is awaited, so that what fails at once still fails as
 * a problem; a later failure cuts the connection, so that nobody takes the half for the whole.
 */
export async function textStream(source: Source, onFault: OnFault): Promise<Readable> {
  const iterator = source[Symbol.asyncIterator]();
  const first = await iterator.next();
  return toStream(pieces(iterator, first, onFault));
}

function toStream(source: AsyncGenerator<string>): Readable {
  return Readable.from(source, { highWaterMark: 1 });
}

async function* pieces(iterator: AsyncIterator<string>, first: IteratorResult<string>, onFault: OnFault) {
  let isOver = first.done === true;
  const pull = async () => {
    isOver = true;
    const next = await iterator.next().catch(rethrown(onFault));
    isOver = next.done === true;
    return next;
  };
  try {
    for (let next = first; next.done !== true; next = await pull()) yield next.value;
  } finally {
    if (!isOver) await iterator.return?.();
  }
}

function rethrown(onFault: OnFault) {
  return (error: unknown): never => {
    onFault(error);
    throw error;
  };
}

async function* liveEvents(
  source: Source,
  signal: AbortSignal,
  onFault: OnFault,
  silence: number,
): AsyncGenerator<string> {
  const iterator = source[Symbol.asyncIterator]();
  const endOnFault = (error: unknown): News => {
    onFault(error);
    return 'over';
  };
  try {
    yield 'retry: 2000\n\n';
    let next = iterator.next();
    for (;;) {
      const news = await newsOf(next, signal, silence).catch(endOnFault);
      if (news === 'over') return;
      yield news === 'silence' ? ':\n\n' : news.text;
      if (news !== 'silence') next = iterator.next();
    }
  } finally {
    // Not awaited: a source that waits for news would answer only with the next ones.
    iterator.return?.().catch(() => {});
  }
}

/** The next text, or that nothing came in time, or that it is over. */
function newsOf(next: Promise<IteratorResult<string>>, signal: AbortSignal, silence: number): Promise<News> {
  let clear = () => {};
  const otherwise = new Promise<News>((resolve) => {
    const end = () => resolve('over');
    const timer = setTimeout(() => resolve('silence'), silence);
    signal.addEventListener('abort', end);
    if (signal.aborted) end();
    clear = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
    };
  });
  const news = next.then((found): News => (found.done === true ? 'over' : { text: found.value }));
  return Promise.race([otherwise, news]).finally(() => clear());
}
