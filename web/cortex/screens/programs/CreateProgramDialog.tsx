import { Radio, Stack, Text, TextInput } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { Definition } from '../../../../shared/contract/program-content.ts';
import { call } from '../../../api/client.ts';
import { FormDialog } from '../../../ui/dialogs.tsx';
import { toastDone } from '../../../ui/toasts.tsx';
import { useServerForm } from '../../../ui/useServerForm.ts';
import { useRereadPrograms, validateName } from './programActs.ts';
import { inventoryWords, typeWords } from './programWords.ts';

type Values = { name: string; type: Definition['type']; inventoryType: Definition['inventoryType'] };
const initialValues: Values = { name: '', type: 'game_packs', inventoryType: 'seat' };

/** A new draft; what it sells can be changed later too. */
export function CreateProgramDialog({ storeKey, onClose }: { storeKey: string; onClose: () => void }) {
  const navigate = useNavigate();
  const reread = useRereadPrograms(storeKey);
  const state = useServerForm({
    initialValues,
    validate: { name: validateName },
    send: (body) => call('POST /api/stores/{storeKey}/programs', { params: { storeKey }, body }),
    onDone: (made) => {
      toastDone(`${made.name} is created as a draft.`);
      reread(made.id);
      onClose();
      void navigate({
        to: '/stores/$storeKey/programs/$programId/$stage',
        params: { storeKey, programId: made.id, stage: 'definition' },
      });
    },
    fieldOfProblem: { 'program.name_taken': 'name' },
  });
  const { form } = state;
  return (
    <FormDialog title="Create program" onClose={onClose} state={state} submit="Create program">
      <TextInput
        label="Name"
        description="For staff; fans read the headline."
        data-autofocus
        maxLength={120}
        {...form.getInputProps('name')}
      />
      <Choices label="Type" words={typeWords} input={form.getInputProps('type')} />
      <Choices label="Sells" words={inventoryWords} input={form.getInputProps('inventoryType')} />
    </FormDialog>
  );
}

type ChoicesProps = {
  label: string;
  words: Readonly<Record<string, { label: string; means: string }>>;
  input: { value?: string; error?: ReactNode; onChange: (value: string) => void };
};

function Choices({ label, words, input }: ChoicesProps) {
  return (
    <Radio.Group label={label} {...input}>
      <Stack gap="xs" mt="xs">
        {Object.entries(words).map(([value, { label: name, means }]) => (
          <Radio key={value} value={value} label={<Text fw={550}>{name}</Text>} description={means} />
        ))}
      </Stack>
    </Radio.Group>
  );
}
