import { Autocomplete, Select, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { FieldGroup } from '../../../../../ui/FieldGroup.tsx';
import { useStore } from '../../../../stores.ts';
import classes from '../parts/parts.module.css';
import { amountsQuery } from '../pricing/pricingApi.ts';
import type { AddOnProps } from './AddOnPanel.tsx';
import own from './add-ons.module.css';
import { changeEvent, columnsOf } from './addOnEdits.ts';

/** What the add-on is in the ticketing system. Codes that are not in the copy yet can be typed. */
export function VendorFields({ addOn, season, storeKey, canEdit, onChange }: AddOnProps) {
  const amounts = useQuery(amountsQuery(storeKey)).data ?? { columns: [], events: [] };
  const format = new Intl.NumberFormat('en', { style: 'currency', currency: useStore().currency });
  const columns = columnsOf(amounts, addOn.eventCode);
  const types = columns.filter(({ priceCode }) => priceCode === addOn.priceCode);
  const chosen = types.find(({ ticketTypeCode }) => ticketTypeCode === addOn.ticketTypeCode);
  const amountOf = new Map(types.map(({ ticketTypeCode, cents }) => [ticketTypeCode, format.format(cents / 100)]));
  const events = season.map(({ code, name }) => ({ value: code, label: `${name} (${code})` }));
  const isKnown = addOn.eventCode === null || events.some(({ value }) => value === addOn.eventCode);
  return (
    <div className={own.group}>
      <FieldGroup legend="In the ticketing system">
        <div className={classes.columns}>
          <Select
            label="Event"
            description="Everything sellable is an event there, parking too."
            placeholder="Choose an event"
            searchable
            clearable
            readOnly={!canEdit}
            data={
              isKnown ? events : [...events, { value: addOn.eventCode ?? '', label: `${addOn.eventCode} (unknown)` }]
            }
            value={addOn.eventCode}
            onChange={(code) => onChange((old) => changeEvent(old, code, columnsOf(amounts, code)))}
          />
          <Autocomplete
            label="Price code"
            description="How good the place is."
            maxLength={64}
            readOnly={!canEdit}
            data={[...new Set(columns.map(({ priceCode }) => priceCode))]}
            value={addOn.priceCode ?? ''}
            onChange={(typed) => onChange((old) => ({ ...old, priceCode: typed.trim() === '' ? null : typed }))}
          />
          <Autocomplete
            label="Ticket type"
            description="The exact price for a kind of offer."
            maxLength={64}
            readOnly={!canEdit}
            data={types.map(({ ticketTypeCode }) => ticketTypeCode)}
            renderOption={({ option }) => `${option.value} · ${amountOf.get(option.value) ?? ''}`}
            value={addOn.ticketTypeCode ?? ''}
            onChange={(typed) => onChange((old) => ({ ...old, ticketTypeCode: typed.trim() === '' ? null : typed }))}
          />
        </div>
        <Text mt="xs" role="status">
          {chosen === undefined
            ? addOn.ticketTypeCode !== null && addOn.priceCode !== null && addOn.eventCode !== null
              ? 'The vendor has no amount for this price code and ticket type.'
              : ''
            : `${format.format(chosen.cents / 100)} each, by the vendor.`}
        </Text>
      </FieldGroup>
    </div>
  );
}
