import { ColorInput, Select, SimpleGrid, Slider, Stack, Text, TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import type { Brand, BrandColour } from '../../../../shared/contract/brand.ts';
import type { Store } from '../../../../shared/contract/stores.ts';
import { FieldGroup } from '../../../ui/FieldGroup.tsx';
import { Later } from '../../../ui/Later.tsx';
import { BrandPreview } from './BrandPreview.tsx';
import { colourNames, fontNames } from './brandWords.ts';
import { SettingEditor, type SettingShape } from './SettingEditor.tsx';
import type { SettingOf } from './settingsApi.ts';
import { orEmpty, orNull } from './texts.ts';

type Values = Omit<Brand, 'logo'> & { logo: { url: string; alt: string } };

const shape: SettingShape<Values> = {
  valuesOf(setting) {
    if (setting.name !== 'brand') return null;
    const { logo, ...rest } = setting.value;
    return { ...rest, logo: { url: orEmpty(logo.url), alt: logo.alt } };
  },
  bodyOf: (values) => ({ name: 'brand', value: brandOf(values) }),
};

function brandOf({ logo, ...rest }: Values): Brand {
  return { ...rest, logo: { url: orNull(logo.url), alt: logo.alt } };
}

export function BrandSettings({ store, setting }: { store: Store; setting: SettingOf<'brand'> }) {
  return (
    <SettingEditor
      store={store}
      setting={setting}
      shape={shape}
      description="The look of the storefront and of mail to fans."
      isWide
    >
      {(form, mayEdit) => (
        <>
          <BrandPreview brand={brandOf(form.values)} name={store.name} />
          <FieldGroup legend="Colours">
            <SimpleGrid cols={{ base: 1, xs: 2, md: 3 }} spacing="sm">
              {coloursOf(form.values).map((colour) => (
                <ColorInput
                  key={colour}
                  label={colourNames[colour]}
                  format="hex"
                  withEyeDropper={false}
                  disabled={!mayEdit}
                  {...form.getInputProps(`colours.${colour}`)}
                />
              ))}
            </SimpleGrid>
          </FieldGroup>
          <Later>
            <FieldGroup legend="Logo">
              <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
                <TextInput
                  label="Address of the picture"
                  placeholder="https://team.com/logo.svg"
                  disabled={!mayEdit}
                  {...form.getInputProps('logo.url')}
                />
                <TextInput
                  label="What it shows"
                  placeholder="Warriors"
                  disabled={!mayEdit}
                  {...form.getInputProps('logo.alt')}
                />
              </SimpleGrid>
            </FieldGroup>
            <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="md">
              <Select
                label="Font"
                data={Object.entries(fontNames).map(([value, label]) => ({ value, label }))}
                disabled={!mayEdit}
                {...form.getInputProps('font')}
              />
              <CornerSlider form={form} mayEdit={mayEdit} />
            </SimpleGrid>
          </Later>
        </>
      )}
    </SettingEditor>
  );
}

function coloursOf({ colours }: Values): BrandColour[] {
  const isColour = (name: string): name is BrandColour => name in colours;
  return Object.keys(colourNames).filter(isColour);
}

function CornerSlider({ form, mayEdit }: { form: UseFormReturnType<Values>; mayEdit: boolean }) {
  return (
    <Stack gap={4}>
      <Text fw={550} id="corner-radius">
        Round corners: {form.values.cornerRadius} px
      </Text>
      <Slider
        min={0}
        max={24}
        disabled={!mayEdit}
        label={null}
        thumbProps={{ 'aria-labelledby': 'corner-radius' }}
        {...form.getInputProps('cornerRadius')}
      />
    </Stack>
  );
}
