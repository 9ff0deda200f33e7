import { Button, TextInput } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import type { Image, LocalText } from '../../../../../shared/contract/program-content.ts';
import type { Store } from '../../../../../shared/contract/stores.ts';
import { call } from '../../../../api/client.ts';
import { Form } from '../../../../ui/Form.tsx';
import { toastDone } from '../../../../ui/toasts.tsx';
import { useServerForm } from '../../../../ui/useServerForm.ts';
import { ImageField } from '../editor/fields/ImageField.tsx';
import { LocalTextField } from '../editor/fields/LocalTextField.tsx';
import { LanguageSwitch } from '../editor/fields/language.tsx';
import type { Program } from '../editor/stage.tsx';
import { useRereadPrograms, validateName } from '../programActs.ts';

type Props = {
  store: Store;
  program: Program;
  ticketTypes: { from: string; to: string }[];
  onBack: () => void;
  onClose: () => void;
};
type Values = { name: string; headline: LocalText; banner: Image | null };

/** What staff call the sale, and what fans see of it first. */
export function NameStep({ store, program, ticketTypes, onBack, onClose }: Props) {
  const navigate = useNavigate();
  const reread = useRereadPrograms(store.key);
  const { headline, banner } = program.content.presentation;
  const initialValues: Values = { name: `${program.name.slice(0, 110)}, sale`, headline, banner };
  const state = useServerForm({
    initialValues,
    validate: { name: validateName },
    send: (values) =>
      call('POST /api/stores/{storeKey}/programs/{programId}/sale', {
        params: { storeKey: store.key, programId: program.id },
        body: { ...values, ticketTypes },
      }),
    onDone: (made) => {
      toastDone(`${made.name} is created as a draft.`);
      reread(made.id);
      onClose();
      void navigate({
        to: '/stores/$storeKey/programs/$programId/$stage',
        params: { storeKey: store.key, programId: made.id, stage: 'pricing' },
      });
    },
    fieldOf: (path) => (path === 'name' ? 'name' : null),
    fieldOfProblem: { 'program.name_taken': 'name' },
  });
  const { form } = state;
  return (
    <Form
      isWide
      state={state}
      submit="Create the sale"
      align="flex-end"
      secondary={
        <Button variant="default" onClick={onBack}>
          Back
        </Button>
      }
    >
      <TextInput
        label="Name"
        description="For staff; fans read the headline."
        data-autofocus
        maxLength={120}
        {...form.getInputProps('name')}
      />
      <LanguageSwitch />
      <LocalTextField
        label="Headline"
        value={form.values.headline}
        onChange={(value) => form.setFieldValue('headline', value)}
        canEdit
        maxLength={200}
      />
      <ImageField
        label="Address of the banner"
        value={form.values.banner}
        onChange={(value) => form.setFieldValue('banner', value)}
        canEdit
      />
    </Form>
  );
}
