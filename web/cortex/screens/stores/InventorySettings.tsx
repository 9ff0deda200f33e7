import { NumberInput, TagsInput } from '@mantine/core';
import type { Store } from '../../../../shared/contract/stores.ts';
import { SettingEditor, type SettingShape } from './SettingEditor.tsx';
import type { SettingOf } from './settingsApi.ts';

type Values = SettingOf<'inventory'>['value'];

const shape: SettingShape<Values> = {
  valuesOf: (setting) => (setting.name === 'inventory' ? setting.value : null),
  bodyOf: (value) => ({ name: 'inventory', value }),
};
const minutes = { suffix: ' minutes', allowDecimal: false, allowNegative: false };

export function InventorySettings({ store, setting }: { store: Store; setting: SettingOf<'inventory'> }) {
  return (
    <SettingEditor
      store={store}
      setting={setting}
      shape={shape}
      description="How often the vendor’s seats and prices are copied. When the vendor’s quota does not suffice, every game waits longer."
    >
      {(form) => (
        <>
          <NumberInput
            label="Near games"
            description="Between two looks at a game of today, or one that fans are buying."
            {...minutes}
            {...form.getInputProps('fastestMinutes')}
          />
          <NumberInput
            label="Far games"
            description="Between two looks at a game that is weeks away or not on offer."
            {...minutes}
            {...form.getInputProps('slowestMinutes')}
          />
          <NumberInput
            label="Whole reading"
            description="Every seat of every game is read within this time, because equal counts can hide a change."
            {...minutes}
            {...form.getInputProps('detailMinutes')}
          />
          <TagsInput
            label="Accessible classes"
            description="Class names of the seats for people with disabilities. Nobody else is given one of them."
            {...form.getInputProps('accessibleClasses')}
          />
        </>
      )}
    </SettingEditor>
  );
}
