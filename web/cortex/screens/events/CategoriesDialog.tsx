import { ActionIcon, Button, Group, Stack, Text, TextInput } from '@mantine/core';
import type { Store } from '../../../../shared/contract/stores.ts';
import { call } from '../../../api/client.ts';
import type { Output } from '../../../api/contract.ts';
import { FormDialog } from '../../../ui/dialogs.tsx';
import { Icon } from '../../../ui/Icon.tsx';
import { toastDone } from '../../../ui/toasts.tsx';
import { useServerForm } from '../../../ui/useServerForm.ts';
import { type Catalogue, useCatalogue, useRereadEvents } from './useCatalogue.ts';

type Props = { store: Store; onClose: () => void };

/** The categories of events, in the order in which fans see them. */
export function CategoriesDialog({ store, onClose }: Props) {
  const catalogue = useCatalogue(store.key);
  return catalogue === undefined ? null : <Categories store={store} catalogue={catalogue} onClose={onClose} />;
}

type Row = { id: string | null; name: string; key: string };
type Saved = Output<'PUT /api/stores/{storeKey}/categories'>;
let made = 0;

function Categories({ store, catalogue, onClose }: Props & { catalogue: Catalogue }) {
  const reread = useRereadEvents(store.key);
  const state = useServerForm<{ items: Row[] }, Saved>({
    initialValues: { items: catalogue.categories.map(({ id, name }) => ({ id, name, key: id })) },
    send: ({ items }) =>
      call('PUT /api/stores/{storeKey}/categories', {
        params: { storeKey: store.key },
        version: catalogue.categoriesVersion,
        body: { items: items.map(({ id, name }) => ({ ...(id !== null && { id }), name })) },
      }),
    onDone: () => {
      toastDone('The categories are saved.');
      reread();
      onClose();
    },
  });
  const { form } = state;
  const { items } = form.values;
  const add = () => {
    made += 1;
    form.insertListItem('items', { id: null, name: '', key: `new ${made}` });
  };
  return (
    <FormDialog title="Categories" onClose={onClose} state={state} submit="Save the categories">
      <Text c="dimmed">Fans filter games by them. One that events have cannot be removed.</Text>
      <Stack gap="xs">
        {items.map(({ key, name }, at) => (
          <Group key={key} gap="xs" wrap="nowrap" align="flex-start">
            <TextInput flex={1} aria-label={`Category ${at + 1}`} {...form.getInputProps(`items.${at}.name`)} />
            <ActionIcon
              aria-label={`Move ${name || `category ${at + 1}`} up`}
              disabled={at === 0}
              onClick={() => form.reorderListItem('items', { from: at, to: at - 1 })}
            >
              <Icon name="chevronUp" />
            </ActionIcon>
            <ActionIcon
              aria-label={`Remove ${name || `category ${at + 1}`}`}
              onClick={() => form.removeListItem('items', at)}
            >
              <Icon name="trash" />
            </ActionIcon>
          </Group>
        ))}
      </Stack>
      <Button variant="default" leftSection={<Icon name="plus" />} onClick={add}>
        Add a category
      </Button>
    </FormDialog>
  );
}
