import { Stack } from '@mantine/core';
import { PageHeader } from '../../../ui/PageHeader.tsx';
import { useMe } from '../../session.ts';
import { NamePanel } from './NamePanel.tsx';
import { PasswordPanel } from './PasswordPanel.tsx';
import { RolesPanel } from './RolesPanel.tsx';
import { SessionsPanel } from './SessionsPanel.tsx';

/** One's own name, password, roles and open sessions. */
export function AccountScreen() {
  const me = useMe();
  return (
    <>
      <PageHeader title="My account" description={`You sign in as ${me.email}.`} />
      <Stack gap="lg">
        <NamePanel key={me.version} me={me} />
        <PasswordPanel key={String(me.hasPassword)} me={me} />
        <SessionsPanel />
        <RolesPanel me={me} />
      </Stack>
    </>
  );
}
