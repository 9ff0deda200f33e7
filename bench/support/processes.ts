import { type ChildProcess, fork } from 'node:child_process';
import { bundle } from './bundle.ts';
import type { LoadRequest, LoadResult } from './load.ts';
import type { Serving, Told, Usage } from './serve.ts';

export type ServerProcess = {
  port: number;
  child: ChildProcess;
  /** Milliseconds from the start of the process until it listened. */
  startedIn: number;
  usage: () => Promise<Usage>;
  stop: () => Promise<void>;
};
export type LoadProcess = { run: (request: LoadRequest) => Promise<LoadResult>; stop: () => Promise<void> };

/** A server in a process of its own. */
export async function serve(serving: Serving): Promise<ServerProcess> {
  const child = await open('serve.ts');
  const start = performance.now();
  const ready = nextMessage<Told>(child, (told) => 'ready' in told);
  child.send(serving);
  const told = await ready;
  const startedIn = performance.now() - start;
  return {
    port: 'ready' in told ? told.ready : 0,
    child,
    startedIn,
    async usage() {
      const answer = nextMessage<Told>(child, (one) => 'usage' in one);
      child.send('usage');
      const one = await answer;
      if (!('usage' in one)) throw new Error('no usage was told');
      return one.usage;
    },
    stop: () => stop(child),
  };
}

/** The load generator, in a process of its own so that it does not slow the servers' loops. */
export async function openLoad(): Promise<LoadProcess> {
  const child = await open('load.ts');
  await nextMessage(child, (message) => message === 'ready');
  return {
    async run(request) {
      const answer = nextMessage<LoadResult>(child, () => true);
      child.send(request);
      return answer;
    },
    stop: () => stop(child),
  };
}

export function nextMessage<T>(child: ChildProcess, isMeant: (message: T) => boolean): Promise<T> {
  return new Promise((resolve, reject) => {
    const onMessage = (message: T) => {
      if (!isMeant(message)) return;
      child.off('message', onMessage);
      child.off('exit', onExit);
      resolve(message);
    };
    const onExit = () => reject(new Error('a process of the measurement ended'));
    child.on('message', onMessage);
    child.once('exit', onExit);
  });
}

const bundles = new Map<string, Promise<string>>();

async function open(script: string): Promise<ChildProcess> {
  const built = bundles.get(script) ?? bundle(script);
  bundles.set(script, built);
  // without the loader of the parent, which is several times as large as the product
  return fork(await built, { execArgv: [], stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
}

async function stop(child: ChildProcess): Promise<void> {
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  child.disconnect();
  await ended;
}
