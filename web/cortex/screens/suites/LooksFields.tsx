import { Stack, Textarea, TextInput } from '@mantine/core';
import type { GetInputPropsReturnType } from '@mantine/form';
import type { Store } from '../../../../shared/contract/stores.ts';
import { FieldGroup } from '../../../ui/FieldGroup.tsx';
import { useLanguages } from '../../languages.ts';
import { localeNames } from '../stores/storeWords.ts';

/** What fans read and see of a suite or a type, in each of the store's languages. */
export function LooksFields({ store, field }: { store: Store; field: (path: string) => GetInputPropsReturnType }) {
  const languages = useLanguages(store);
  const label = (what: string, locale: keyof typeof localeNames) =>
    languages.length === 1 ? what : `${what}, in ${localeNames[locale]}`;
  return (
    <FieldGroup legend="What fans see">
      <Stack gap="sm">
        {languages.map((locale) => (
          <Textarea
            key={locale}
            label={label('Description', locale)}
            autosize
            minRows={2}
            {...field(`text.${locale}`)}
          />
        ))}
        <TextInput label="Address of the picture" placeholder="https://team.com/suite.jpg" {...field('imageUrl')} />
        {languages.map((locale) => (
          <TextInput key={locale} label={label('What the picture shows', locale)} {...field(`imageAlt.${locale}`)} />
        ))}
      </Stack>
    </FieldGroup>
  );
}
