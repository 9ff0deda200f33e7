import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { EditorPlace } from '../../../../../shared/contract/programs.ts';
import type { Store } from '../../../../../shared/contract/stores.ts';
import { addressOf, call } from '../../../../api/client.ts';
import type { Output } from '../../../../api/contract.ts';
import { useMe } from '../../../session.ts';
import { presenceQuery } from '../programsApi.ts';
import { newId } from './stage.tsx';

/** Milliseconds between two words that this page is still open. */
const beat = 15_000;

type Page = Output<'GET /api/stores/{storeKey}/programs/{programId}/presence'>['items'][number];
/** Another page that has this program open; the reader's own when it is in another window. */
export type Present = Page & { isSelf: boolean };

/** Says again and again that this page has the program open, and answers which others have. */
export function usePresence(store: Store, programId: string, place: EditorPlace | null): Present[] {
  const me = useMe();
  const [pageId] = useState(newId);
  const isOpen = store.state === 'active';
  const query = presenceQuery(store.key, programId);
  const known = useQuery({ ...query, enabled: isOpen });
  useBeat({ storeKey: store.key, programId, pageId, place: isOpen ? place : null });
  return (known.data?.items ?? [])
    .filter((page) => page.pageId !== pageId)
    .map((page) => ({ ...page, isSelf: page.actorId === me.id }));
}

type Beat = { storeKey: string; programId: string; pageId: string; place: EditorPlace | null };

function useBeat({ storeKey, programId, pageId, place }: Beat) {
  const queries = useQueryClient();
  useEffect(() => {
    if (place === null) return;
    const params = { storeKey, programId };
    const { queryKey } = presenceQuery(storeKey, programId);
    const say = () =>
      call('PUT /api/stores/{storeKey}/programs/{programId}/presence', { params, body: { pageId, place } }).then(
        (present) => void queries.setQueryData(queryKey, present),
        // Nobody is told who else is here; the next beat tries again.
        () => {},
      );
    // once the stage is drawn
    const first = setTimeout(() => void say());
    const timer = setInterval(() => void say(), beat);
    return () => {
      clearTimeout(first);
      clearInterval(timer);
    };
  }, [storeKey, programId, pageId, place, queries]);
  useEffect(() => {
    const params = { storeKey, programId };
    const leave = () => sayGone(params, pageId);
    window.addEventListener('pagehide', leave);
    return () => {
      window.removeEventListener('pagehide', leave);
      leave();
    };
  }, [storeKey, programId, pageId]);
}

/** Sent even when the page is being closed, which ends every ordinary call. */
function sayGone(params: { storeKey: string; programId: string }, pageId: string) {
  void fetch(addressOf('GET /api/stores/{storeKey}/programs/{programId}/presence', { params }), {
    method: 'PUT',
    keepalive: true,
    credentials: 'same-origin',
    headers: { 'content-type': 'application/json', accept: 'application/json' },
    body: JSON.stringify({ pageId, place: null }),
  }).catch(() => {});
}
