import { Modal } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { QueryView } from '../../../ui/QueryView.tsx';
import { EmptyState } from '../../../ui/states.tsx';
import { storeQuery } from '../../stores.ts';
import { CloseForm } from './CloseForm.tsx';
import { boardQuery, programsQuery } from './lifecycleApi.ts';
import { SwitchForm } from './SwitchForm.tsx';

type Props = {
  storeKey: string;
  /** Null: close the store. */
  programId: string | null;
  /** Which of the two it opens with. */
  mode?: 'now' | 'plan';
  onClose: () => void;
};

/** Asks before another program, or none, is active: what changes for fans, for carts, and what the checks say. */
export function SwitchDialog({ storeKey, programId, mode = 'now', onClose }: Props) {
  const store = useQuery(storeQuery(storeKey));
  const board = useQuery(boardQuery(storeKey));
  const programs = useQuery(programsQuery(storeKey));
  const program = programs.data?.items.find(({ id }) => id === programId);
  const title = programId === null ? 'Close the store' : program === undefined ? 'Switch' : `Switch to ${program.name}`;
  return (
    <Modal opened onClose={onClose} title={title} size="xl">
      <QueryView query={store}>
        {(store) => (
          <QueryView query={board}>
            {(found) => (
              <QueryView query={programs}>
                {({ items }) => {
                  const shared = { store, board: found, readAt: board.dataUpdatedAt, programs: items, onClose };
                  if (programId === null) return <CloseForm {...shared} />;
                  if (program === undefined || program.state !== 'published') return <NotPublished />;
                  return <SwitchForm {...shared} program={program} mode={mode} />;
                }}
              </QueryView>
            )}
          </QueryView>
        )}
      </QueryView>
    </Modal>
  );
}

function NotPublished() {
  return (
    <EmptyState icon="lock" title="It cannot be switched to">
      Only a published program can be active. Publish it in its editor first.
    </EmptyState>
  );
}
