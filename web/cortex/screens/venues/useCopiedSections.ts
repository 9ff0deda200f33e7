import { useQuery } from '@tanstack/react-query';
import type { Store } from '../../../../shared/contract/stores.ts';
import { may } from '../../../ui/Can.tsx';
import { freeSeatsQuery, gamesQuery } from './venuesApi.ts';

/** The game at the venue by which its map is looked at: the named one, or the next to come; undefined while it is not known. */
export function useGames(store: Store, venueId: string, eventCode?: string) {
  const { data } = useQuery(gamesQuery(store.key, venueId));
  const games = data?.items ?? [];
  // oxlint-disable-next-line react/purity -- what is to come is told anew by every render
  const now = Date.now();
  const next = games.find(({ startsAt }) => startsAt !== null && Date.parse(startsAt) > now) ?? games.at(-1);
  return { games, isRead: data !== undefined, game: games.find(({ code }) => code === eventCode) ?? next };
}

/** Names of the sections in which the vendor has shown a seat at any game of the venue. */
export function useCopiedSections(store: Store, venueId: string) {
  const { game } = useGames(store, venueId);
  const seats = useQuery({
    ...freeSeatsQuery(store.key, game?.code ?? ''),
    enabled: game !== undefined && may(store, 'store.inventory.view'),
  });
  return seats.data?.sections.map(([sectionName]) => sectionName) ?? [];
}
