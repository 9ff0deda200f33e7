import { randomBytes } from 'node:crypto';
import { hash, parseOptions, verify } from '@node-rs/argon2';
import { problem } from './problem.ts';

/** argon2id as OWASP's password storage cheat sheet asks: 19 MiB, two passes, one lane. */
const memoryCost = 19_456;
const timeCost = 2;
const parallelism = 1;
/** Each hash takes a thread of the pool and 19 MiB; more at once would stall everything else. */
const atOnce = 2;
/** Beyond this queue an answer would come too late to be wanted. */
const waitingAtMost = 60;

/** The argon2id hash of a password, with its salt and parameters, as text to store. */
export function hashPassword(password: string): Promise<string> {
  return inTurn(() => hash(password, { memoryCost, timeCost, parallelism }));
}

/** True if the password fits. Against null it takes as long as against a real hash, and never fits. */
export async function verifyPassword(stored: string | null, password: string): Promise<boolean> {
  const fits = await inTurn(() => verify(stored ?? impossible, password));
  return fits && stored !== null;
}

/** True if the hash was made with other parameters than today's, so that it should be made again. */
export function isOutdated(stored: string): boolean {
  const made = parseOptions(stored);
  return (
    !stored.startsWith('$argon2id$') ||
    made.memoryCost !== memoryCost ||
    made.timeCost !== timeCost ||
    made.parallelism !== parallelism
  );
}

/** The hash of nothing: it costs what a real one costs. */
const impossible = `$argon2id$v=19$m=${memoryCost},t=${timeCost},p=${parallelism}$${unpadded(16)}$${unpadded(32)}`;

function unpadded(bytes: number): string {
  return randomBytes(bytes).toString('base64').replaceAll('=', '');
}

let running = 0;
const waiting: (() => void)[] = [];

async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (running < atOnce) running += 1;
  else await takePlace();
  try {
    return await work();
  } finally {
    const next = waiting.shift();
    if (next === undefined) running -= 1;
    else next();
  }
}

/** Resolves when a place was handed over. */
function takePlace(): Promise<void> {
  if (waiting.length >= waitingAtMost) throw problem('server.unavailable');
  return new Promise((resolve) => waiting.push(resolve));
}
