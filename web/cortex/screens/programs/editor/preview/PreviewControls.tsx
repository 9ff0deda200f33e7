import { NumberInput, SegmentedControl, TagsInput, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { instantOf } from '../../../../../../shared/rules/local-time.ts';
import { accountGroupsQuery } from '../pricing/pricingApi.ts';
import { devices, largest, type Size, smallest } from './devices.ts';
import classes from './PreviewPane.module.css';

export type Look = {
  size: Size;
  device: string;
  /** Null: now. */
  at: string | null;
  groups: string[];
};

type Props = { storeKey: string; zone: string; look: Look; onChange: (look: Look) => void };

/** Screen, instant and account groups. */
export function PreviewControls({ storeKey, zone, look, onChange }: Props) {
  const groups = useQuery(accountGroupsQuery(storeKey)).data?.items ?? [];
  const choose = (device: string) => {
    const known = devices.find(({ value }) => value === device);
    onChange({ ...look, device, size: known ?? look.size });
  };
  return (
    <div className={classes.controls}>
      <SegmentedControl
        fullWidth
        size="xs"
        aria-label="Screen"
        value={look.device}
        onChange={choose}
        data={[...devices.map(({ value, label }) => ({ value, label })), { value: 'custom', label: 'Custom' }]}
      />
      {look.device === 'custom' && (
        <div className={classes.two}>
          <Pixels label="Width" side="width" look={look} onChange={onChange} />
          <Pixels label="Height" side="height" look={look} onChange={onChange} />
        </div>
      )}
      <div className={classes.two}>
        <Instant zone={zone} onChange={(at) => onChange({ ...look, at })} />
        <TagsInput
          size="xs"
          label="Account groups"
          placeholder={look.groups.length === 0 ? 'Not signed in' : ''}
          data={groups.map(({ code }) => code)}
          maxTags={100}
          value={look.groups}
          onChange={(value) => onChange({ ...look, groups: value })}
        />
      </div>
    </div>
  );
}

type PixelsProps = { label: string; side: keyof Size; look: Look; onChange: (look: Look) => void };

function Pixels({ label, side, look, onChange }: PixelsProps) {
  return (
    <NumberInput
      size="xs"
      label={label}
      suffix=" px"
      allowDecimal={false}
      allowNegative={false}
      min={smallest[side]}
      max={largest[side]}
      value={look.size[side]}
      onChange={(value) => {
        if (typeof value !== 'number' || value < smallest[side] || value > largest[side]) return;
        onChange({ ...look, size: { ...look.size, [side]: value } });
      }}
    />
  );
}

/** Empty is now; else a local time on the clocks of the store. */
function Instant({ zone, onChange }: { zone: string; onChange: (at: string | null) => void }) {
  const [error, setError] = useState<string | null>(null);
  const read = (text: string) => {
    const [date, time] = text.split('T');
    if (date === undefined || date === '' || time === undefined) {
      setError(null);
      return onChange(null);
    }
    const found = instantOf({ date, time: time.slice(0, 5) }, zone);
    if (found.kind === 'skipped') return setError(`The clocks jump from ${found.from} to ${found.to} that day.`);
    setError(null);
    onChange(new Date(found.at).toISOString());
  };
  return (
    <TextInput
      size="xs"
      type="datetime-local"
      label="Instant"
      description={`Empty is now. Clocks of ${zone}.`}
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      error={error}
      onChange={(event) => read(event.currentTarget.value)}
    />
  );
}
