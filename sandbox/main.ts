import { createServer } from 'node:http';

/**
 * The sandbox vendor: an HTTP server of its own, on loopback, that will speak a ticketing vendor's protocol. It does
 * not yet: every call but `/healthz` is answered 501.
 */
const port = Number(process.env.SANDBOX_PORT ?? 4101);

const server = createServer((request, response) => {
  const isHealthy = request.method === 'GET' && request.url === '/healthz';
  const [status, body] = isHealthy
    ? [200, { status: 'ok' }]
    : [501, { error: 'The sandbox vendor answers no calls yet.' }];
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
});

server.on('error', (error: NodeJS.ErrnoException) => {
  const isTaken = error.code === 'EADDRINUSE';
  const hint = `Port ${port} is taken by another program. Choose another one: SANDBOX_PORT=${port + 100} npm start`;
  console.error(isTaken ? hint : `The sandbox vendor cannot listen on port ${port}: ${error.message}`);
  process.exit(1);
});
server.listen(port, '127.0.0.1');

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => process.exit(0));
process.on('disconnect', () => process.exit(0)); // Whoever started it is gone.
