import { Avatar, Menu, UnstyledButton } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { Icon } from '../../ui/Icon.tsx';
import { toastProblem } from '../../ui/toasts.tsx';
import { useMe, useSignOut } from '../session.ts';

export function AccountMenu() {
  const me = useMe();
  const signOut = useSignOut();
  return (
    <Menu>
      <Menu.Target>
        <UnstyledButton>
          <Avatar name={me.name} color="petrol" size="2.25rem" radius="xl" alt="" aria-hidden="true" />
          <span className="flex-visually-hidden">Account of {me.name}</span>
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{me.email}</Menu.Label>
        <Menu.Item leftSection={<Icon name="user" />} renderRoot={(props) => <Link to="/account" {...props} />}>
          My account
        </Menu.Item>
        <Menu.Divider />
        <Menu.Item leftSection={<Icon name="signOut" />} onClick={() => void signOut().catch(toastProblem)}>
          Sign out
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
