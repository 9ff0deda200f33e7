import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { makeStore } from '../../test/factories/store.ts';
import { openTestApp, type TestApp } from '../../test/harness/app.ts';
import { type Ctx, lastly, type StoreCtx, together, transaction, withStore } from './ctx.ts';
import { execute, rows } from './db.ts';
import { storeSql } from './sql.ts';

let app: TestApp;
let store: StoreCtx;

beforeAll(async () => {
  app = await openTestApp();
  store = withStore(app.ctx, await makeStore(app));
});
afterAll(() => app.close());

const write = storeSql({
  name: 'test.write_note',
  params: { at: z.date(), kind: z.string() },
  text: `insert into store.outbox (at, kind, payload) values ($at, $kind, '{}')`,
});
const kinds = storeSql({
  name: 'test.notes',
  params: {},
  row: z.object({ kind: z.string() }),
  text: 'select kind from store.outbox',
});
const note = (ctx: StoreCtx, kind: string) => execute(ctx.store.db, write, { at: ctx.clock.now(), kind });
const notes = async () => (await rows(store.store.db, kinds, {})).map(({ kind }) => kind);

it('work in a transaction sees its store through the transaction', async () => {
  const failing = transaction(store, async (ctx) => {
    await note(ctx, 'rolled back');
    throw new Error('no');
  });
  await expect(failing).rejects.toThrow('no');
  expect(await notes()).not.toContain('rolled back');
});

it('a transaction inside a transaction joins it, and so does a store bound inside', async () => {
  const failing = transaction<Ctx, void>(app.ctx, async (ctx) => {
    await transaction(withStore(ctx, store.store), (inner) => note(inner, 'joined'));
    throw new Error('no');
  });
  await expect(failing).rejects.toThrow('no');
  expect(await notes()).not.toContain('joined');
});

it('when the inner part fails the outer cannot commit, even if it swallows the error', async () => {
  const swallowing = transaction(store, async (ctx) => {
    await transaction(ctx, async (inner) => {
      await note(inner, 'half done');
      throw new Error('the part');
    }).catch(() => {});
  });
  await expect(swallowing).rejects.toMatchObject({ cause: { message: 'the part' } });
  expect(await notes()).not.toContain('half done');
});

it('what is to run after the commit runs after it, in order, once, and only if there is one', async () => {
  const ran: string[] = [];
  await transaction(store, async (ctx) => {
    ctx.afterCommit(() => ran.push('first'));
    await transaction(ctx, async (inner) => inner.afterCommit(() => ran.push('second')));
    expect(ran).toEqual([]);
  });
  expect(ran).toEqual(['first', 'second']);
  const failing = transaction(store, async (ctx) => {
    ctx.afterCommit(() => ran.push('never'));
    throw new Error('no');
  });
  await expect(failing).rejects.toThrow('no');
  expect(ran).toEqual(['first', 'second']);
  store.afterCommit(() => ran.push('at once'));
  expect(ran).toEqual(['first', 'second', 'at once']);
});

it('a failure after the commit does not look as if nothing was committed, and stops nothing after it', async () => {
  const ran: string[] = [];
  await transaction(store, async (ctx) => {
    await note(ctx, 'committed');
    ctx.afterCommit(() => {
      throw new Error('too late');
    });
    ctx.afterCommit(() => ran.push('still'));
  });
  expect(await notes()).toContain('committed');
  expect(ran).toEqual(['still']);
});

const divide = storeSql({
  name: 'test.divide',
  params: { by: z.int() },
  row: z.object({ result: z.int() }),
  text: 'select 1 / $by::integer as result',
});

it('statements that are asked for together run in their order', async () => {
  await transaction(store, async (ctx) => {
    const [, between] = await together([
      note(ctx, 'asked first'),
      rows(ctx.store.db, kinds, {}),
      note(ctx, 'asked last'),
    ]);
    const seen = between.map(({ kind }) => kind);
    expect(seen).toContain('asked first');
    expect(seen).not.toContain('asked last');
  });
  expect(await notes()).toContain('asked last');
});

it('of statements that are asked for together the first that failed says why, and nothing of them is kept', async () => {
  const deep = async (ctx: StoreCtx) => {
    await Promise.resolve(await rows(ctx.store.db, divide, { by: 0 }));
  };
  const failing = transaction(store, (ctx) =>
    together([note(ctx, 'in vain'), deep(ctx), execute(ctx.store.db, divide, { by: 1 }), note(ctx, 'too late')]),
  );
  await expect(failing).rejects.toThrow('division by zero');
  expect(await notes()).not.toContain('in vain');
});

it('a transaction that says what it ends with is committed with it, and then answers', async () => {
  const ran: string[] = [];
  const answer = await transaction(store, async (ctx) => {
    ctx.afterCommit(() => ran.push('after the commit'));
    return lastly([note(ctx, 'the last one'), note(ctx, 'the very last one')], () => 'done');
  });
  expect(answer).toBe('done');
  expect(ran).toEqual(['after the commit']);
  expect(await notes()).toEqual(expect.arrayContaining(['the last one', 'the very last one']));
});

it('when one of the last statements fails nothing is kept, and it says why', async () => {
  const ran: string[] = [];
  const failing = transaction(store, async (ctx) => {
    ctx.afterCommit(() => ran.push('never'));
    await note(ctx, 'kept by nobody');
    return lastly([note(ctx, 'before it'), execute(ctx.store.db, divide, { by: 0 }), note(ctx, 'behind it')], () => {});
  });
  await expect(failing).rejects.toThrow('division by zero');
  expect(ran).toEqual([]);
  const kept = await notes();
  for (const kind of ['kept by nobody', 'before it', 'behind it']) expect(kept).not.toContain(kind);
});

it('the last statements of an inner transaction end nothing: the outer one goes on, and may roll back', async () => {
  const failing = transaction<StoreCtx, void>(store, async (ctx) => {
    const answer = await transaction(ctx, async (inner) => lastly([note(inner, 'the inner last one')], () => 'inner'));
    expect(answer).toBe('inner');
    await note(ctx, 'the outer one');
    throw new Error('no');
  });
  await expect(failing).rejects.toThrow('no');
  expect(await notes()).not.toContain('the inner last one');
});

it('a part that failed before the last statements keeps all of it from being committed', async () => {
  const swallowing = transaction(store, async (ctx) => {
    await transaction<StoreCtx, void>(ctx, () => Promise.reject(new Error('the part'))).catch(() => {});
    return lastly([note(ctx, 'with half of it')], () => {});
  });
  await expect(swallowing).rejects.toMatchObject({ cause: { message: 'the part' } });
  expect(await notes()).not.toContain('with half of it');
});

it('an answer that is refused after its commit does not look as if nothing was done', async () => {
  const late = transaction(store, async (ctx) =>
    lastly([note(ctx, 'done')], () => {
      throw new Error('too late');
    }),
  );
  await expect(late).rejects.toMatchObject({ message: /^what was committed/, cause: { message: 'too late' } });
  expect(await notes()).toContain('done');
});

it('a statement behind the last ones is refused', async () => {
  const kept: StoreCtx[] = [];
  await transaction(store, async (ctx) => {
    kept.push(ctx);
    return lastly([note(ctx, 'in time')], () => {});
  });
  const [ctx] = kept;
  await expect(ctx === undefined ? null : note(ctx, 'behind')).rejects.toThrow('the transaction is over');
});
