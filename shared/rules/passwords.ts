import { commonParts } from './common-passwords.ts';

/**
 * What a new password must be, after NIST SP 800-63B-4 section 3.1.1.2: at least 15 characters because it is the only
 * factor, at most 200, none that is easy to guess; no rules of composition, no expiry. Characters are Unicode code
 * points after NFKC.
 */
export const passwordLength = { minimum: 15, maximum: 200 } as const;

export type PasswordFault = 'password.too_short' | 'password.too_long' | 'password.too_common';
/** Whose password it is to be: its words in it are no secret. */
export type PasswordOwner = { email: string; name: string };

/** One form for every keyboard and system; what is hashed and counted. */
export function normalizePassword(password: string): string {
  return password.normalize('NFKC');
}

/** What is wrong with a new password; null when it may be used. */
export function findPasswordFault(password: string, owner: PasswordOwner): PasswordFault | null {
  const normal = normalizePassword(password);
  const count = [...normal].length;
  if (count < passwordLength.minimum) return 'password.too_short';
  if (count > passwordLength.maximum) return 'password.too_long';
  return isGuessable(normal, owner) ? 'password.too_common' : null;
}

/** Below this many unexplained characters and different known parts, a password is a guess from a list. */
const surpriseWanted = 6;
const productWords = ['attend', 'attendflex', 'flex', 'cortex', 'ticket', 'tickets', 'store'];
const keyRows = [
  ...['1234567890', 'qwertyuiop', 'asdfghjkl', 'zxcvbnm', 'qwertzuiop', 'azertyuiop', '!@#$%^&*()'],
  ...['1q2w3e4r5t6y7u8i9o0p', '1qaz2wsx3edc4rfv5tgb6yhn7ujm'],
];
const letterFor: Readonly<Record<string, string>> = {
  0: 'o',
  1: 'i',
  3: 'e',
  4: 'a',
  5: 's',
  7: 't',
  '@': 'a',
  $: 's',
};

function isGuessable(password: string, owner: PasswordOwner): boolean {
  const lower = password.toLowerCase();
  const spelled = lower.replace(/[013457@$]/g, (character) => letterFor[character] ?? character);
  const words = new Set([...commonParts, ...productWords, ...wordsOf(owner)]);
  return Math.min(surpriseIn(lower, words), surpriseIn(spelled, words)) < surpriseWanted;
}

function wordsOf({ email, name }: PasswordOwner): string[] {
  const address = email.toLowerCase().split('@');
  const parts = [...address, ...address.flatMap((part) => part.split(/[^\p{L}\p{N}]+/u))];
  const names = name.toLowerCase().split(/[^\p{L}\p{N}]+/u);
  return [...parts, ...names, names.join('')].filter((word) => word.length >= 3);
}

/**
 * Reads the text from left to right and takes the longest known part each time. Counts letters and digits that are
 * left, and different known parts; what stood before adds nothing.
 */
function surpriseIn(text: string, words: ReadonlySet<string>): number {
  const characters = [...text];
  const parts = new Set<string>();
  let unexplained = 0;
  for (let at = 0; at < characters.length; ) {
    const repeated = repeatLengthAt(characters, at);
    const known = knownLengthAt(characters, at, words);
    if (known > repeated) parts.add(characters.slice(at, at + known).join(''));
    else if (repeated === 0 && /[\p{L}\p{N}]/u.test(characters[at] ?? '')) unexplained += 1;
    at += Math.max(repeated, known, 1);
  }
  return unexplained + parts.size;
}

function knownLengthAt(characters: readonly string[], at: number, words: ReadonlySet<string>): number {
  return Math.max(wordLengthAt(characters, at, words), runLengthAt(characters, at), yearLengthAt(characters, at));
}

function wordLengthAt(characters: readonly string[], at: number, words: ReadonlySet<string>): number {
  for (let length = Math.min(40, characters.length - at); length >= 2; length -= 1) {
    if (words.has(characters.slice(at, at + length).join(''))) return length;
  }
  return 0;
}

/** One character again and again, the alphabet, digits or a row of keys, either way; three or more. */
function runLengthAt(characters: readonly string[], at: number): number {
  const lengths = [0, 1, -1].map((step) => {
    let length = 1;
    while (isStep(characters[at + length - 1], characters[at + length], step)) length += 1;
    return length;
  });
  const longest = Math.max(...lengths);
  return longest >= 3 ? longest : 0;
}

function isStep(from: string | undefined, to: string | undefined, step: number): boolean {
  if (from === undefined || to === undefined) return false;
  if (step === 0) return from === to;
  if ((to.codePointAt(0) ?? 0) - (from.codePointAt(0) ?? 0) === step) return true;
  return keyRows.some((row) => row.includes(from) && row.includes(to) && row.indexOf(to) - row.indexOf(from) === step);
}

/** Three or more characters that stood before. */
function repeatLengthAt(characters: readonly string[], at: number): number {
  const before = characters.slice(0, at).join('');
  let length = 0;
  while (at + length < characters.length && before.includes(characters.slice(at, at + length + 1).join('')))
    length += 1;
  return length >= 3 ? length : 0;
}

function yearLengthAt(characters: readonly string[], at: number): number {
  return /^(19|20)\d\d$/.test(characters.slice(at, at + 4).join('')) ? 4 : 0;
}
