import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Store } from '../../../../shared/contract/stores.ts';
import type { Section } from '../../../../shared/contract/venues.ts';
import { call } from '../../../api/client.ts';
import type { Output } from '../../../api/contract.ts';
import { isProblem } from '../../../api/problem.ts';
import type { Draft } from './mapDraft.ts';
import type { Venue } from './VenueScreen.tsx';
import { mapQuery, useRereadVenues, venueQuery } from './venuesApi.ts';

export type VenueMap = Output<'GET /api/stores/{storeKey}/venues/{venueId}/maps/{mapId}'>;
export type Versions = { venue: number; map: number };

export function draftOf(venue: Venue, { name, drawing }: Pick<VenueMap, 'name' | 'drawing'>): Draft {
  return { name, drawing, sections: venue.sections };
}

type Saved = { venue: Venue; map: VenueMap };
type State = { isSaving: boolean; problem: unknown; isStale: boolean };
const idle: State = { isSaving: false, problem: null, isStale: false };

/**
 * Saves a draft over the versions it began with. Sections that are new come before the map that draws them, those
 * that go after it: so every step is one that the server takes.
 */
export function useMapSave(store: Store, { venue, map }: Saved, onSaved: (saved: Saved) => void) {
  const queries = useQueryClient();
  const reread = useRereadVenues(store.key);
  const [state, setState] = useState<State>(idle);
  const params = { storeKey: store.key, venueId: venue.id };
  const putSections = (sections: readonly Section[], version: number) =>
    call('PUT /api/stores/{storeKey}/venues/{venueId}/sections', {
      params,
      body: { sections: [...sections] },
      version,
    });
  const send = async (base: Saved, draft: Draft, versions: Versions): Promise<Saved> => {
    const kept = new Set(draft.sections.map(({ sectionName }) => sectionName));
    const removed = base.venue.sections.filter(({ sectionName }) => !kept.has(sectionName));
    let saved: Saved = base;
    let venueVersion = versions.venue;
    const put = async (sections: readonly Section[]) => {
      if (JSON.stringify(sections) === JSON.stringify(saved.venue.sections)) return;
      const next = await putSections(sections, venueVersion);
      venueVersion = next.version;
      saved = { ...saved, venue: next };
    };
    await put([...draft.sections, ...removed]);
    if (draft.name !== base.map.name || JSON.stringify(draft.drawing) !== JSON.stringify(base.map.drawing)) {
      const { name, drawing } = draft;
      const edited = await call('PUT /api/stores/{storeKey}/venues/{venueId}/maps/{mapId}', {
        params: { ...params, mapId: map.id },
        body: { name, drawing },
        version: versions.map,
      });
      saved = { ...saved, map: edited };
      // saving a map may count as a change of its venue
      venueVersion = (await queries.query({ ...venueQuery(store.key, venue.id), staleTime: 0 })).version;
    }
    if (removed.length > 0) await put(draft.sections);
    return saved;
  };
  return {
    ...state,
    forget: () => setState(idle),
    async save(base: Saved, draft: Draft, versions: Versions) {
      setState({ ...idle, isSaving: true });
      try {
        const saved = await send(base, draft, versions);
        setState(idle);
        queries.setQueryData(mapQuery(store.key, venue.id, map.id).queryKey, saved.map);
        queries.setQueryData(venueQuery(store.key, venue.id).queryKey, saved.venue);
        onSaved(saved);
        reread();
      } catch (problem) {
        const isStale = isProblem(problem, 'version.stale');
        setState({ isSaving: false, problem: isStale ? null : problem, isStale });
        if (isStale) reread();
      }
    },
  };
}
