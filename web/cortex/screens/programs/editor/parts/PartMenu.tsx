import { ActionIcon, Menu } from '@mantine/core';
import { Icon } from '../../../../../ui/Icon.tsx';

/** What can be done with a whole part. Undo brings a removed one back. */
export function PartMenu({ name, onCopy, onRemove }: { name: string; onCopy?: () => void; onRemove: () => void }) {
  return (
    <Menu>
      <Menu.Target>
        <ActionIcon aria-label={`More for ${name}`}>
          <Icon name="dots" />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {onCopy !== undefined && (
          <Menu.Item leftSection={<Icon name="copy" />} onClick={onCopy}>
            Copy
          </Menu.Item>
        )}
        <Menu.Item color="var(--mantine-color-error)" leftSection={<Icon name="trash" />} onClick={onRemove}>
          Remove
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
