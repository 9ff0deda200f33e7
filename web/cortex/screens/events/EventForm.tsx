import { Stack } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import type { Event } from '../../../../shared/contract/events.ts';
import type { Store } from '../../../../shared/contract/stores.ts';
import { call } from '../../../api/client.ts';
import { Form } from '../../../ui/Form.tsx';
import { StaleNotice } from '../../../ui/StaleNotice.tsx';
import { toastDone } from '../../../ui/toasts.tsx';
import { useVersionedForm } from '../../../ui/useVersionedForm.ts';
import { LeaveGuard } from '../../shell/LeaveGuard.tsx';
import { MediaFields, SaleFields, WhatFields, WhenFields } from './EventFields.tsx';
import { type EventValues, editOf, fieldOf, validateIn, valuesOf } from './eventForm.ts';
import { eventQuery } from './eventsApi.ts';
import { type Catalogue, useRereadEvents } from './useCatalogue.ts';

type Props = { store: Store; event: Event; catalogue: Catalogue };

/** Edits an event; only what was changed is sent. */
export function EventForm({ store, event, catalogue }: Props) {
  const queries = useQueryClient();
  const reread = useRereadEvents(store.key);
  const { queryKey } = eventQuery(store.key, event.id);
  const { state, newer, accept, saveMine } = useVersionedForm<Event, EventValues>({
    current: event,
    valuesOf: (found) => valuesOf(found, store.timeZone),
    validate: validateIn(store.timeZone),
    send: (values, version) =>
      call('PATCH /api/stores/{storeKey}/events/{eventId}', {
        params: { storeKey: store.key, eventId: event.id },
        body: editOf(event, values, store.timeZone),
        version,
      }),
    onSaved: (saved) => {
      queries.setQueryData(queryKey, saved);
      reread();
      toastDone(`${saved.name} is saved.`);
    },
    readAgain: () => void queries.invalidateQueries({ queryKey }),
    fieldOf,
    fieldOfProblem: { 'event.time_skipped': 'at' },
  });
  const { form } = state;
  const isDirty = form.isDirty();
  const fields = { form, store, event, catalogue };
  return (
    <Stack gap="md">
      {newer !== null && (
        <StaleNotice
          mine={form.values}
          theirs={valuesOf(newer, store.timeZone)}
          isSending={state.isSending}
          onTakeTheirs={() => accept(newer)}
          onSaveMine={saveMine}
        />
      )}
      <Form isWide state={state} submit="Save the event" isDisabled={!isDirty || newer !== null}>
        <WhatFields {...fields} />
        <WhenFields {...fields} />
        <SaleFields {...fields} />
        <MediaFields {...fields} />
      </Form>
      <LeaveGuard isDirty={isDirty} />
    </Stack>
  );
}
