import { Button, Group, TextInput } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { LocalText } from '../../../../shared/contract/program-content.ts';
import type { Store } from '../../../../shared/contract/stores.ts';
import { call } from '../../../api/client.ts';
import { DataTable } from '../../../ui/DataTable.tsx';
import { ConfirmDialog, FormDialog } from '../../../ui/dialogs.tsx';
import { Icon } from '../../../ui/Icon.tsx';
import { Panel } from '../../../ui/Panel.tsx';
import { MoreButton, QueryView } from '../../../ui/QueryView.tsx';
import { EmptyState } from '../../../ui/states.tsx';
import { toastDone } from '../../../ui/toasts.tsx';
import { useServerForm } from '../../../ui/useServerForm.ts';
import { rowsOf } from '../../lists.ts';
import { LooksFields } from './LooksFields.tsx';
import { type Looks, looksOf, toLooks } from './suiteForm.ts';
import { type SuiteType, suiteTypePages, useRereadSuites } from './suitesApi.ts';

type Props = { store: Store; canEdit: boolean };

/** Texts and pictures that several suites share. */
export function SuiteTypesPanel({ store, canEdit }: Props) {
  const pages = useInfiniteQuery(suiteTypePages(store.key));
  const [edited, setEdited] = useState<SuiteType | 'new' | null>(null);
  const [deleted, setDeleted] = useState<SuiteType | null>(null);
  const reread = useRereadSuites(store.key);
  return (
    <Panel
      title="Suite types"
      description="Suites of a type show its text and picture where they have none of their own."
      flush
      actions={
        canEdit && (
          <Button variant="default" leftSection={<Icon name="plus" />} onClick={() => setEdited('new')}>
            Add a type
          </Button>
        )
      }
    >
      <QueryView query={pages}>
        {(data) => {
          const types = rowsOf(data);
          return types.length === 0 ? (
            <EmptyState icon="layers" title="No suite types yet">
              Such as “Courtside lounge” or “Family suite”: one text and picture for many suites.
            </EmptyState>
          ) : (
            <>
              <TypesTable types={types} canEdit={canEdit} onEdit={setEdited} onDelete={setDeleted} />
              <MoreButton pages={pages} shown={types.length} />
            </>
          );
        }}
      </QueryView>
      {edited !== null && (
        <TypeDialog store={store} type={edited === 'new' ? null : edited} onClose={() => setEdited(null)} />
      )}
      {deleted !== null && (
        <ConfirmDialog
          title={`Delete the type ${deleted.name}?`}
          confirm="Delete the type"
          act={() =>
            call('DELETE /api/stores/{storeKey}/suite-types/{suiteTypeId}', {
              params: { storeKey: store.key, suiteTypeId: deleted.id },
            })
          }
          onDone={() => {
            toastDone(`The type ${deleted.name} is deleted.`);
            setDeleted(null);
            reread();
          }}
          onClose={() => setDeleted(null)}
        >
          Its text and picture are deleted. This cannot be undone.
        </ConfirmDialog>
      )}
    </Panel>
  );
}

type TableProps = {
  types: readonly SuiteType[];
  canEdit: boolean;
  onEdit: (type: SuiteType) => void;
  onDelete: (type: SuiteType) => void;
};

function TypesTable({ types, canEdit, onEdit, onDelete }: TableProps) {
  const acts = (type: SuiteType) => (
    <Group gap="xs" wrap="nowrap">
      <Button variant="default" aria-label={`Edit ${type.name}`} onClick={() => onEdit(type)}>
        Edit
      </Button>
      <Button
        variant="default"
        aria-label={`Delete ${type.name}`}
        disabled={type.suiteCount > 0}
        title={type.suiteCount > 0 ? 'Suites have this type' : undefined}
        onClick={() => onDelete(type)}
      >
        Delete
      </Button>
    </Group>
  );
  return (
    <DataTable
      caption="Suite types by name"
      columns={[
        { key: 'name', header: 'Type', cell: ({ name }) => name },
        { key: 'text', header: 'Text', cell: ({ description }) => firstText(description) ?? '–' },
        { key: 'image', header: 'Picture', cell: ({ image }) => (image === null ? 'none' : 'yes') },
        { key: 'count', header: 'Suites', align: 'right', isNarrow: true, cell: ({ suiteCount }) => suiteCount },
      ]}
      rows={types}
      rowKey={({ id }) => id}
      actions={canEdit ? acts : undefined}
    />
  );
}

function firstText(text: LocalText): string | undefined {
  return Object.values(text).find((one) => one !== undefined && one !== '');
}

type Values = { name: string } & Looks;

function TypeDialog({ store, type, onClose }: { store: Store; type: SuiteType | null; onClose: () => void }) {
  const reread = useRereadSuites(store.key);
  const params = { storeKey: store.key };
  const state = useServerForm<Values, SuiteType>({
    initialValues: { name: type?.name ?? '', ...looksOf(type ?? { description: {}, image: null }) },
    validate: { name: (value) => (value.trim() === '' ? 'Give it a name.' : null) },
    send: ({ name, ...looks }) => {
      const body = { name, ...toLooks(looks) };
      return type === null
        ? call('POST /api/stores/{storeKey}/suite-types', { params, body })
        : call('PUT /api/stores/{storeKey}/suite-types/{suiteTypeId}', {
            params: { ...params, suiteTypeId: type.id },
            body,
            version: type.version,
          });
    },
    onDone: ({ name }) => {
      toastDone(`${name} is saved.`);
      reread();
      onClose();
    },
    fieldOfProblem: { 'suite_type.name_taken': 'name' },
  });
  return (
    <FormDialog
      title={type === null ? 'Add a suite type' : `Edit ${type.name}`}
      size="lg"
      onClose={onClose}
      state={state}
      submit="Save the type"
    >
      <TextInput label="Name" data-autofocus {...state.form.getInputProps('name')} />
      <LooksFields store={store} field={(path) => state.form.getInputProps(path)} />
    </FormDialog>
  );
}
