import { Button, Menu } from '@mantine/core';
import { useState } from 'react';
import type { Store } from '../../../../shared/contract/stores.ts';
import { may } from '../../../ui/Can.tsx';
import { Icon } from '../../../ui/Icon.tsx';
import { useAct } from '../../acts.ts';
import classes from './BoardActs.module.css';
import type { BoardDialog } from './BoardDialogs.tsx';
import type { Board, ProgramSummary } from './lifecycleApi.ts';

type Props = {
  store: Store;
  board: Board | undefined;
  /** None until they were read. */
  programs: readonly ProgramSummary[] | undefined;
  open: (dialog: BoardDialog) => void;
};

/** What can be done with the schedule as a whole. */
export function BoardActs({ store, board, programs, open }: Props) {
  const maySwitch = may(store, 'store.programs.switch');
  const isReady = maySwitch && board !== undefined;
  const undo = () => {
    if (board?.canUndo === true) open({ kind: 'undo' });
  };
  const close = () => {
    if (board !== undefined && board.active !== null) open({ kind: 'close' });
  };
  useAct('undo', undo, isReady);
  useAct('close', close, isReady);
  if (!maySwitch || board === undefined) return null;
  const published = programs?.filter(({ state }) => state === 'published');
  const activeId = board.active?.programId;
  return (
    <>
      {board.canUndo && (
        <Button variant="default" leftSection={<Icon name="restore" />} onClick={() => open({ kind: 'undo' })}>
          Undo
        </Button>
      )}
      {board.active !== null && (
        <Button variant="default" leftSection={<Icon name="pause" />} onClick={() => open({ kind: 'close' })}>
          Close the store
        </Button>
      )}
      <ProgramMenu
        act="plan"
        label="Plan a switch"
        variant="default"
        programs={published}
        onChoose={(programId) => open({ kind: 'switch', programId, mode: 'plan' })}
      />
      <ProgramMenu
        act="switch"
        label="Switch now"
        variant="filled"
        programs={published?.filter(({ id }) => id !== activeId)}
        onChoose={(programId) => open({ kind: 'switch', programId, mode: 'now' })}
      />
    </>
  );
}

type MenuProps = {
  act: 'plan' | 'switch';
  label: string;
  variant: 'default' | 'filled';
  programs: readonly ProgramSummary[] | undefined;
  onChoose: (programId: string) => void;
};

/** More programs than these are found by typing. */
const searchFrom = 12;

function ProgramMenu({ act, label, variant, programs, onChoose }: MenuProps) {
  const [isOpen, setOpen] = useState(false);
  const [text, setText] = useState('');
  useAct(act, () => setOpen(true));
  const shown = (programs ?? []).filter(({ name }) => name.toLowerCase().includes(text.trim().toLowerCase()));
  return (
    <Menu opened={isOpen} onChange={setOpen}>
      <Menu.Target>
        <Button variant={variant} rightSection={<Icon name="chevronDown" size="sm" />}>
          {label}
        </Button>
      </Menu.Target>
      <Menu.Dropdown className={classes.programs}>
        {programs !== undefined && programs.length > searchFrom && (
          <Menu.Search
            aria-label="Find a program"
            placeholder="Find a program"
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
          />
        )}
        {shown.length === 0 ? (
          <Menu.Label>{wordsForNone(programs, text)}</Menu.Label>
        ) : (
          shown.map(({ id, name, releaseNumber }) => (
            <Menu.Item
              key={id}
              onClick={() => onChoose(id)}
              rightSection={<span className={classes.release}>release {releaseNumber}</span>}
            >
              {name}
            </Menu.Item>
          ))
        )}
      </Menu.Dropdown>
    </Menu>
  );
}

function wordsForNone(programs: readonly ProgramSummary[] | undefined, text: string): string {
  if (programs === undefined) return 'Reading the programs…';
  return text === '' ? 'No other program is published' : 'No program is called that';
}
