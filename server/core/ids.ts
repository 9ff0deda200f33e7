import { randomBytes } from 'node:crypto';

let newestAt = 0;
let sequence = 0;

/**
 * A UUIDv7 (RFC 9562, section 6.2, method 1), made here because PostgreSQL before 18 cannot. Ids of one process sort in
 * the order in which they were made; those of several by their milliseconds.
 */
export function newId(): string {
  const bytes = nextRandom();
  const now = Date.now();
  sequence = now > newestAt ? bytes.readUInt16BE(6) & 0x7ff : sequence + 1;
  newestAt = Math.max(now, newestAt);
  if (sequence > 0xfff) {
    newestAt += 1; // borrowed: 2,000 ids and more in one millisecond
    sequence = 0;
  }
  bytes.writeUIntBE(newestAt, 0, 6);
  bytes.writeUInt16BE(0x7000 | sequence, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  const hex = bytes.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

/** Random bytes are fetched for many ids at once: asking the system for each costs more than all the rest of an id. */
let random: Buffer = Buffer.alloc(0);
let taken = 0;

function nextRandom(): Buffer {
  if (taken >= random.length) {
    random = randomBytes(16 * 256);
    taken = 0;
  }
  taken += 16;
  return random.subarray(taken - 16, taken);
}

/** A secret of 256 bits in base64url, for links, sessions and keys. Only its hash is stored. */
export function newSecret(): string {
  return randomBytes(32).toString('base64url');
}
