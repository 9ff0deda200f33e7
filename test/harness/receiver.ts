import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export type Received = { headers: IncomingHttpHeaders; body: string };
export type Said = { status: number; body?: string; headers?: Record<string, string> };
export type Receiver = {
  url: string;
  /** Every request so far, oldest first. */
  got: Received[];
  /** What is answered from now on; a promise keeps the sender waiting. */
  answer: (how: (request: Received) => Said | Promise<Said>) => void;
  close: () => Promise<void>;
};

/** An address of a partner: answers 204 unless told otherwise, and keeps what it was sent. */
export async function openReceiver(): Promise<Receiver> {
  const got: Received[] = [];
  let how: (request: Received) => Said | Promise<Said> = () => ({ status: 204 });
  const take = async (request: IncomingMessage, response: ServerResponse) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const received = { headers: request.headers, body: Buffer.concat(chunks).toString() };
    got.push(received);
    const { status, body = '', headers = {} } = await how(received);
    response.writeHead(status, headers).end(body);
  };
  const server = createServer((request, response) => void take(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/hook`,
    got,
    answer(next) {
      how = next;
    },
    close() {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
