/** What this browser remembers for one person. Storage may be refused: then nothing is remembered. */
const limit = 5;

/** Keys of the stores the person opened last, newest first. */
export function recentStores(personId: string): string[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(keyFor(personId)) ?? '[]');
    return Array.isArray(kept) ? kept.filter((key) => typeof key === 'string').slice(0, limit) : [];
  } catch {
    return [];
  }
}

export function rememberStore(personId: string, storeKey: string) {
  const others = recentStores(personId).filter((key) => key !== storeKey);
  try {
    localStorage.setItem(keyFor(personId), JSON.stringify([storeKey, ...others].slice(0, limit)));
  } catch {
    // Nothing to do: the list is a convenience.
  }
}

function keyFor(personId: string): string {
  return `flex-recent-stores:${personId}`;
}
