import { NumberInput } from '@mantine/core';
import { useState } from 'react';

type Props = {
  label: string;
  isLabelHidden?: boolean;
  value: number | null;
  /** Null only where the field may be empty. */
  onChange: (value: number | null) => void;
  /** What an empty field means; without it the field may not be empty. */
  whenEmpty?: string;
  canEdit: boolean;
  hasError?: boolean;
  least?: number;
  size?: 'xs' | 'sm';
};

const most = 100_000;

/** A whole number. An empty field that has to say something says the last number again when it is left. */
export function CountInput(props: Props) {
  const { label, isLabelHidden = false, value, onChange, whenEmpty, canEdit, hasError = false, least = 0 } = props;
  const [isEmptied, setEmptied] = useState(false);
  return (
    <NumberInput
      {...(isLabelHidden ? { 'aria-label': label } : { label })}
      size={props.size ?? 'sm'}
      value={isEmptied ? '' : (value ?? '')}
      min={least}
      max={most}
      clampBehavior="strict"
      allowDecimal={false}
      allowNegative={false}
      hideControls={props.size === 'xs'}
      readOnly={!canEdit}
      error={hasError}
      {...(whenEmpty !== undefined && { placeholder: whenEmpty })}
      onBlur={() => setEmptied(false)}
      onChange={(typed) => {
        setEmptied(typed === '');
        if (typeof typed === 'number' && Number.isInteger(typed)) onChange(typed);
        if (typed === '' && whenEmpty !== undefined) onChange(null);
      }}
    />
  );
}
