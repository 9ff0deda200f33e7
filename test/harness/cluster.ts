import { Client } from 'pg';

/** Runs one statement on the test cluster, such as one that makes a database. */
export async function onCluster(url: string, statement: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
