import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import type { Store } from '../../../../../shared/contract/stores.ts';
import { Icon } from '../../../../ui/Icon.tsx';
import { QueryView } from '../../../../ui/QueryView.tsx';
import { Guard } from '../../../shell/pages.tsx';
import { useStore } from '../../../stores.ts';
import { programQuery } from '../programsApi.ts';
import { EditorFrame } from './EditorFrame.tsx';

/** A program, stage by stage. */
export function ProgramEditorScreen() {
  const store = useStore();
  return (
    <Guard permission="store.programs.view" here={store} title="Programs">
      <ReadProgram store={store} />
    </Guard>
  );
}

function ReadProgram({ store }: { store: Store }) {
  const { programId } = useParams({ from: '/app/stores/$storeKey/programs/$programId/$stage' });
  const query = useQuery(programQuery(store.key, programId));
  return (
    <QueryView isScreen query={query} errorAction={<AllPrograms storeKey={store.key} />}>
      {(program) => <EditorFrame key={program.id} store={store} program={program} />}
    </QueryView>
  );
}

function AllPrograms({ storeKey }: { storeKey: string }) {
  return (
    <Button
      variant="default"
      leftSection={<Icon name="chevronLeft" />}
      renderRoot={(props) => <Link to="/stores/$storeKey/programs" params={{ storeKey }} {...props} />}
    >
      All programs
    </Button>
  );
}
