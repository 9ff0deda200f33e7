import { TextInput } from '@mantine/core';
import type { Store } from '../../../../shared/contract/stores.ts';
import { SettingEditor, type SettingShape } from './SettingEditor.tsx';
import type { SettingOf } from './settingsApi.ts';
import { orEmpty, orNull } from './texts.ts';

type Values = { termsUrl: string; privacyUrl: string };

const shape: SettingShape<Values> = {
  valuesOf: (setting) =>
    setting.name === 'legal'
      ? { termsUrl: orEmpty(setting.value.termsUrl), privacyUrl: orEmpty(setting.value.privacyUrl) }
      : null,
  bodyOf: ({ termsUrl, privacyUrl }) => ({
    name: 'legal',
    value: { termsUrl: orNull(termsUrl), privacyUrl: orNull(privacyUrl) },
  }),
};

export function LegalSettings({ store, setting }: { store: Store; setting: SettingOf<'legal'> }) {
  return (
    <SettingEditor store={store} setting={setting} shape={shape} description="What fans agree to when they buy.">
      {(form) => (
        <>
          <TextInput
            type="url"
            label="Terms of sale"
            placeholder="https://team.com/terms"
            {...form.getInputProps('termsUrl')}
          />
          <TextInput
            type="url"
            label="Privacy notice"
            placeholder="https://team.com/privacy"
            {...form.getInputProps('privacyUrl')}
          />
        </>
      )}
    </SettingEditor>
  );
}
