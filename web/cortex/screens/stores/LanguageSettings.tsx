import { Checkbox, Select, Stack } from '@mantine/core';
import type { Store } from '../../../../shared/contract/stores.ts';
import { SettingEditor, type SettingShape } from './SettingEditor.tsx';
import type { SettingOf } from './settingsApi.ts';
import { localeOptions } from './storeWords.ts';

type Values = SettingOf<'languages'>['value'];

const shape: SettingShape<Values> = {
  valuesOf: (setting) => (setting.name === 'languages' ? setting.value : null),
  bodyOf: (value) => ({ name: 'languages', value }),
};

export function LanguageSettings({ store, setting }: { store: Store; setting: SettingOf<'languages'> }) {
  return (
    <SettingEditor store={store} setting={setting} shape={shape} description="The languages fans can choose.">
      {(form) => (
        <>
          <Checkbox.Group label="Languages" {...form.getInputProps('enabled')}>
            <Stack gap="xs" mt="xs">
              {localeOptions.map(({ value, label }) => (
                <Checkbox key={value} value={value} label={label} />
              ))}
            </Stack>
          </Checkbox.Group>
          <Select
            label="Default"
            description="What fans see first, and what fills in where a text is not translated."
            data={localeOptions}
            {...form.getInputProps('default')}
          />
        </>
      )}
    </SettingEditor>
  );
}
