import { TextInput } from '@mantine/core';
import { useState } from 'react';

type Props = {
  label: string;
  isLabelHidden?: boolean;
  description?: string;
  value: string;
  onChange: (name: string) => void;
  canEdit: boolean;
};

/** A name for staff, which is never empty: an emptied field says the last name again when it is left. */
export function NameInput({ label, isLabelHidden = false, description, value, onChange, canEdit }: Props) {
  const [isEmptied, setEmptied] = useState(false);
  return (
    <TextInput
      {...(isLabelHidden ? { 'aria-label': label } : { label })}
      {...(description !== undefined && { description })}
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      value={isEmptied ? '' : value}
      maxLength={120}
      readOnly={!canEdit}
      error={isEmptied ? 'It needs a name.' : undefined}
      onBlur={() => setEmptied(false)}
      onChange={({ currentTarget }) => {
        const isEmpty = currentTarget.value.trim() === '';
        setEmptied(isEmpty);
        if (!isEmpty) onChange(currentTarget.value);
      }}
    />
  );
}
