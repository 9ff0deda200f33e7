import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { CallPurpose, CallRecord, SpendOptions, VendorHooks } from '../../server/modules/vendors/vendors.types.ts';

/** A request as it arrived, and how to answer it. */
export type Arrived = {
  /** From 1. */
  number: number;
  url: string;
  method: string;
  text: string;
  command: Record<string, unknown>;
  cookie: string | undefined;
  /** The envelope of a good answer with these fields. */
  good: (fields?: Record<string, unknown>) => Record<string, unknown>;
  refuse: (result: number | string, detail?: string) => Record<string, unknown>;
};
export type Reply = {
  status?: number;
  headers?: Record<string, string | string[]>;
  body?: unknown;
  /** `hang` never answers; `reset` breaks the connection; `half` breaks it within the answer. */
  how?: 'hang' | 'reset' | 'half';
};
export type Script = (request: Arrived) => Reply | Promise<Reply>;

/** A server that answers what a test says, for what no sane vendor would. */
export async function openScripted(script: Script) {
  const arrived: Arrived[] = [];
  const server = createServer((request, response) => void serve(request, response, arrived, script));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    arrived,
    onConnection: (heard: () => void) => void server.on('connection', heard),
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function serve(request: IncomingMessage, response: ServerResponse, arrived: Arrived[], script: Script) {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks).toString();
  const command = JSON.parse(text).command1 as Record<string, unknown>;
  const envelope = (result: number | string, fields: Record<string, unknown>) => ({
    command1: { cmd: command.cmd, ref: command.ref, result, sql_code: 0, error_detail: '', ...fields },
    header: { ver: 1, result: 0 },
  });
  const asked: Arrived = {
    number: arrived.length + 1,
    url: request.url ?? '',
    method: request.method ?? '',
    text,
    command,
    cookie: request.headers.cookie,
    good: (fields = {}) => envelope(0, fields),
    refuse: (result, detail = '') => envelope(result, { error_detail: detail }),
  };
  arrived.push(asked);
  const { status = 200, headers = {}, body = '', how } = await script(asked);
  if (how === 'hang') return;
  if (how === 'reset') return void request.socket.destroy();
  const bytes = Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));
  response.writeHead(status, { 'content-length': bytes.length, ...headers });
  if (how !== 'half') return void response.end(bytes);
  response.write(bytes.subarray(0, bytes.length / 2), () => request.socket.destroy());
}

/** Hooks that write down how they were used; the rate budget has room unless `spend` says otherwise. */
export function watchHooks(given: Partial<VendorHooks> = {}) {
  const seen = {
    spent: [] as { purpose: CallPurpose; isPoll: boolean; lineKey: string | undefined }[],
    exhausted: [] as Date[],
    records: [] as CallRecord[],
  };
  const hooks: VendorHooks = {
    exhausted: (until) => void seen.exhausted.push(until),
    record: (call) => void seen.records.push(call),
    now: () => new Date('2026-11-22T12:00:00.000Z'),
    reach: { allowsLoopback: true },
    ...given,
    async spend(purpose, signal, more: SpendOptions = {}) {
      await given.spend?.(purpose, signal, more);
      seen.spent.push({ purpose, isPoll: more.isPoll ?? false, lineKey: more.lineKey });
    },
  };
  return { hooks, seen };
}
