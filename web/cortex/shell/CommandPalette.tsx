import { Modal } from '@mantine/core';
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { Icon } from '../../ui/Icon.tsx';
import classes from './CommandPalette.module.css';
import { type Command, useCommands } from './useCommands.ts';

/** Type where to go; arrows choose, Enter goes. Stores are searched on the server, so every one can be reached. */
export function CommandPalette({ onClose }: { onClose: () => void }) {
  const [text, setText] = useState('');
  const { commands, isSearching } = useCommands(text);
  const listId = useId();
  const [chosen, choose] = useChosen(commands);

  const run = (command: Command | undefined) => {
    if (command === undefined) return;
    onClose();
    command.run();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined && chosen !== undefined) {
      event.preventDefault();
      choose(commands.at((commands.indexOf(chosen) + step) % commands.length)?.id ?? null);
    } else if (event.key === 'Enter') {
      event.preventDefault();
      run(chosen);
    }
  };
  return (
    <Modal.Root opened onClose={onClose} size="lg" yOffset="12vh" padding={0}>
      <Modal.Overlay backgroundOpacity={0.45} />
      <Modal.Content aria-label="Go to" radius="md">
        <div className={classes.top}>
          <Icon name="search" size="lg" />
          <input
            data-autofocus
            className={classes.input}
            placeholder="Go to a store or screen"
            aria-label="Go to a store or screen"
            role="combobox"
            aria-expanded
            aria-controls={listId}
            aria-autocomplete="list"
            aria-activedescendant={chosen === undefined ? undefined : `${listId}-${chosen.id}`}
            autoComplete="off"
            spellCheck={false}
            value={text}
            onChange={(event) => {
              setText(event.currentTarget.value);
              choose(null);
            }}
            onKeyDown={onKeyDown}
          />
        </div>
        <div id={listId} role="listbox" aria-label="Places" className={classes.list}>
          {commands.map((command, index) => (
            <Option
              key={command.id}
              id={`${listId}-${command.id}`}
              command={command}
              group={commands[index - 1]?.group === command.group ? null : command.group}
              isChosen={command === chosen}
              onRun={() => run(command)}
            />
          ))}
        </div>
        {commands.length === 0 && (
          <p className={classes.none}>{isSearching ? 'Searching…' : 'Nothing is called that.'}</p>
        )}
        <span role="status" className="flex-visually-hidden">
          {commands.length === 1 ? '1 place' : `${commands.length} places`}
        </span>
      </Modal.Content>
    </Modal.Root>
  );
}

/** By its id and not by its place: an answer that arrives late puts stores above it, and Enter means what was read. */
function useChosen(commands: readonly Command[]) {
  const [chosenId, choose] = useState<string | null>(null);
  const chosen = commands.find(({ id }) => id === chosenId) ?? commands[0];
  if (chosen !== undefined && chosen.id !== chosenId) choose(chosen.id);
  return [chosen, choose] as const;
}

type OptionProps = { id: string; command: Command; group: string | null; isChosen: boolean; onRun: () => void };

function Option({ id, command, group, isChosen, onRun }: OptionProps) {
  const element = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (isChosen) element.current?.scrollIntoView({ block: 'nearest' });
  }, [isChosen]);
  return (
    <>
      {group !== null && (
        <div role="presentation" className={classes.group}>
          {group}
        </div>
      )}
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the combobox's, which keeps the focus */}
      {/* biome-ignore lint/a11y/useFocusableInteractive: an option is pointed at by aria-activedescendant */}
      <div ref={element} id={id} role="option" aria-selected={isChosen} className={classes.option} onClick={onRun}>
        <Icon name={command.icon} />
        <span className={classes.label}>{command.label}</span>
        {command.hint !== undefined && <span className={classes.hint}>{command.hint}</span>}
      </div>
    </>
  );
}
