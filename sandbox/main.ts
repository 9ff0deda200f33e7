import { join } from 'node:path';
import { usualQuota } from './accounts.ts';
import { openSandbox } from './sandbox.ts';

/** The sandbox of the demo: the whole season at the vendor's usual quota, kept in the data folder. */
const { SANDBOX_PORT = '4101', SANDBOX_SALES_PER_MINUTE = '2', FLEX_DATA_DIR = '.data' } = process.env;
const port = Number(SANDBOX_PORT);

const opening = openSandbox({
  port,
  size: 'season',
  quota: usualQuota,
  pollEvery: 0.05,
  salesPerMinute: Number(SANDBOX_SALES_PER_MINUTE),
  dataDir: join(FLEX_DATA_DIR, 'sandbox'),
});

let isStopping = false;
async function stop() {
  if (isStopping) return;
  isStopping = true;
  const sandbox = await opening;
  await sandbox.close();
  process.exit(0);
}
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void stop());
process.on('disconnect', () => void stop()); // Whoever started it is gone.

opening.catch((error: NodeJS.ErrnoException) => {
  const isTaken = error.code === 'EADDRINUSE';
  const hint = `Port ${port} is taken by another program. Choose another one: SANDBOX_PORT=${port + 100} npm start`;
  console.error(isTaken ? hint : `The sandbox vendor cannot start on port ${port}: ${error.message}`);
  process.exit(1);
});
