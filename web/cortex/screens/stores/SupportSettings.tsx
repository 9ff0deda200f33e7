import { TextInput } from '@mantine/core';
import type { Store } from '../../../../shared/contract/stores.ts';
import { SettingEditor, type SettingShape } from './SettingEditor.tsx';
import type { SettingOf } from './settingsApi.ts';
import { orEmpty, orNull } from './texts.ts';

type Values = { email: string; phone: string; helpUrl: string };

const shape: SettingShape<Values> = {
  valuesOf(setting) {
    if (setting.name !== 'support') return null;
    const { email, phone, helpUrl } = setting.value;
    return { email: orEmpty(email), phone: orEmpty(phone), helpUrl: orEmpty(helpUrl) };
  },
  bodyOf: ({ email, phone, helpUrl }) => ({
    name: 'support',
    value: { email: orNull(email), phone: orNull(phone), helpUrl: orNull(helpUrl) },
  }),
};

export function SupportSettings({ store, setting }: { store: Store; setting: SettingOf<'support'> }) {
  return (
    <SettingEditor
      store={store}
      setting={setting}
      shape={shape}
      description="Where fans get help. Empty ways are not shown."
    >
      {(form) => (
        <>
          <TextInput type="email" label="E-mail" placeholder="tickets@team.com" {...form.getInputProps('email')} />
          <TextInput type="tel" label="Phone" placeholder="+1 415 555 0100" {...form.getInputProps('phone')} />
          <TextInput
            type="url"
            label="Help page"
            placeholder="https://team.com/help"
            {...form.getInputProps('helpUrl')}
          />
        </>
      )}
    </SettingEditor>
  );
}
