import { connect, type Socket } from 'node:net';

/**
 * A load generator over raw sockets, in a process of its own: each connection sends the next request as soon as it has the
 * whole answer of the last. Asked and answered by messages of its parent.
 */
export type LoadRequest = {
  port: number;
  connections: number;
  /** Whole requests as text, taken in turn by all connections together. */
  requests: string[];
  /** Requests in all: a number and not a time, so that a busy machine does not measure cold code. */
  count: number;
};
export type LoadResult = {
  count: number;
  /** Milliseconds from the first request to the last answer. */
  took: number;
  p50: number;
  p99: number;
  /** Answers by status. */
  statuses: Record<string, number>;
  /** Of a body that came with the first answer; 0 without one. */
  bytes: number;
};

process.on('message', (request: LoadRequest) => {
  run(request).then(
    (result) => process.send?.(result),
    (error: unknown) => {
      console.error(error);
      process.exit(1);
    },
  );
});
process.on('disconnect', () => process.exit(0));
process.send?.('ready');

async function run({ port, connections, requests, count }: LoadRequest): Promise<LoadResult> {
  const encoded = requests.map((text) => Buffer.from(text));
  const sockets = await Promise.all(Array.from({ length: connections }, () => open(port)));
  const latencies: number[] = [];
  const statuses: Record<string, number> = {};
  let bytes = 0;
  let turn = 0;
  const start = performance.now();
  const work = async (socket: Socket) => {
    const answers = makeReader(socket);
    while (turn < count) {
      const sent = performance.now();
      turn += 1;
      socket.write(encoded[turn % encoded.length] ?? '');
      const { status, length } = await answers();
      latencies.push(performance.now() - sent);
      statuses[status] = (statuses[status] ?? 0) + 1;
      bytes ||= length;
    }
    socket.destroy();
  };
  await Promise.all(sockets.map(work));
  const took = performance.now() - start;
  latencies.sort((a, b) => a - b);
  const at = (part: number) => latencies[Math.min(latencies.length - 1, Math.floor(latencies.length * part))] ?? 0;
  return { count: latencies.length, took, p50: at(0.5), p99: at(0.99), statuses, bytes };
}

function open(port: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: '127.0.0.1', noDelay: true }, () => resolve(socket));
    socket.once('error', reject);
  });
}

type Answer = { status: string; length: number };

/** The answers of one connection, one after the other. */
function makeReader(socket: Socket): () => Promise<Answer> {
  let held: Buffer[] = [];
  let found = (_: Answer) => {};
  let failed = (_: Error) => {};
  socket.on('data', (chunk) => {
    held.push(chunk);
    const bytes = held.length === 1 ? chunk : Buffer.concat(held);
    const head = bytes.indexOf('\r\n\r\n');
    if (head < 0) return;
    const text = bytes.toString('latin1', 0, head);
    const length = Number(/\r\ncontent-length: (\d+)/i.exec(text)?.[1] ?? 0);
    if (bytes.length < head + 4 + length) return;
    held = [];
    found({ status: text.slice(9, 12), length });
  });
  socket.on('error', (error) => failed(error));
  socket.on('end', () => failed(new Error('the server closed a connection')));
  return () =>
    new Promise((resolve, reject) => {
      found = resolve;
      failed = reject;
    });
}
