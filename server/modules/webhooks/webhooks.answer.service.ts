import { isSecretName } from '../../core/redact.ts';

const longestAnswer = 500;
const removed = '[removed]';

/**
 * The beginning of what an endpoint answered, as it may be kept and shown: without what looks like a secret, an address
 * of a person or a long token, because receivers echo what they were sent and more. Null for nothing.
 */
export function answerToKeep(text: string): string | null {
  const plain = text.toWellFormed().replace(/\p{Cc}+/gu, ' ');
  // A little more is looked at than is kept, so that what is cut off is removed too.
  const kept = redact(plain.slice(0, longestAnswer * 2))
    .slice(0, longestAnswer)
    .trim();
  return kept === '' ? null : kept;
}

function redact(text: string): string {
  return text
    .replace(/whsec_\S+|v1,[\w+/=]+/g, removed)
    .replace(/\b(bearer|basic)\s+\S+/gi, `$1 ${removed}`)
    .replace(/[^\s"'<>@]+@[^\s"'<>@]+\.[^\s"'<>@]+/g, removed)
    .replace(/(["']?)([\w-]+)\1\s*[:=]\s*("[^"]*"?|'[^']*'?|[^\s,;&}]+)/g, (all, _quote, name: string) =>
      isSecretName(name) ? `${name}: ${removed}` : all,
    )
    .replace(/[A-Za-z0-9+/_-]{32,}={0,2}/g, (token) => (uuid.test(token) ? token : removed));
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
