import type { PoolClient } from 'pg';
import type { Database } from '../../server/core/db.ts';
import { textFor } from '../../server/core/pool.ts';
import { registeredStatements } from '../../server/core/sql.ts';

/** What a test does to the statements of one process. Names are those of `storeSql`, or the text's first word. */
export type StatementTap = {
  before?: (name: string) => Promise<void> | void;
  /** After it was answered. */
  after?: (name: string) => Promise<void> | void;
  /** What is sent in its place; it must take the same parameters. Takes a guard out, for a negative control. */
  rewrite?: (name: string, text: string) => string;
};
export type TappedDatabase = {
  /** Every connection breaks, and nothing is sent any more: what a process that is killed leaves behind. */
  cut: () => void;
};

type Query = string | { text: string; [other: string]: unknown };

/** Puts the tap between a process and its database; `schemaName` is the store's, whose statements are known by name. */
export function tapDatabase(database: Database, schemaName: string, tap: StatementTap): TappedDatabase {
  const names = namesOf(schemaName);
  const tapped = new Set<PoolClient>();
  let isCut = false;
  const refuseDead = () => {
    if (isCut) throw new Error('the process is dead');
  };
  const tapClient = (client: PoolClient) => {
    if (tapped.has(client)) return;
    tapped.add(client);
    const send = client.query.bind(client) as (query: Query) => Promise<unknown>;
    const ask = async (given: Query) => {
      const text = typeof given === 'string' ? given : given.text;
      const name = names.get(text) ?? text.trim().split(/\s/, 1)[0] ?? '';
      refuseDead();
      await tap.before?.(name);
      refuseDead();
      const sent = tap.rewrite?.(name, text) ?? text;
      // a prepared statement keeps the text it was prepared with
      const rewritten = sent === text ? {} : { text: sent, name: undefined };
      const answer = await send(typeof given === 'string' ? sent : { ...given, ...rewritten });
      await tap.after?.(name);
      refuseDead();
      return answer;
    };
    // one after another, so that a statement that is held back is not overtaken by the one behind it
    let last: Promise<unknown> = Promise.resolve();
    const query = (given: Query) => {
      const answer = last.then(() => ask(given));
      last = answer.catch(() => {});
      return answer;
    };
    client.query = query as typeof client.query;
  };
  const connect = database.pool.connect.bind(database.pool);
  database.pool.connect = (async (near: string | null) => {
    refuseDead();
    const client = await connect(near);
    tapClient(client);
    return client;
  }) as typeof database.pool.connect;
  return {
    cut() {
      isCut = true;
      for (const client of tapped) socketOf(client).destroy();
    },
  };
}

function namesOf(schemaName: string): Map<string, string> {
  return new Map(registeredStatements().map((statement) => [textFor(statement, schemaName), statement.name]));
}

function socketOf(client: PoolClient): { destroy: () => void } {
  return (client as unknown as { connection: { stream: { destroy: () => void } } }).connection.stream;
}
