import { Autocomplete } from '@mantine/core';
import { type KeyboardEvent, useState } from 'react';
import type { TicketType } from './amounts.ts';
import classes from './CellEditor.module.css';
import { moneyRange } from './money.ts';

/** Where the selection goes after a ticket type was chosen. */
export type Way = 'down' | 'right' | 'left' | 'stay' | 'all';

type Props = {
  label: string;
  /** What was typed to open it, or what the cell has. */
  initial: string;
  ticketTypes: readonly TicketType[];
  currency: string;
  /** The vendor's spelling; null when it has no such code. */
  codeOf: (text: string) => string | null;
  onCommit: (code: string | null, way: Way) => void;
  /** Not by key: somebody clicked elsewhere. */
  onCancel: (isByKey: boolean) => void;
};

/** Chooses a ticket type by typing: Enter takes it, Escape leaves the cell as it was. */
export function CellEditor({ label, initial, ticketTypes, currency, codeOf, onCommit, onCancel }: Props) {
  const [text, setText] = useState(initial);
  const [refused, setRefused] = useState<string | null>(null);
  const byCode = new Map(ticketTypes.map((type) => [type.code, type]));

  const commit = (value: string, way: Way) => {
    const wanted = value.trim();
    const code = wanted === '' ? '' : (codeOf(wanted) ?? firstOf(ticketTypes, wanted));
    if (code === null) setRefused(`The vendor has no ticket type ${wanted}`);
    else onCommit(code === '' ? null : code, way);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    event.stopPropagation();
    if (event.key === 'Escape') {
      event.preventDefault();
      onCancel(true);
    } else if (event.key === 'Tab') {
      event.preventDefault();
      commit(text, event.shiftKey ? 'left' : 'right');
    } else if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      commit(text, 'all');
    } else if (event.key === 'Enter' && !hasChosenOption(event.currentTarget)) {
      event.preventDefault();
      commit(text, 'down');
    }
  };
  return (
    <Autocomplete
      autoFocus
      aria-label={label}
      aria-invalid={refused !== null}
      classNames={{ input: classes.input, error: classes.error }}
      size="xs"
      data={ticketTypes.map(({ code }) => code)}
      value={text}
      limit={12}
      error={refused}
      defaultDropdownOpened
      comboboxProps={{ width: 240, position: 'bottom-start', shadow: 'md' }}
      filter={({ options, search }) => {
        const typed = search.trim().toLowerCase();
        const isUntouched = search === initial && byCode.has(initial);
        return isUntouched
          ? options
          : options.filter((option) => 'value' in option && option.value.toLowerCase().startsWith(typed));
      }}
      renderOption={({ option }) => <TicketTypeOption type={byCode.get(option.value)} currency={currency} />}
      onFocus={(event) => {
        const end = event.currentTarget.value.length;
        if (byCode.has(initial)) event.currentTarget.select();
        else event.currentTarget.setSelectionRange(end, end);
      }}
      onChange={(value) => {
        setText(value);
        setRefused(null);
      }}
      onOptionSubmit={(value) => commit(value, 'down')}
      onKeyDown={onKeyDown}
      onBlur={() => (text === initial ? onCancel(false) : leave(text, codeOf, onCommit, onCancel))}
    />
  );
}

/** The beginning of a code is enough. */
function firstOf(ticketTypes: readonly TicketType[], typed: string): string | null {
  return ticketTypes.find(({ code }) => code.toLowerCase().startsWith(typed.toLowerCase()))?.code ?? null;
}

/** Whoever clicks elsewhere keeps what was typed, if the vendor has it. */
function leave(text: string, codeOf: Props['codeOf'], onCommit: Props['onCommit'], onCancel: Props['onCancel']) {
  const code = text.trim() === '' ? '' : codeOf(text.trim());
  if (code === null) onCancel(false);
  else onCommit(code === '' ? null : code, 'stay');
}

/** Then Enter takes the option, and the list tells of it. */
function hasChosenOption(input: HTMLInputElement): boolean {
  return (input.getAttribute('aria-activedescendant') ?? '') !== '';
}

function TicketTypeOption({ type, currency }: { type: TicketType | undefined; currency: string }) {
  if (type === undefined) return null;
  return (
    <span className={classes.option}>
      <strong>{type.code}</strong>
      <span>{moneyRange(type.leastCents, type.mostCents, currency)}</span>
    </span>
  );
}
