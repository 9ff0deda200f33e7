import { Text, TextInput } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import type { Store } from '../../../../shared/contract/stores.ts';
import { call } from '../../../api/client.ts';
import { ConfirmDialog, FormDialog } from '../../../ui/dialogs.tsx';
import { toastDone } from '../../../ui/toasts.tsx';
import { useServerForm } from '../../../ui/useServerForm.ts';
import { useRereadPrograms, validateName } from './programActs.ts';
import type { ProgramSummary } from './programsApi.ts';

export type ProgramAct = 'rename' | 'copy' | 'sale' | 'archive';
type Props = { store: Store; act: ProgramAct; program: ProgramSummary; onClose: () => void };
type DialogProps = Omit<Props, 'act'>;

const SaleWizard = lazy(async () => ({ default: (await import('./sale/SaleWizard.tsx')).SaleWizard }));

/** An act on a program as a whole. */
export function ProgramActDialog({ act, ...props }: Props) {
  switch (act) {
    case 'rename':
      return <RenameDialog {...props} />;
    case 'copy':
      return <CloneDialog {...props} />;
    case 'archive':
      return <ArchiveDialog {...props} />;
    case 'sale':
      return (
        <Suspense fallback={null}>
          <SaleWizard {...props} />
        </Suspense>
      );
  }
}

function RenameDialog({ store, program, onClose }: DialogProps) {
  const reread = useRereadPrograms(store.key);
  const state = useServerForm({
    initialValues: { name: program.name },
    validate: { name: validateName },
    send: (body) =>
      call('PATCH /api/stores/{storeKey}/programs/{programId}', {
        params: { storeKey: store.key, programId: program.id },
        version: program.version,
        body,
      }),
    onDone: ({ name }) => {
      toastDone(`${program.name} is called ${name} now.`);
      reread(program.id);
      onClose();
    },
    fieldOfProblem: { 'program.name_taken': 'name' },
  });
  return (
    <FormDialog title={`Rename ${program.name}`} onClose={onClose} state={state} submit="Rename">
      <TextInput label="Name" data-autofocus maxLength={120} {...state.form.getInputProps('name')} />
    </FormDialog>
  );
}

function CloneDialog({ store, program, onClose }: DialogProps) {
  const navigate = useNavigate();
  const reread = useRereadPrograms(store.key);
  const state = useServerForm({
    initialValues: { name: `${program.name.slice(0, 110)}, copy` },
    validate: { name: validateName },
    send: (body) =>
      call('POST /api/stores/{storeKey}/programs/{programId}/clone', {
        params: { storeKey: store.key, programId: program.id },
        body,
      }),
    onDone: (made) => {
      toastDone(`${made.name} is created as a draft.`);
      reread(made.id);
      onClose();
      void navigate({
        to: '/stores/$storeKey/programs/$programId/$stage',
        params: { storeKey: store.key, programId: made.id, stage: 'definition' },
      });
    },
    fieldOfProblem: { 'program.name_taken': 'name' },
  });
  return (
    <FormDialog title={`Clone ${program.name}`} onClose={onClose} state={state} submit="Clone">
      <Text>A draft with everything that is in it now. The two do not know of each other afterwards.</Text>
      <TextInput label="Name of the new program" data-autofocus maxLength={120} {...state.form.getInputProps('name')} />
    </FormDialog>
  );
}

function ArchiveDialog({ store, program, onClose }: DialogProps) {
  const reread = useRereadPrograms(store.key);
  const params = { storeKey: store.key, programId: program.id };
  return (
    <ConfirmDialog
      title={`Archive ${program.name}?`}
      confirm="Archive"
      act={() => call('POST /api/stores/{storeKey}/programs/{programId}/archive', { params })}
      onDone={() => {
        toastDone(`${program.name} is archived.`);
        reread(program.id);
        onClose();
      }}
      onClose={onClose}
    >
      <Text>
        It can be neither edited nor made active any more, and this cannot be undone. Orders, releases and figures stay,
        and it can be cloned.
      </Text>
    </ConfirmDialog>
  );
}
