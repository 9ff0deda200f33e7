import { CloseButton, TextInput } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { Icon } from './Icon.tsx';

const settleMilliseconds = 200;

type Props = { label: string; value: string; onChange: (value: string) => void; autoFocus?: boolean };

/** Tells what is typed once the typing rests, so that the address does not change with each letter. */
export function SearchField({ label, value, onChange, autoFocus = false }: Props) {
  const [typed, setTyped] = useState(value);
  useEffect(() => setTyped(value), [value]);
  const tell = useRef(onChange);
  useEffect(() => {
    tell.current = onChange;
  });
  useEffect(() => {
    if (typed === value) return;
    const timer = setTimeout(() => tell.current(typed), settleMilliseconds);
    return () => clearTimeout(timer);
  }, [typed, value]);
  return (
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
  );
}
