const secretWords = new Set([
  'password',
  'passphrase',
  'token',
  'tokens',
  'secret',
  'secrets',
  'cookie',
  'authorization',
  'credential',
  'credentials',
]);
const secretPairs = ['api key', 'private key', 'secret key', 'access key'];
const removed = '[removed]';

/**
 * The value as plain JSON, to be kept or shown: text, lists and objects under a name that looks secret are replaced, so
 * are bytes. Booleans and instants stay (`hasPassword`, `passwordChangedAt`). Instants become ISO text, bigint decimal
 * text, characters PostgreSQL cannot keep the replacement character; a field without a value is left out.
 */
export function withoutSecrets(value: unknown): unknown {
  if (typeof value === 'string') return value.toWellFormed().replaceAll('\0', '\uFFFD');
  if (value instanceof Date) return value.toISOString();
  if (value instanceof Uint8Array) return removed;
  if (typeof value === 'bigint') return value.toString();
  if (Array.isArray(value)) return value.map(withoutSecrets);
  if (typeof value !== 'object' || value === null) return value;
  const kept = Object.entries(value).filter(([, inner]) => inner !== undefined);
  return Object.fromEntries(kept.map(([name, inner]) => [name, hides(name, inner) ? removed : withoutSecrets(inner)]));
}

/** True if a field of this name must not be kept or shown: `password`, `tokenHash`, `x-api-key`, `client_secret`. */
export function isSecretName(name: string): boolean {
  const words = name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .split(/[^a-zA-Z0-9]+/)
    .map((word) => word.toLowerCase());
  if (words.at(-1) === 'at') return false;
  return words.some((word) => secretWords.has(word)) || secretPairs.some((pair) => words.join(' ').includes(pair));
}

function hides(name: string, value: unknown): boolean {
  return typeof value !== 'boolean' && value !== null && isSecretName(name);
}
