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

/** The bits as numbers, ascending, from `first` to `last`, both included; appended to `into`. */
export function listBits(words: Uint32Array, first: number, last: number, into: number[] = []): number[] {
  for (let word = first >>> 5; word <= last >>> 5; word++) {
    let rest = (words[word] ?? 0) & maskOf(word, first, last);
    while (rest !== 0) {
      const lowest = rest & -rest;
      into.push(word * 32 + 31 - Math.clz32(lowest));
      rest ^= lowest;
    }
  }
  return into;
}

export function isEmpty(words: Uint32Array): boolean {
  return words.every((word) => word === 0);
}

export function and(one: Uint32Array, other: Uint32Array): Uint32Array {
  const result = new Uint32Array(one.length);
  for (let word = 0; word < result.length; word++) result[word] = (one[word] ?? 0) & (other[word] ?? 0);
  return result;
}

export function or(one: Uint32Array, other: Uint32Array): Uint32Array {
  const result = new Uint32Array(one.length);
  for (let word = 0; word < result.length; word++) result[word] = (one[word] ?? 0) | (other[word] ?? 0);
  return result;
}

export function butNot(one: Uint32Array, other: Uint32Array): Uint32Array {
  const result = new Uint32Array(one.length);
  for (let word = 0; word < result.length; word++) result[word] = (one[word] ?? 0) & ~(other[word] ?? 0);
  return result;
}

/** Bit `n` of the answer is bit `n + by`. */
export function shiftDown(words: Uint32Array, by: number): Uint32Array {
  const result = new Uint32Array(words.length);
  const [skip, bits] = [by >>> 5, by & 31];
  for (let word = 0; word + skip < words.length; word++) {
    const low = words[word + skip] ?? 0;
    result[word] = bits === 0 ? low : (low >>> bits) | ((words[word + skip + 1] ?? 0) << (32 - bits));
  }
  return result;
}

/** Bit `n` of the answer is bit `n - 1`. */
export function shiftUp(words: Uint32Array): Uint32Array {
  const result = new Uint32Array(words.length);
  let carried = 0;
  for (let word = 0; word < result.length; word++) {
    const bits = words[word] ?? 0;
    result[word] = (bits << 1) | carried;
    carried = bits >>> 31;
  }
  return result;
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
