import { connect, type Socket } from 'node:net';
import type { FastifyInstance } from 'fastify';

export type RawAnswer = { status: number; headers: Record<string, string>; body: string };

/** Opens a free port of this machine; the server's `close()` ends it. */
export async function listen(http: FastifyInstance): Promise<number> {
  await http.listen({ host: '127.0.0.1', port: 0 });
  const address = http.server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

/** A bare connection. `text` is all that came so far; `ended` settles when the server closed it. */
export async function openSocket(port: number) {
  const socket: Socket = connect({ host: '127.0.0.1', port });
  let text = '';
  const waiting = new Set<() => void>();
  socket.on('data', (bytes) => {
    text += bytes.toString('latin1');
    for (const act of waiting) act();
  });
  socket.on('error', () => {});
  const ended = new Promise<void>((resolve) => socket.once('close', () => resolve()));
  await new Promise<void>((resolve, reject) => socket.once('connect', resolve).once('error', reject));
  return {
    socket,
    ended,
    text: () => text,
    /** Settles as soon as what came has `part` in it. */
    until: (part: string) =>
      new Promise<void>((resolve, reject) => {
        const look = () => {
          if (!text.includes(part)) return;
          waiting.delete(look);
          resolve();
        };
        waiting.add(look);
        socket.once('close', () => reject(new Error(`the connection ended before ${part}: ${text}`)));
        look();
      }),
  };
}

/** Sends the bytes as they are and reads until the server closes the connection. */
export async function exchange(port: number, ...bytes: (string | Buffer)[]): Promise<RawAnswer[]> {
  const { socket, ended, text } = await openSocket(port);
  for (const some of bytes) socket.write(some);
  await ended;
  return parseAnswers(text());
}

/** Answers one after the other, each with its Content-Length or without a body. */
export function parseAnswers(text: string): RawAnswer[] {
  const answers: RawAnswer[] = [];
  for (let rest = text; rest !== ''; ) {
    const end = rest.indexOf('\r\n\r\n');
    if (end < 0) throw new Error(`not an answer: ${rest}`);
    const [first = '', ...lines] = rest.slice(0, end).split('\r\n');
    const headers = Object.fromEntries(
      lines.map((line) => [line.slice(0, line.indexOf(':')).toLowerCase(), line.slice(line.indexOf(':') + 1).trim()]),
    );
    const length = Number(headers['content-length'] ?? 0);
    const body = rest.slice(end + 4, end + 4 + length);
    answers.push({ status: Number(first.split(' ')[1]), headers, body });
    rest = rest.slice(end + 4 + length);
  }
  return answers;
}
