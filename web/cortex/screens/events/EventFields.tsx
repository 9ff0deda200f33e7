import { MultiSelect, NumberInput, Select, SimpleGrid, Stack, Switch, Textarea, TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import type { Event } from '../../../../shared/contract/events.ts';
import type { Store } from '../../../../shared/contract/stores.ts';
import { FieldGroup } from '../../../ui/FieldGroup.tsx';
import { useLanguages } from '../../languages.ts';
import { localeNames } from '../stores/storeWords.ts';
import type { EventValues } from './eventForm.ts';
import type { Catalogue } from './useCatalogue.ts';

type Props = { form: UseFormReturnType<EventValues>; store: Store; event: Event; catalogue: Catalogue };

const named = ({ id, name }: { id: string; name: string }) => ({ value: id, label: name });
const two = { base: 1, xs: 2 };

export function WhatFields({ form, store, catalogue }: Props) {
  return (
    <>
      <SimpleGrid cols={two} spacing="sm">
        <TextInput label="Name" {...form.getInputProps('name')} />
        <TextInput label="Opponent" {...form.getInputProps('opponent')} />
      </SimpleGrid>
      <MultiSelect
        label="Categories"
        data={catalogue.categories.map(named)}
        searchable
        {...form.getInputProps('categoryIds')}
      />
      {useLanguages(store).map((locale, _, all) => (
        <Textarea
          key={locale}
          label={all.length === 1 ? 'Description' : `Description in ${localeNames[locale]}`}
          {...form.getInputProps(`description.${locale}`)}
        />
      ))}
    </>
  );
}

const undecided = [
  { value: 'set', label: 'Set' },
  { value: 'tbd', label: 'TBD: not decided' },
  { value: 'tba', label: 'TBA: not announced' },
];

export function WhenFields({ form, store, event, catalogue }: Props) {
  const { venueId, dateState, timeState } = form.values;
  const venue = catalogue.venues.find(({ id }) => id === venueId);
  const isPublished = event.state === 'published';
  const isDateFixed = isPublished && event.date.state === 'set';
  const isTimeFixed = isPublished && event.time.state === 'set';
  const venues = catalogue.venues.filter(({ id, isArchived }) => !isArchived || id === event.venueId);
  return (
    <FieldGroup legend="When and where">
      <Stack gap="sm">
        <Select
          label="Venue"
          {...(venue !== undefined && { description: `Day and time are those of ${venue.timeZone}.` })}
          disabled={isPublished}
          data={[{ value: '', label: 'No venue yet' }, ...venues.map(named)]}
          {...form.getInputProps('venueId')}
        />
        <SimpleGrid cols={two} spacing="sm">
          <Select label="Date" data={undecided} disabled={isDateFixed} {...form.getInputProps('dateState')} />
          <TextInput
            type="date"
            label="Day"
            disabled={dateState !== 'set' || isDateFixed}
            {...form.getInputProps('on')}
          />
          <Select label="Time" data={undecided} disabled={isTimeFixed} {...form.getInputProps('timeState')} />
          <TextInput
            type="time"
            label="Start"
            disabled={timeState !== 'set' || isTimeFixed}
            {...form.getInputProps('at')}
          />
        </SimpleGrid>
        {dateState !== 'set' && (
          <TextInput
            type="datetime-local"
            label="Estimated date"
            description={`Sorts the event while it has no date; fans never see it. In ${store.timeZone}.`}
            {...form.getInputProps('estimatedAt')}
          />
        )}
      </Stack>
    </FieldGroup>
  );
}

export function SaleFields({ form, store }: Props) {
  const whole = { min: 1, allowDecimal: false };
  return (
    <FieldGroup legend={`Sale (${store.timeZone})`}>
      <SimpleGrid cols={two} spacing="sm">
        <TextInput type="datetime-local" label="On sale from" {...form.getInputProps('onSaleAt')} />
        <TextInput type="datetime-local" label="On sale until" {...form.getInputProps('offSaleAt')} />
        <NumberInput label="Fewest seats a fan may buy" {...whole} {...form.getInputProps('minSeats')} />
        <NumberInput
          label="Most seats a fan may buy"
          placeholder="No limit"
          {...whole}
          {...form.getInputProps('maxSeats')}
        />
      </SimpleGrid>
      <Switch
        mt="sm"
        label="Featured: shown before others"
        {...form.getInputProps('isFeatured', { type: 'checkbox' })}
      />
    </FieldGroup>
  );
}

export function MediaFields({ form, store }: Props) {
  const error = form.errors.imageAlt;
  return (
    <FieldGroup legend="Picture">
      <SimpleGrid cols={two} spacing="sm">
        <TextInput
          label="Address of the picture"
          placeholder="https://team.com/game.jpg"
          {...form.getInputProps('imageUrl')}
        />
        {useLanguages(store).map((locale, at, all) => (
          <TextInput
            key={locale}
            label={all.length === 1 ? 'What it shows' : `What it shows, in ${localeNames[locale]}`}
            {...form.getInputProps(`imageAlt.${locale}`)}
            {...(at === 0 && error !== undefined && { error })}
          />
        ))}
      </SimpleGrid>
    </FieldGroup>
  );
}
