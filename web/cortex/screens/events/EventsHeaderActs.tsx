import { ActionIcon, Button, Menu } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { Store } from '../../../../shared/contract/stores.ts';
import { may } from '../../../ui/Can.tsx';
import { Icon } from '../../../ui/Icon.tsx';
import { useAct } from '../../acts.ts';
import { CategoriesDialog } from './CategoriesDialog.tsx';
import { CreateEventDialog } from './CreateEventDialog.tsx';

/** What one can do on the whole list. */
export function EventsHeaderActs({ store }: { store: Store }) {
  const [open, setOpen] = useState<'create' | 'categories' | null>(null);
  const close = () => setOpen(null);
  useAct('create-event', () => setOpen('create'));
  if (!may(store, 'store.catalogue.edit') || store.state !== 'active') return null;
  return (
    <>
      <Button
        leftSection={<Icon name="download" />}
        renderRoot={(props) => (
          <Link to="." search={(old) => ({ ...old, import: 'events' as const })} replace {...props} />
        )}
      >
        Import events
      </Button>
      <Menu>
        <Menu.Target>
          <ActionIcon variant="default" aria-label="More acts">
            <Icon name="dots" />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<Icon name="plus" />} onClick={() => setOpen('create')}>
            Add an event by hand
          </Menu.Item>
          <Menu.Item leftSection={<Icon name="sliders" />} onClick={() => setOpen('categories')}>
            Categories
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {open === 'create' && <CreateEventDialog store={store} onClose={close} />}
      {open === 'categories' && <CategoriesDialog store={store} onClose={close} />}
    </>
  );
}
