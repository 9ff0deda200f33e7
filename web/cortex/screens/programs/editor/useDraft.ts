import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { checksQuery, programQuery, putStage } from '../programsApi.ts';
import { type DraftStore, openDraftStore } from './draftStore.ts';
import type { Program } from './stage.tsx';

/** The draft of the program on this page. What others save is read into it; leaving the page saves what waits. */
export function useDraft(storeKey: string, program: Program) {
  const store = useDraftStore(storeKey, program);
  const draft = useSyncExternalStore(store.subscribe, store.draft);
  const { content, versions } = program;
  useEffect(() => store.read({ content, versions }), [store, content, versions]);
  useEffect(() => {
    const onHide = () => {
      if (document.visibilityState === 'hidden') void store.flush();
    };
    document.addEventListener('visibilitychange', onHide);
    return () => {
      document.removeEventListener('visibilitychange', onHide);
      void store.flush().finally(store.close);
    };
  }, [store]);
  return { store, draft };
}

function useDraftStore(storeKey: string, { id: programId, content, versions }: Program): DraftStore {
  const queries = useQueryClient();
  const { queryKey } = programQuery(storeKey, programId);
  const [store] = useState(() =>
    openDraftStore({
      read: { content, versions },
      put: (stage, edited, version) => putStage({ storeKey, programId }, stage, edited, version),
      readAgain: () => void queries.invalidateQueries({ queryKey }),
      onSaved: (stage, saved, version) => {
        queries.setQueryData(queryKey, (known) =>
          known === undefined || known.versions[stage] >= version
            ? known
            : {
                ...known,
                content: { ...known.content, [stage]: saved[stage] },
                versions: { ...known.versions, [stage]: version },
              },
        );
        void queries.invalidateQueries({ queryKey: checksQuery(storeKey, programId).queryKey });
      },
    }),
  );
  return store;
}
