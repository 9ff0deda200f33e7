import { includes } from './accounts.ts';
import type { Clock } from './clock.ts';
import {
  type Asked,
  answerBytes,
  fieldsBytes,
  malformed,
  readEnvelope,
  refusalBytes,
  unknownCommand,
} from './envelope.ts';
import type { Faults } from './faults.ts';
import type { Polling, SentTicket } from './polling.ts';
import type { Quotas } from './quota.ts';
import { type Random, wholeNumber } from './random.ts';
import { type Before, type Mangle, meddlesBefore, type Spoiling, spoilingOf } from './spoiling.ts';
import type { Store } from './store.ts';
import { type Account, type Command, type Fields, type Product, Refusal, type Traffic, type World } from './types.ts';

/** One request to a product of an account, as it came. */
export type Received = { account: Account; product: Product; url: string; ticket: SentTicket | null; body: string };
export type Reply = {
  status: number;
  body: Buffer;
  cookies: SentTicket;
  retryAfter: number | null;
  mangle: Mangle | null;
};
/** What the caller gets: a reply, a connection that breaks, or one that stays silent until it breaks. */
export type Outcome = { kind: 'reply'; reply: Reply } | { kind: 'drop' } | { kind: 'hang'; ms: number };
export type Handling = { delayMs: number; work: () => Outcome };

export type CallOptions<W extends World> = {
  store: Store<W>;
  commands: ReadonlyMap<string, Command<W>>;
  clock: Clock;
  quotas: Quotas;
  faults: Faults;
  polling: Polling<Reply>;
  random: Random;
  /** The share of calls answered 202 first. */
  pollEvery: number;
  traffic: Traffic;
};
export type Calls = { receive: (received: Received) => Handling };

/** The way of a request: quota, envelope, faults, the work, and perhaps polls. */
export function makeCalls<W extends World>(options: CallOptions<W>): Calls {
  const { clock, quotas, traffic } = options;
  const answers: KeptAnswers = new Map();
  return {
    receive(received) {
      traffic.requests += 1;
      const wait = quotas.take(received.account.dsn, clock.now());
      if (wait !== null) {
        traffic.overQuota += 1;
        return at(tooMany(wait));
      }
      return received.ticket === null ? first(options, answers, received) : again(options, received, received.ticket);
    },
  };
}

/** The command with which callers test their polling: 202 for ten seconds. */
const slowCommand = 'ats_ext_test_polling';
const slowFor = 10_000;

function first<W extends World>(options: CallOptions<W>, answers: KeptAnswers, received: Received): Handling {
  const { account, product, body } = received;
  const asked = readEnvelope(body, account);
  if ('code' in asked) return at(done(refusalBytes(asked, asked.code, asked.detail)));
  const command = options.commands.get(asked.cmd);
  if (command === undefined || !includes(product, command.product)) {
    return at(done(refusalBytes(asked.request, unknownCommand, `${asked.cmd} is no command of sth-${product}`)));
  }
  options.traffic.byCommand[asked.cmd] = (options.traffic.byCommand[asked.cmd] ?? 0) + 1;
  const spoiling = spoilingOf(options.faults.meet(asked.cmd, false));
  if (spoiling.before !== null) return at(stopped(spoiling.before, asked.request));
  const polls = spoiling.polls > 0 ? spoiling.polls : pollsOf(options);
  return {
    delayMs: spoiling.delayMs + (command.delay?.(asked.request) ?? 0),
    work() {
      const answer = { ...doWork(options, answers, asked, command, spoiling), mangle: spoiling.mangle };
      if (polls === 0 && asked.cmd !== slowCommand) return spoiling.after ?? { kind: 'reply', reply: answer };
      const now = options.clock.now();
      const readyAt = asked.cmd === slowCommand ? now + slowFor : now;
      const call = { cmd: asked.cmd, request: sameness(received), answer, polls, readyAt };
      return spoiling.after ?? { kind: 'reply', reply: accepted(options.polling.begin(call, now)) };
    },
  };
}

/** A poll: the same complete request, with the cookies of an earlier answer. */
function again<W extends World>(options: CallOptions<W>, received: Received, ticket: SentTicket): Handling {
  const { polling, clock, traffic } = options;
  traffic.polls += 1;
  const cmd = polling.find(ticket, sameness(received), clock.now());
  if (cmd === null) return at(notWaiting());
  const { before, delayMs, after, mangle } = spoilingOf(options.faults.meet(cmd, true));
  if (before !== null) return at(stopped(before, {}));
  return {
    delayMs,
    work() {
      const progress = polling.step(ticket, clock.now(), after !== null);
      if (after !== null) return after;
      if (progress === null) return notWaiting();
      if (progress.step === 'again') return { kind: 'reply', reply: accepted(progress.changed) };
      return { kind: 'reply', reply: { ...progress.answer, mangle: mangle ?? progress.answer.mangle } };
    },
  };
}

function doWork<W extends World>(
  { store }: CallOptions<W>,
  answers: KeptAnswers,
  asked: Asked,
  command: Command<W>,
  { meddle }: Spoiling,
): Reply {
  const isBefore = meddlesBefore(command.product);
  if (isBefore) meddle(store.acts, asked.request);
  try {
    const fields = store.perform(asked, (world) => fieldsOf(world, answers, asked, command));
    return reply(200, answerBytes(asked.request, fields));
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return reply(200, refusalBytes(asked.request, error.code, error.message));
  } finally {
    if (!isBefore) meddle(store.acts, asked.request);
  }
}

type KeptAnswers = Map<string, { version: number; bytes: Buffer }>;
const mostAnswers = 500;

function fieldsOf<W>(world: W, answers: KeptAnswers, { cmd, request, call }: Asked, command: Command<W>): Buffer {
  const ready = command.ready?.(world, request, call) ?? null;
  if (ready === null) return fieldsBytes(command.run(world, request, call));
  const name = `${cmd} ${ready.key}`;
  const kept = answers.get(name);
  if (kept?.version === ready.version) return kept.bytes;
  const bytes = fieldsBytes(command.run(world, request, call));
  const [oldest] = answers.keys();
  if (kept === undefined && oldest !== undefined && answers.size >= mostAnswers) answers.delete(oldest);
  answers.set(name, { version: ready.version, bytes });
  return bytes;
}

function pollsOf({ pollEvery, random }: { pollEvery: number; random: Random }): number {
  return pollEvery > 0 && random() < pollEvery ? wholeNumber(random, 1, 3) : 0;
}

/** What must be the same in a poll. */
function sameness({ url, body }: Received): string {
  return `${url}\n${body}`;
}

function reply(status: number, body: Buffer, cookies: SentTicket = {}): Reply {
  return { status, body, cookies, retryAfter: null, mangle: null };
}

const nothing = Buffer.alloc(0);

function accepted(cookies: SentTicket): Reply {
  return reply(202, nothing, cookies);
}

function done(body: Buffer): Outcome {
  return { kind: 'reply', reply: reply(200, body) };
}

function notWaiting(): Outcome {
  return done(
    refusalBytes({}, malformed, 'no such request is waiting: its cookies or its body are not those last sent'),
  );
}

function tooMany(seconds: number): Outcome {
  const body = Buffer.from('Your quota of calls is used up.');
  return { kind: 'reply', reply: { ...reply(429, body), retryAfter: seconds } };
}

function stopped(before: Before, request: Fields): Outcome {
  switch (before.kind) {
    case 'drop':
    case 'hang':
      return before;
    case 'quota':
      return tooMany(before.seconds);
    case 'down':
      return { kind: 'reply', reply: reply(503, Buffer.from('The service is unavailable.')) };
    case 'refuse':
      return done(refusalBytes(request, before.code, 'refused by a fault'));
  }
}

function at(outcome: Outcome): Handling {
  return { delayMs: 0, work: () => outcome };
}
