import type { Client, Connection, QueryResult } from 'pg';

/**
 * `copy … from stdin` with rows as PostgreSQL's text format has them: the fastest way into a table, as the yardstick for
 * what writes the same rows.
 */
export function copyRows(client: Client, text: string, rows: readonly (readonly unknown[])[]): Promise<void> {
  const data = Buffer.from(`${rows.map((row) => row.map(quote).join('\t')).join('\n')}\n`);
  return new Promise((resolve, reject) => {
    client.query(makeCopy(text, data, (error) => (error === null ? resolve() : reject(error))));
  });
}

/** What `pg` asks of a query: it hears the messages of the server in the order of the protocol. */
function makeCopy(text: string, data: Buffer, done: (error: Error | null) => void) {
  let failure: Error | null = null;
  return {
    submit(connection: Connection) {
      connection.query(text);
    },
    handleCopyInResponse(connection: Connection) {
      Reflect.get(connection, 'sendCopyFromChunk').call(connection, data);
      Reflect.get(connection, 'endCopyFrom').call(connection);
    },
    handleError(error: Error) {
      failure = error;
      done(error);
    },
    handleRowDescription() {},
    handleDataRow() {},
    handleCommandComplete(_: QueryResult) {},
    handleReadyForQuery() {
      if (failure === null) done(null);
    },
  };
}

function quote(value: unknown): string {
  if (value === null) return '\\N';
  const text = value instanceof Date ? value.toISOString() : typeof value === 'string' ? value : JSON.stringify(value);
  return text.replace(/[\\\t\n\r]/g, (found) => ({ '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' })[found] ?? '');
}
