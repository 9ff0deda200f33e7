import { TextInput } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { suggestKey } from './storeWords.ts';

type Values = { name: string; key: string };

type Props = {
  values: Values;
  errors: { name?: ReactNode; key?: ReactNode };
  onChange: (change: Partial<Values>) => void;
  isFocused?: boolean;
};

/** A name, and the key that follows it until it is typed by hand. */
export function NameAndKeyFields({ values, errors, onChange, isFocused = false }: Props) {
  const [isKeyTyped, setKeyTyped] = useState(false);
  return (
    <>
      <TextInput
        label="Name"
        description="As people read it"
        value={values.name}
        error={errors.name}
        data-autofocus={isFocused || undefined}
        onChange={({ currentTarget: { value } }) =>
          onChange(isKeyTyped ? { name: value } : { name: value, key: suggestKey(value) })
        }
      />
      <TextInput
        label="Key"
        description="Part of addresses; it stays"
        value={values.key}
        error={errors.key}
        onChange={({ currentTarget: { value } }) => {
          setKeyTyped(value !== '');
          onChange({ key: value });
        }}
      />
    </>
  );
}
