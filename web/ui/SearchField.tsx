import { CloseButton, TextInput } from '@mantine/core';
import { useEffect, useMemo, useRef, useState } from 'react';
import { Icon } from './Icon.tsx';
import { useLatest } from './useLatest.ts';

const settleMilliseconds = 200;

type Props = { label: string; value: string; onChange: (value: string) => void; autoFocus?: boolean };

/** Tells what is typed once the typing rests, so that the address does not change with each letter. */
export function SearchField({ label, value, onChange, autoFocus = false }: Props) {
  const [typed, setTyped] = useState(value);
  /** What was told and has not come back as the value yet: by then more may be typed, which must not be lost. */
  const told = useRef<string[]>([]);
  useEffect(() => {
    const at = told.current.indexOf(value);
    if (at === -1) setTyped(value);
    else told.current.splice(0, at + 1);
  }, [value]);
  const tell = useLatest(onChange);
  useEffect(() => {
    if (typed === value) return;
    const timer = setTimeout(() => {
      told.current.push(typed);
      tell.current(typed);
    }, settleMilliseconds);
    return () => clearTimeout(timer);
  }, [typed, value, tell]);
  return useMemo(
    () => (
      <TextInput
        type="search"
        aria-label={label}
        placeholder={label}
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
        leftSection={<Icon name="search" />}
        rightSection={
          typed !== '' && <CloseButton aria-label="Clear the search" size="sm" onClick={() => setTyped('')} />
        }
        {...(autoFocus && { 'data-autofocus': true })}
      />
    ),
    [label, typed, autoFocus],
  );
}
