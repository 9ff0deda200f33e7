import { Menu } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { cellButton } from './cells.tsx';
import { Icon } from './Icon.tsx';

/** What can be done with a row. A list has many, so the menu is made when it is first asked for. */
export function RowMenu({ label, children }: { label: string; children: ReactNode }) {
  const [isAsked, setAsked] = useState(false);
  const button = (
    <button type="button" className={cellButton} aria-label={label} aria-haspopup="menu" onClick={() => setAsked(true)}>
      <Icon name="dots" />
    </button>
  );
  if (!isAsked) return button;
  return (
    <Menu defaultOpened>
      <Menu.Target>{button}</Menu.Target>
      <Menu.Dropdown>{children}</Menu.Dropdown>
    </Menu>
  );
}
