import { randomUUID } from 'node:crypto';
import { Agent, request as ask, createServer, type IncomingMessage, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Pool, type PoolClient } from 'pg';

/** How the yardstick reaches the vendor: address and the keys of its products. */
export type BareCheckout = {
  kind: 'bare-checkout';
  databaseUrl: string;
  vendor: { url: string; dsn: string; uid: string; hold: string; buy: string };
};
export type BareOrder = { sessionId: string; accountId: string; cents: number; seats: BareSeat[] };
type BareSeat = { eventCode: string; sectionName: string; rowName: string; seatNumber: number; amountCents: number };

/**
 * What a checkout is without any rule: `node:http` and `pg`, the same three vendor calls and three durable commits, no
 * comparison, no resuming, no second look at anything.
 */
export async function openBareCheckout({ databaseUrl, vendor }: BareCheckout): Promise<number> {
  const pool = new Pool({ connectionString: databaseUrl, max: 10 });
  await pool.query('create schema if not exists bare');
  await pool.query(
    'create table if not exists bare.purchases (id uuid primary key, state text, body jsonb, at timestamptz)',
  );
  await pool.query(
    'create table if not exists bare.orders (id uuid primary key, number text, cents integer, at timestamptz)',
  );
  await pool.query(`create table if not exists bare.seats (order_id uuid, event_code text, section_name text, row_name text,
    seat_number integer, cents integer, primary key (event_code, section_name, row_name, seat_number))`);
  const call = makeCall(vendor);
  const server = createServer(
    onPost(async (order: BareOrder) => {
      const id = randomUUID();
      const { sessionId, accountId, cents } = order;
      await pool.query('insert into bare.purchases values ($1, $2, $3, now())', [
        id,
        'comparing',
        JSON.stringify(order),
      ]);
      await call('hold', 'shopping_cart', { session_id: sessionId });
      await call('buy', 'check_out', { session_id: sessionId, acct_id: accountId });
      await pool.query('update bare.purchases set state = $2 where id = $1', [id, 'paying']);
      const sale = await call('buy', 'payment_request', {
        ...{ session_id: sessionId, acct_id: accountId, amount: (cents / 100).toFixed(2) },
        ...{ payment_method: 'CARD', payment_token: 'tok_visa' },
      });
      await inTransaction(pool, (client) => keepOrder(client, id, String(sale.order_num), order));
      return { id, number: sale.order_num, totalCents: cents };
    }),
  );
  server.keepAliveTimeout = 65_000;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address: AddressInfo | string | null = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server does not listen on a port');
  return address.port;
}

async function keepOrder(client: PoolClient, id: string, number: string, { cents, seats }: BareOrder) {
  await client.query('insert into bare.orders values ($1, $2, $3, now())', [id, number, cents]);
  const column = <T>(of: (seat: BareSeat) => T) => seats.map(of);
  await client.query(
    'insert into bare.seats select $1, * from unnest($2::text[], $3::text[], $4::text[], $5::integer[], $6::integer[])',
    [
      id,
      column((seat) => seat.eventCode),
      column((seat) => seat.sectionName),
      column((seat) => seat.rowName),
      column((seat) => seat.seatNumber),
      column((seat) => seat.amountCents),
    ],
  );
  await client.query('update bare.purchases set state = $2 where id = $1', [id, 'sold']);
}

async function inTransaction(pool: Pool, work: (client: PoolClient) => Promise<void>) {
  const client = await pool.connect();
  try {
    await client.query('begin');
    await work(client);
    await client.query('commit');
  } finally {
    client.release();
  }
}

function makeCall({ url, dsn, uid, ...keys }: BareCheckout['vendor']) {
  const agent = new Agent({ keepAlive: true, maxSockets: 16 });
  return async (product: 'hold' | 'buy', cmd: string, fields: Record<string, unknown>) => {
    const header = { ver: 1, src_sys_type: 2, src_sys_name: 'bare', archtics_version: 'V999' };
    const body = JSON.stringify({ header, command1: { cmd, uid, dsn, ...fields } });
    const address = `${url}/sth-${product}/ticketing_services.aspx?dsn=${dsn}&apikey=${keys[product]}`;
    const { command1 } = JSON.parse(await post(agent, address, body));
    if (command1.result !== 0) throw new Error(`${cmd}: ${JSON.stringify(command1)}`);
    return command1;
  };
}

function post(agent: Agent, url: string, body: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
    const asked = ask(url, { method: 'POST', agent, headers }, (answer) => resolve(textOf(answer)));
    asked.on('error', reject);
    asked.end(body);
  });
}

function onPost(work: (body: BareOrder) => Promise<object>): RequestListener {
  return (request, response) => {
    textOf(request)
      .then((text) => work(JSON.parse(text)))
      .then(
        (found) => {
          const body = JSON.stringify(found);
          response.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) });
          response.end(body);
        },
        (error: unknown) => {
          console.error(error);
          response.writeHead(500, { 'content-length': 0 }).end();
        },
      );
  };
}

function textOf(message: IncomingMessage): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    message.setEncoding('utf8');
    message.on('data', (part: string) => {
      text += part;
    });
    message.on('end', () => resolve(text));
    message.on('error', reject);
  });
}
