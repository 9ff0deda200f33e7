import { ActionIcon, Menu } from '@mantine/core';
import { useState } from 'react';
import type { Store } from '../../../../shared/contract/stores.ts';
import { Icon } from '../../../ui/Icon.tsx';
import { EditEndpointDialog, RemoveEndpointDialog, SwitchEndpointDialog } from './EndpointDialogs.tsx';
import { ReplayFailedDialog } from './ReplayDialogs.tsx';
import { RotateSecretDialog } from './RotateSecretDialog.tsx';
import { useSendTest } from './useSendTest.ts';
import type { Endpoint, Endpoints } from './webhooksApi.ts';

type Props = { store: Store; endpoint: Endpoint; types: Endpoints['types'] };
type Asked = 'edit' | 'switch' | 'rotate' | 'replay' | 'remove';

/** What can be done with an endpoint. */
export function EndpointMenu({ store, endpoint, types }: Props) {
  const [asked, setAsked] = useState<Asked | null>(null);
  const sendTest = useSendTest(store);
  const close = () => setAsked(null);
  const { isOn, url } = endpoint;
  return (
    <>
      <Menu>
        <Menu.Target>
          <ActionIcon aria-label={`What to do with ${url}`}>
            <Icon name="dots" />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item disabled={!isOn} onClick={() => void sendTest(endpoint)}>
            Send a test
          </Menu.Item>
          <Menu.Item disabled={!isOn} onClick={() => setAsked('replay')}>
            Send again what failed…
          </Menu.Item>
          <Menu.Divider />
          <Menu.Item onClick={() => setAsked('edit')}>Change…</Menu.Item>
          <Menu.Item onClick={() => setAsked('rotate')}>Rotate the secret…</Menu.Item>
          <Menu.Item onClick={() => setAsked('switch')}>{isOn ? 'Switch off…' : 'Switch on…'}</Menu.Item>
          <Menu.Divider />
          <Menu.Item c="var(--mantine-color-error)" onClick={() => setAsked('remove')}>
            Remove…
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {asked === 'edit' && <EditEndpointDialog store={store} endpoint={endpoint} types={types} onClose={close} />}
      {asked === 'switch' && <SwitchEndpointDialog store={store} endpoint={endpoint} onClose={close} />}
      {asked === 'rotate' && <RotateSecretDialog store={store} endpoint={endpoint} onClose={close} />}
      {asked === 'replay' && <ReplayFailedDialog store={store} endpoint={endpoint} onClose={close} />}
      {asked === 'remove' && <RemoveEndpointDialog store={store} endpoint={endpoint} onClose={close} />}
    </>
  );
}
