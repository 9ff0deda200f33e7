import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';

export type Listener = {
  /** False while the connection is down and notifications are missed. */
  isListening: () => boolean;
  stop: () => Promise<void>;
};

const firstPause = 100;
const longestPause = 10_000;

/**
 * `LISTEN` on a connection of its own, for as long as the process runs: a lost connection is made again, with growing
 * pauses. `onNews` is called for each notification and after each connecting, because some may have been missed.
 */
export function listen(options: {
  url: string;
  channel: string;
  onNews: () => void;
  onLoss: (error: unknown) => void;
}): Listener {
  const stopping = new AbortController();
  let client: Client | null = null;
  let pause = firstPause;
  const keep = async () => {
    while (!stopping.signal.aborted) {
      try {
        const connection = await connect(options);
        client = connection.client;
        if (stopping.signal.aborted) await client.end();
        pause = firstPause;
        options.onNews();
        await connection.ended;
      } catch (error) {
        if (!stopping.signal.aborted) options.onLoss(error);
      }
      client = null;
      await sleep(pause, undefined, { signal: stopping.signal, ref: false }).catch(() => {});
      pause = Math.min(pause * 2, longestPause);
    }
  };
  const kept = keep();
  return {
    isListening: () => client !== null,
    async stop() {
      stopping.abort();
      await client?.end().catch(() => {});
      await kept;
    },
  };
}

/** `ended` rejects when the connection is lost. */
async function connect({ url, channel, onNews }: { url: string; channel: string; onNews: () => void }) {
  const client = new Client({
    connectionString: url,
    application_name: 'attend-flex-live',
    connectionTimeoutMillis: 5_000,
    keepAlive: true,
  });
  const ended = new Promise<never>((_, reject) => {
    client.on('error', reject);
    client.on('end', () => reject(new Error('the connection ended')));
  });
  ended.catch(() => {}); // heard by the caller, unless connecting fails first
  client.on('notification', onNews);
  try {
    await client.connect();
    await client.query(`listen ${client.escapeIdentifier(channel)}`);
  } catch (error) {
    await client.end().catch(() => {});
    throw error;
  }
  return { client, ended };
}
