import { Checkbox, SegmentedControl, SimpleGrid, Stack, TagsInput, Text, TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import type { ImportKind, ImportValues } from './importQuery.ts';

type Props = { form: UseFormReturnType<ImportValues>; isSeason: boolean };

const kinds: { value: ImportKind; label: string }[] = [
  { value: 'range', label: 'By date' },
  { value: 'item_set', label: 'By item set' },
  { value: 'codes', label: 'By code' },
];

/** Which events to ask the vendor for, and what may be made for them. */
export function ImportFields({ form, isSeason }: Props) {
  return (
    <>
      {isSeason && (
        <Text>
          Everything a new store needs, in one step: the events as drafts, their venues with sections and a map, their
          categories, and then their seats and prices.
        </Text>
      )}
      <SegmentedControl aria-label="Which events" data={kinds} {...form.getInputProps('kind')} />
      <Which form={form} />
      {!isSeason && (
        <Stack gap="xs">
          <Checkbox
            label="Make venues that are not here yet, with their sections and a map"
            {...form.getInputProps('createVenues', { type: 'checkbox' })}
          />
          <Checkbox
            label="Make categories that are not here yet"
            {...form.getInputProps('createCategories', { type: 'checkbox' })}
          />
        </Stack>
      )}
      <Text c="dimmed">Nothing is written yet: first you see what the import would do.</Text>
    </>
  );
}

function Which({ form }: Pick<Props, 'form'>) {
  const { kind } = form.values;
  if (kind === 'range') {
    return (
      <SimpleGrid cols={2} spacing="sm">
        <TextInput type="date" label="First day" {...form.getInputProps('from')} />
        <TextInput type="date" label="Last day" {...form.getInputProps('until')} />
      </SimpleGrid>
    );
  }
  if (kind === 'item_set') {
    return (
      <TextInput
        label="Item set"
        description="As the vendor calls it, such as a season or a plan."
        {...form.getInputProps('itemSet')}
      />
    );
  }
  return (
    <TagsInput
      label="Event codes"
      description="Type or paste them, with spaces, commas or lines between them."
      splitChars={[',', ' ', '\n', '\t', ';']}
      {...form.getInputProps('codes')}
    />
  );
}
