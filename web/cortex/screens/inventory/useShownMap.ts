import { useQuery } from '@tanstack/react-query';
import type { Store } from '../../../../shared/contract/stores.ts';
import { mapQuery, venueQuery } from '../venues/venuesApi.ts';

/** The map of a venue that fans see, and its sections; null while there is none. */
export function useShownMap(store: Store, venueId: string | null) {
  const venue = useQuery({ ...venueQuery(store.key, venueId ?? ''), enabled: venueId !== null }).data;
  const mapId = venue?.maps.find(({ isDefault }) => isDefault)?.id;
  const map = useQuery({ ...mapQuery(store.key, venueId ?? '', mapId ?? ''), enabled: mapId !== undefined }).data;
  return { map: map ?? null, sections: venue?.sections ?? [], venue };
}
