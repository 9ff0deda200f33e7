const removed = '[removed]';
const longest = 200;

/**
 * The vendor's words as they may be kept and shown: without secrets, and without anything that looks like an
 * address of e-mail, a card, a phone or an account number.
 */
export function redact(words: string, secrets: readonly string[]): string {
  let text = words.toWellFormed();
  // Longest first: a secret may hold another one.
  for (const secret of [...secrets].sort((a, b) => b.length - a.length)) {
    if (secret.trim().length > 1) text = text.replaceAll(new RegExp(verbatim(secret.trim()), 'gi'), removed);
  }
  return text
    .replace(/[^\s<>"']+@[^\s<>"']+/g, removed)
    .replace(/\d(?:[ .-]?\d){5,}/g, removed)
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim()
    .slice(0, longest);
}

function verbatim(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
