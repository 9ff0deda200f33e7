import { TextInput } from '@mantine/core';
import type { Store } from '../../../../shared/contract/stores.ts';
import { SettingEditor, type SettingShape } from './SettingEditor.tsx';
import type { SettingOf } from './settingsApi.ts';
import { orEmpty, orNull } from './texts.ts';

type Values = { senderName: string; replyTo: string };

const shape: SettingShape<Values> = {
  valuesOf: (setting) =>
    setting.name === 'fanMail'
      ? { senderName: setting.value.senderName, replyTo: orEmpty(setting.value.replyTo) }
      : null,
  bodyOf: ({ senderName, replyTo }) => ({ name: 'fanMail', value: { senderName, replyTo: orNull(replyTo) } }),
};

export function FanMailSettings({ store, setting }: { store: Store; setting: SettingOf<'fanMail'> }) {
  return (
    <SettingEditor store={store} setting={setting} shape={shape} description="Who writes to fans after they buy.">
      {(form) => (
        <>
          <TextInput label="Sender’s name" {...form.getInputProps('senderName')} />
          <TextInput
            type="email"
            label="Answers go to"
            description="Left empty, answers are not read."
            placeholder="tickets@team.com"
            {...form.getInputProps('replyTo')}
          />
        </>
      )}
    </SettingEditor>
  );
}
