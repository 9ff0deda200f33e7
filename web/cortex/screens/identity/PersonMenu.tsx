import { ActionIcon, Menu } from '@mantine/core';
import { Icon } from '../../../ui/Icon.tsx';
import type { PeopleApi, Person } from './peopleApi.ts';

export type PersonAct = 'role' | 'close' | 'reopen' | 'remove';
type Props = { api: PeopleApi; person: Person; onAct: (kind: PersonAct) => void };

/** What may be done with a person, as the answer itself says. */
export function PersonMenu({ api, person, onAct }: Props) {
  const mayChange = person.mayBecome.length > 0 && api.changeRole !== null;
  const mayClose = api.setActive !== null && !person.isYou;
  if (!mayChange && !mayClose && !person.mayRemove) return null;
  return (
    <Menu>
      <Menu.Target>
        <ActionIcon aria-label={`Acts for ${person.name}`}>
          <Icon name="dots" />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {mayChange && (
          <Menu.Item leftSection={<Icon name="people" />} onClick={() => onAct('role')}>
            Change role
          </Menu.Item>
        )}
        {mayClose && (
          <Menu.Item leftSection={<Icon name="lock" />} onClick={() => onAct(person.isActive ? 'close' : 'reopen')}>
            {person.isActive ? 'Close the account' : 'Reopen the account'}
          </Menu.Item>
        )}
        {person.mayRemove && (
          <Menu.Item
            leftSection={<Icon name="trash" />}
            color="var(--mantine-color-error)"
            onClick={() => onAct('remove')}
          >
            Remove
          </Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}
