import { Checkbox } from '@mantine/core';
import type { Store } from '../../../../shared/contract/stores.ts';
import { SettingEditor, type SettingShape } from './SettingEditor.tsx';
import type { SettingOf } from './settingsApi.ts';

type Values = SettingOf<'prices'>['value'];

const shape: SettingShape<Values> = {
  valuesOf: (setting) => (setting.name === 'prices' ? setting.value : null),
  bodyOf: (value) => ({ name: 'prices', value }),
};

export function PriceSettings({ store, setting }: { store: Store; setting: SettingOf<'prices'> }) {
  return (
    <SettingEditor
      store={store}
      setting={setting}
      shape={shape}
      description="What the storefront tells fans about its prices. They always see the vendor’s final amount before they pay."
    >
      {(form) => (
        <Checkbox
          label="Prices include every fee"
          description="Only when the vendor adds no fee at checkout. Unticked, every page says that prices are before any fee of the box office."
          {...form.getInputProps('feesIncluded', { type: 'checkbox' })}
        />
      )}
    </SettingEditor>
  );
}
