import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import type { ImportReport } from '../../../../shared/contract/events.import.ts';
import type { Store } from '../../../../shared/contract/stores.ts';
import { call } from '../../../api/client.ts';
import { FormDialog } from '../../../ui/dialogs.tsx';
import { ProblemAlert } from '../../../ui/ProblemAlert.tsx';
import { useServerForm } from '../../../ui/useServerForm.ts';
import { ImportDone } from './ImportDone.tsx';
import { ImportFields } from './ImportFields.tsx';
import { ImportPreview } from './ImportPreview.tsx';
import { fieldOf, firstValues, type ImportValues, queryOf, requestOf, validate } from './importQuery.ts';
import { isNothingToDo } from './importWords.ts';
import { useRereadEvents } from './useCatalogue.ts';

type Props = { store: Store; isSeason: boolean; onClose: () => void };
/** What was asked with the vendor's answer, and what the import of it began. */
type Preview = { values: ImportValues; report: ImportReport };
type Done = { report: ImportReport; syncRunId: string | null };

/** Asks which events, shows what an import would do, and does it. */
export function ImportDialog({ store, isSeason, onClose }: Props) {
  const [asked, setAsked] = useState<ImportValues>(() => firstValues(store.timeZone, Date.now()));
  const [preview, setPreview] = useState<Preview | null>(null);
  const [done, setDone] = useState<Done | null>(null);
  const title = isSeason ? 'Import the season' : 'Import events';
  if (done !== null) return <ImportDone store={store} {...done} onClose={onClose} />;
  if (preview !== null) {
    return (
      <PreviewDialog
        {...{ store, isSeason, title, preview, onClose }}
        onBack={() => setPreview(null)}
        onAsked={setPreview}
        onDone={setDone}
      />
    );
  }
  const onAsked = (next: Preview) => {
    setAsked(next.values);
    setPreview(next);
  };
  return <AskDialog {...{ store, isSeason, title, asked, onAsked, onClose }} />;
}

type AskProps = Props & { title: string; asked: ImportValues; onAsked: (preview: Preview) => void };

function AskDialog({ store, isSeason, title, asked, onAsked, onClose }: AskProps) {
  const state = useServerForm<ImportValues, ImportReport>({
    initialValues: asked,
    validate,
    send: (values) => readPreview(store.key, values),
    onDone: (report, values) => onAsked({ values: { ...values, venues: {} }, report }),
    fieldOf,
  });
  return (
    <FormDialog title={title} size="lg" onClose={onClose} state={state} submit="Show what will change">
      <ImportFields form={state.form} isSeason={isSeason} />
    </FormDialog>
  );
}

type PreviewProps = Props & {
  title: string;
  preview: Preview;
  onBack: () => void;
  onAsked: (preview: Preview) => void;
  onDone: (done: Done) => void;
};

function PreviewDialog({ store, isSeason, title, preview, onBack, onAsked, onDone, onClose }: PreviewProps) {
  const reread = useRereadEvents(store.key);
  const again = useServerForm<ImportValues, ImportReport>({
    initialValues: preview.values,
    send: (values) => readPreview(store.key, values),
    onDone: (report, values) => onAsked({ values, report }),
    fieldOf: () => null,
  });
  const act = useServerForm<ImportValues, Done>({
    initialValues: preview.values,
    send: (values) => (isSeason ? importSeason(store.key, values) : importEvents(store.key, values)),
    onDone: (answer) => {
      reread();
      onDone(answer);
    },
    fieldOf: () => null,
  });
  const isIdle = isNothingToDo(preview.report);
  return (
    <Modal opened onClose={onClose} title={title} size="62rem">
      <Stack gap="md">
        <ProblemAlert error={act.problem ?? again.problem} />
        <ImportPreview
          store={store}
          report={preview.report}
          venues={again.form.values.venues}
          onVenue={(vendorName, venueId) => {
            again.form.setFieldValue('venues', { ...again.form.values.venues, [vendorName]: venueId });
          }}
          onAskAgain={again.submit}
          isAsking={again.isSending}
        />
        {isIdle && <Text c="dimmed">There is nothing to import: the store has it all.</Text>}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onBack}>
            Back
          </Button>
          <Button loading={act.isSending} disabled={isIdle && !isSeason} onClick={act.submit}>
            {isSeason ? 'Import the season' : 'Import'}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}

function readPreview(storeKey: string, values: ImportValues): Promise<ImportReport> {
  return call('POST /api/stores/{storeKey}/events/import/preview', { params: { storeKey }, body: requestOf(values) });
}

async function importEvents(storeKey: string, values: ImportValues): Promise<Done> {
  const body = requestOf(values);
  return {
    report: await call('POST /api/stores/{storeKey}/events/import', { params: { storeKey }, body }),
    syncRunId: null,
  };
}

/** Venues that were named are remembered by an ordinary import; the season's own then finds them. */
async function importSeason(storeKey: string, values: ImportValues): Promise<Done> {
  const { venues } = requestOf(values);
  if (venues.length > 0) await importEvents(storeKey, values);
  return call('POST /api/stores/{storeKey}/season-import', { params: { storeKey }, body: { query: queryOf(values) } });
}
