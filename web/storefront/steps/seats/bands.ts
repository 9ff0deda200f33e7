/** What one seat costs at a price code in some games: the least and the most of them. */
export type Band = { priceCode: string; leastCents: number; mostCents: number };

type Prices = readonly { priceCode: string; cents: number }[];

/** The price codes that any of the games sells, the cheapest first. */
export function bandsOf(games: readonly Prices[]): Band[] {
  const bands = new Map<string, Band>();
  for (const { priceCode, cents } of games.flat()) {
    const before = bands.get(priceCode) ?? { priceCode, leastCents: cents, mostCents: cents };
    const { leastCents, mostCents } = before;
    bands.set(priceCode, {
      priceCode,
      leastCents: Math.min(leastCents, cents),
      mostCents: Math.max(mostCents, cents),
    });
  }
  return [...bands.values()].toSorted((a, b) => a.leastCents - b.leastCents || a.mostCents - b.mostCents);
}

/** Seats the most games have alike come first; what the others have instead is said of each. */
export function homeOf<T extends { move: string | null }>(
  events: readonly T[],
): { home: T | null; moved: readonly T[] } {
  return { home: events.find(({ move }) => move === null) ?? null, moved: events.filter(({ move }) => move !== null) };
}
