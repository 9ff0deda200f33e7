import { ActionIcon, Group, Tooltip } from '@mantine/core';
import { Icon } from '../../../../ui/Icon.tsx';
import type { Draft } from './draft.ts';
import classes from './EditorBar.module.css';

type Props = { draft: Draft; undo: { undo: () => void; redo: () => void } };

/** Steps back and forth; each says what it would change. */
export function UndoButtons({ draft, undo }: Props) {
  const [last, next] = [draft.past.at(-1), draft.future.at(-1)];
  return (
    <Group gap={0} wrap="nowrap" role="group" aria-label="Undo and redo">
      <Tooltip label={last === undefined ? 'Nothing to undo' : `Undo: ${last.label} (Ctrl+Z)`}>
        <ActionIcon aria-label="Undo" aria-disabled={last === undefined} onClick={undo.undo} className={classes.undo}>
          <Icon name="restore" />
        </ActionIcon>
      </Tooltip>
      <Tooltip label={next === undefined ? 'Nothing to redo' : `Redo: ${next.label} (Ctrl+Shift+Z)`}>
        <ActionIcon aria-label="Redo" aria-disabled={next === undefined} onClick={undo.redo} className={classes.undo}>
          <Icon name="redo" />
        </ActionIcon>
      </Tooltip>
    </Group>
  );
}
