import { Select, Stack, TagsInput, Text, TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { Store } from '../../../../shared/contract/stores.ts';
import type { Section } from '../../../../shared/contract/venues.ts';
import { call } from '../../../api/client.ts';
import { FieldGroup } from '../../../ui/FieldGroup.tsx';
import { Form } from '../../../ui/Form.tsx';
import { StaleNotice } from '../../../ui/StaleNotice.tsx';
import { toastDone } from '../../../ui/toasts.tsx';
import { useVersionedForm } from '../../../ui/useVersionedForm.ts';
import { LeaveGuard } from '../../shell/LeaveGuard.tsx';
import { LooksFields } from './LooksFields.tsx';
import { SeatRangesField } from './SeatRangesField.tsx';
import { bodyOf, rangeFault, type SuiteValues, valuesOf } from './suiteForm.ts';
import { capacityOf } from './suiteSeats.ts';
import { everySuiteTypeQuery, type Suite, suiteQuery, useRereadSuites } from './suitesApi.ts';

type Props = { store: Store; suite: Suite; sections: readonly Section[] };

export function SuiteForm({ store, suite, sections }: Props) {
  const queries = useQueryClient();
  const reread = useRereadSuites(store.key);
  const types = useQuery(everySuiteTypeQuery(store.key)).data?.items ?? [];
  const { queryKey } = suiteQuery(store.key, suite.id);
  const { state, newer, accept, saveMine } = useVersionedForm<Suite, SuiteValues>({
    current: suite,
    valuesOf,
    validate: { name: (value) => (value.trim() === '' ? 'Give it a name.' : null) },
    send: (values, version) =>
      call('PUT /api/stores/{storeKey}/suites/{suiteId}', {
        params: { storeKey: store.key, suiteId: suite.id },
        body: bodyOf(values, suite.venueId),
        version,
      }),
    onSaved: (saved) => {
      queries.setQueryData(queryKey, saved);
      reread();
      toastDone(`${saved.name} is saved.`);
    },
    readAgain: () => void queries.invalidateQueries({ queryKey }),
    fieldOfProblem: { 'suite.name_taken': 'name' },
  });
  const { form } = state;
  const { seats, overflow } = form.values;
  const isDirty = form.isDirty();
  const hasFault = [...seats, ...(overflow === null ? [] : [overflow])].some((range) => rangeFault(range) !== null);
  return (
    <Stack gap="md">
      {newer !== null && (
        <StaleNotice
          mine={form.values}
          theirs={valuesOf(newer)}
          isSending={state.isSending}
          onTakeTheirs={() => accept(newer)}
          onSaveMine={saveMine}
        />
      )}
      <Form isWide state={state} submit="Save the suite" isDisabled={!isDirty || newer !== null || hasFault}>
        <TextInput label="Name" maw="28rem" {...form.getInputProps('name')} />
        <Select
          label="Suite type"
          maw="28rem"
          placeholder="None"
          clearable
          data={types.map(({ id, name }) => ({ value: id, label: name }))}
          {...form.getInputProps('suiteTypeId')}
        />
        <SeatsFields form={form} sections={sections} />
        <LooksFields store={store} field={(path) => form.getInputProps(path)} />
      </Form>
      <LeaveGuard isDirty={isDirty} />
    </Stack>
  );
}

type SeatsProps = { form: UseFormReturnType<SuiteValues>; sections: readonly Section[] };

function SeatsFields({ form, sections }: SeatsProps) {
  const { seats, overflow } = form.values;
  return (
    <>
      <FieldGroup legend="Seats">
        <Stack gap="sm">
          <SeatRangesField
            name="Seats"
            ranges={seats}
            sections={sections}
            most={50}
            add="Add seats"
            onChange={(ranges) => form.setFieldValue('seats', ranges)}
          />
          <Text>
            Capacity: <strong>{capacityOf(seats)}</strong>
          </Text>
          <TagsInput
            label="Sold in parts of"
            maw="28rem"
            description="Numbers of seats next to each other in one row, such as 2, 4, 6. None: only the whole suite."
            {...form.getInputProps('partialSizes')}
            onChange={(values) =>
              form.setFieldValue(
                'partialSizes',
                values.filter((value) => /^[1-9]\d{0,2}$/.test(value)),
              )
            }
          />
        </Stack>
      </FieldGroup>
      <FieldGroup legend="Overflow">
        <Text c="dimmed" mb="xs">
          Seats beyond the capacity, in one row, sold as an add-on.
        </Text>
        <SeatRangesField
          name="Overflow seats"
          ranges={overflow === null ? [] : [overflow]}
          sections={sections}
          most={1}
          add="Add overflow seats"
          onChange={([range]) => form.setFieldValue('overflow', range ?? null)}
        />
      </FieldGroup>
    </>
  );
}
