/** Sets of bits as words of 32. Beyond their ends bits are not set. */

export function hasBit(words: Uint32Array, bit: number): boolean {
  return bit >= 0 && (((words[bit >>> 5] ?? 0) >>> (bit & 31)) & 1) === 1;
}

/** Sets the bits from `first` to `last`, both included. */
export function setBits(words: Uint32Array, first: number, last: number): void {
  for (let word = first >>> 5; word <= last >>> 5; word++) words[word] = (words[word] ?? 0) | maskOf(word, first, last);
}

export function clearBits(words: Uint32Array, first: number, last: number): void {
  for (let word = first >>> 5; word <= last >>> 5; word++)
    words[word] = (words[word] ?? 0) & ~maskOf(word, first, last);
}

/** How many bits are set from `first` to `last`, both included. */
export function countBits(words: Uint32Array, first: number, last: number): number {
  let count = 0;
  for (let word = first >>> 5; word <= last >>> 5; word++)
    count += onesOf((words[word] ?? 0) & maskOf(word, first, last));
  return count;
}

/** The first bit that is set from `first` to `last`, both included; -1 when none is. */
export function nextBit(words: Uint32Array, first: number, last: number): number {
  for (let bit = first; bit <= last; bit = (bit | 31) + 1) {
    const rest = (words[bit >>> 5] ?? 0) >>> (bit & 31);
    if (rest === 0) continue;
    const found = bit + 31 - Math.clz32(rest & -rest);
    return found <= last ? found : -1;
  }
  return -1;
}

/** The bits as numbers, ascending, from `first` to `last`, both included. */
export function listBits(words: Uint32Array, first: number, last: number): number[] {
  const found: number[] = [];
  for (let bit = nextBit(words, first, last); bit !== -1; bit = nextBit(words, bit + 1, last)) found.push(bit);
  return found;
}

export function isEmpty(words: Uint32Array): boolean {
  for (let word = 0; word < words.length; word++) if (words[word] !== 0) return false;
  return true;
}

// What follows changes its first words and answers them: a question is asked often, and each set it makes is soon garbage.

export function keepBits(words: Uint32Array, kept: Uint32Array): Uint32Array {
  for (let word = 0; word < words.length; word++) words[word] = (words[word] ?? 0) & (kept[word] ?? 0);
  return words;
}

export function addBits(words: Uint32Array, added: Uint32Array): Uint32Array {
  for (let word = 0; word < words.length; word++) words[word] = (words[word] ?? 0) | (added[word] ?? 0);
  return words;
}

export function removeBits(words: Uint32Array, removed: Uint32Array): Uint32Array {
  for (let word = 0; word < words.length; word++) words[word] = (words[word] ?? 0) & ~(removed[word] ?? 0);
  return words;
}

/** Keeps bit `n` where bit `n + by` is set. */
export function keepFollowed(words: Uint32Array, by: number): Uint32Array {
  for (let word = 0; word < words.length; word++) words[word] = (words[word] ?? 0) & wordAt(words, word * 32 + by);
  return words;
}

/** Bit `n` becomes what bit `n + by` was. */
export function shiftDown(words: Uint32Array, by: number): Uint32Array {
  for (let word = 0; word < words.length; word++) words[word] = wordAt(words, word * 32 + by);
  return words;
}

/** Bit `n` becomes what bit `n - 1` was. */
export function shiftUp(words: Uint32Array): Uint32Array {
  let carried = 0;
  for (let word = 0; word < words.length; word++) {
    const bits = words[word] ?? 0;
    words[word] = (bits << 1) | carried;
    carried = bits >>> 31;
  }
  return words;
}

/** The 32 bits from a bit on. */
function wordAt(words: Uint32Array, bit: number): number {
  const low = words[bit >>> 5] ?? 0;
  return (bit & 31) === 0 ? low : (low >>> (bit & 31)) | ((words[(bit >>> 5) + 1] ?? 0) << (32 - (bit & 31)));
}

function maskOf(word: number, first: number, last: number): number {
  const from = word === first >>> 5 ? -1 << (first & 31) : -1;
  return word === last >>> 5 ? from & (-1 >>> (31 - (last & 31))) : from;
}

function onesOf(word: number): number {
  const pairs = word - ((word >>> 1) & 0x55555555);
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
