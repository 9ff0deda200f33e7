import { Textarea, TextInput } from '@mantine/core';
import type { Store } from '../../../../shared/contract/stores.ts';
import { SettingEditor, type SettingShape } from './SettingEditor.tsx';
import type { SettingOf } from './settingsApi.ts';
import { orEmpty, orNull } from './texts.ts';

type Values = { title: string; description: string; shareImageUrl: string; faviconUrl: string };

const shape: SettingShape<Values> = {
  valuesOf(setting) {
    if (setting.name !== 'page') return null;
    const { shareImageUrl, faviconUrl, ...texts } = setting.value;
    return { ...texts, shareImageUrl: orEmpty(shareImageUrl), faviconUrl: orEmpty(faviconUrl) };
  },
  bodyOf: ({ shareImageUrl, faviconUrl, ...texts }) => ({
    name: 'page',
    value: { ...texts, shareImageUrl: orNull(shareImageUrl), faviconUrl: orNull(faviconUrl) },
  }),
};

export function PageSettings({ store, setting }: { store: Store; setting: SettingOf<'page'> }) {
  return (
    <SettingEditor
      store={store}
      setting={setting}
      shape={shape}
      description="How the storefront shows in browser tabs, search results and shared links."
    >
      {(form) => (
        <>
          <TextInput label="Title" {...form.getInputProps('title')} />
          <Textarea
            label="Description"
            description="One or two sentences for search results."
            {...form.getInputProps('description')}
          />
          <TextInput
            label="Picture for shared links"
            placeholder="https://team.com/share.png"
            {...form.getInputProps('shareImageUrl')}
          />
          <TextInput label="Icon" placeholder="https://team.com/icon.png" {...form.getInputProps('faviconUrl')} />
        </>
      )}
    </SettingEditor>
  );
}
