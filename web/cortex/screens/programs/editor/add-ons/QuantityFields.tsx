import { Select } from '@mantine/core';
import { FieldGroup } from '../../../../../ui/FieldGroup.tsx';
import { CountInput } from '../fields/CountInput.tsx';
import classes from '../parts/parts.module.css';
import { FieldFindings, type Finding } from '../stage.tsx';
import type { AddOnProps } from './AddOnPanel.tsx';
import own from './add-ons.module.css';

const units = [
  { value: 'per_seat', label: 'One with each seat' },
  { value: 'per_order', label: 'So many for the whole order' },
] as const;

/** How many a fan takes. */
export function QuantityFields(props: AddOnProps & { findings: readonly Finding[] }) {
  const { addOn, canEdit, findings, onChange } = props;
  const { min, max } = addOn.quantity;
  const isBackwards = max !== null && min > max;
  const setQuantity = (quantity: Partial<typeof addOn.quantity>) =>
    onChange((old) => ({ ...old, quantity: { ...old.quantity, ...quantity } }));
  return (
    <div className={own.group}>
      <FieldGroup legend="How many">
        <div className={classes.columns}>
          <Select
            label="Counted"
            data={[...units]}
            value={addOn.unit}
            readOnly={!canEdit}
            onChange={(value) => {
              const unit = units.find((one) => one.value === value)?.value;
              if (unit !== undefined) onChange((old) => ({ ...old, unit }));
            }}
          />
          {addOn.unit === 'per_order' && (
            <>
              <CountInput
                label="At least"
                value={min}
                canEdit={canEdit}
                hasError={isBackwards}
                onChange={(value) => setQuantity({ min: value ?? 0 })}
              />
              <CountInput
                label="At most"
                value={max}
                whenEmpty="no limit"
                canEdit={canEdit}
                hasError={isBackwards}
                onChange={(value) => setQuantity({ max: value })}
              />
            </>
          )}
        </div>
        <FieldFindings findings={findings} />
      </FieldGroup>
    </div>
  );
}
