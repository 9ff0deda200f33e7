import { Button, ColorInput, Group, Text } from '@mantine/core';
import { useState } from 'react';
import { contrastRatio, textContrast } from '../../../../../../shared/rules/contrast.ts';
import { Panel } from '../../../../../ui/Panel.tsx';
import { StatusBadge } from '../../../../../ui/StatusBadge.tsx';
import { settingOf, useSettings } from '../../../stores/settingsApi.ts';
import classes from '../parts/parts.module.css';
import { FieldFindings, type StageEditor } from '../stage.tsx';
import { defaultColours } from './colours.ts';
import own from './presentation.module.css';

type Colours = StageEditor<'presentation'>['content']['colours'];

const fields = [
  { name: 'primary', label: 'Primary' },
  { name: 'onPrimary', label: 'Text on primary' },
  { name: 'accent', label: 'Accent' },
] as const satisfies readonly { name: keyof Colours; label: string }[];

/** The program's own colours in place of the store's, and whether they can be read. */
export function ColoursPanel({ stage }: { stage: StageEditor<'presentation'> }) {
  const { content, canEdit, edit } = stage;
  const settings = useSettings(stage.storeKey);
  const brand = settingOf(settings.data?.items ?? [], 'brand')?.value.colours ?? defaultColours;
  const back = content.colours.primary ?? brand.primary;
  const front = content.colours.onPrimary ?? brand.onPrimary;
  const ratio = contrastRatio(back, front);
  const isReadable = ratio >= textContrast;
  const set = (name: keyof Colours, colour: string | null) =>
    edit((old) => ({ ...old, colours: { ...old.colours, [name]: colour } }), 'Change the colours');
  return (
    <Panel title="Colours" description="Those of the store's brand, unless this program has its own.">
      <div className={classes.columns}>
        {fields.map(({ name, label }) => (
          <ColourField
            key={name}
            label={label}
            value={content.colours[name]}
            usual={brand[name]}
            canEdit={canEdit}
            onChange={(colour) => set(name, colour)}
          />
        ))}
      </div>
      <Group gap="md" mt="md">
        <span className={own.sample} style={{ color: front, background: back }}>
          Choose your games
        </span>
        <StatusBadge tone={isReadable ? 'positive' : 'danger'}>
          {isReadable ? 'Easy to read' : 'Hard to read'}: {(Math.floor(ratio * 100) / 100).toFixed(2)} : 1
        </StatusBadge>
      </Group>
      {!isReadable && <FieldFindings findings={stage.findingsAt('/presentation/colours')} />}
    </Panel>
  );
}

type FieldProps = {
  label: string;
  value: string | null;
  usual: string;
  canEdit: boolean;
  onChange: (colour: string | null) => void;
};

function ColourField({ label, value, usual, canEdit, onChange }: FieldProps) {
  const [typed, setTyped] = useState<string | null>(null);
  const write = (colour: string) => {
    const isColour = /^#[0-9a-f]{6}$/i.test(colour);
    setTyped(isColour ? null : colour);
    if (isColour) onChange(colour.toLowerCase());
  };
  return (
    <div>
      <ColorInput
        label={label}
        format="hex"
        withEyeDropper={false}
        disabled={!canEdit}
        value={typed ?? value ?? usual}
        onChange={write}
        onBlur={() => setTyped(null)}
        error={typed === null || typed === '' ? undefined : 'Use a colour such as #1d428a.'}
      />
      <Group gap="xs" mt={4}>
        <Text size="xs" c="dimmed">
          {value === null ? "The brand's" : "The program's own"}
        </Text>
        {value !== null && canEdit && (
          <Button size="compact-xs" variant="subtle" onClick={() => onChange(null)}>
            Use the brand's
          </Button>
        )}
      </Group>
    </div>
  );
}
