import { Menu } from '@mantine/core';
import type { Store } from '../../../../shared/contract/stores.ts';
import { may } from '../../../ui/Can.tsx';
import { Icon } from '../../../ui/Icon.tsx';
import { RowMenu } from '../../../ui/RowMenu.tsx';
import type { ProgramAct } from './ProgramActDialog.tsx';
import type { ProgramSummary } from './programsApi.ts';

type Props = { store: Store; program: ProgramSummary; onAct: (act: ProgramAct) => void };

/** What may be done with a program as a whole. */
export function ProgramMenu({ store, program, onAct }: Props) {
  const isOpen = store.state === 'active';
  const mayEdit = may(store, 'store.programs.edit') && isOpen;
  const isArchived = program.state === 'archived';
  const mayArchive = may(store, 'store.programs.publish') && isOpen && !isArchived;
  if (!mayEdit && !mayArchive) return null;
  return (
    <RowMenu label={`Acts for ${program.name}`}>
      {mayEdit && !isArchived && (
        <Menu.Item leftSection={<Icon name="sliders" />} onClick={() => onAct('rename')}>
          Rename
        </Menu.Item>
      )}
      {mayEdit && (
        <Menu.Item leftSection={<Icon name="copy" />} onClick={() => onAct('copy')}>
          Clone
        </Menu.Item>
      )}
      {mayEdit && (
        <Menu.Item leftSection={<Icon name="layers" />} onClick={() => onAct('sale')}>
          Clone as a sale
        </Menu.Item>
      )}
      {mayArchive && (
        <Menu.Item
          leftSection={<Icon name="trash" />}
          color="var(--mantine-color-error)"
          onClick={() => onAct('archive')}
        >
          Archive
        </Menu.Item>
      )}
    </RowMenu>
  );
}
