import { Button, Text, Textarea } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Setting } from '../../../../shared/contract/settings.ts';
import type { Store } from '../../../../shared/contract/stores.ts';
import { call } from '../../../api/client.ts';
import type { Output } from '../../../api/contract.ts';
import { apiPages, queryKey } from '../../../api/queries.ts';
import { ChangesTable } from '../../../ui/ChangesTable.tsx';
import { None } from '../../../ui/cells.tsx';
import { pathInWords } from '../../../ui/changes.ts';
import { type Column, DataTable } from '../../../ui/DataTable.tsx';
import { FormDialog } from '../../../ui/dialogs.tsx';
import { Panel } from '../../../ui/Panel.tsx';
import { MoreButton, QueryView } from '../../../ui/QueryView.tsx';
import { EmptyState } from '../../../ui/states.tsx';
import { toastDone } from '../../../ui/toasts.tsx';
import { useServerForm } from '../../../ui/useServerForm.ts';
import { When } from '../../../ui/When.tsx';
import { whoAtStart } from '../../actorWords.ts';
import { rowsOf } from '../../lists.ts';
import { settingTitles } from './settingsApi.ts';

type Version = Output<'GET /api/stores/{storeKey}/settings/{name}/versions'>['items'][number];

type Props = {
  store: Store;
  setting: Setting;
  mayEdit: boolean;
  onRestored: (setting: Setting) => void;
};

/** Every version of a group with what changed, and the button that brings one back. */
export function SettingHistory({ store, setting, mayEdit, onRestored }: Props) {
  const [restoring, setRestoring] = useState<Version | null>(null);
  const params = { storeKey: store.key, name: setting.name };
  const versions = useInfiniteQuery(
    apiPages(queryKey('GET /api/stores/{storeKey}/settings/{name}/versions', { params }), (cursor) =>
      call('GET /api/stores/{storeKey}/settings/{name}/versions', { params, query: { cursor, limit: 20 } }),
    ),
  );
  return (
    <Panel
      title="History"
      description={`Every version of ${settingTitles[setting.name].toLowerCase()}, newest first.`}
      flush
    >
      <QueryView query={versions}>
        {(data) => {
          const rows = rowsOf(data);
          if (rows.length === 0) return <Never />;
          return (
            <>
              <DataTable
                caption={`Versions of ${settingTitles[setting.name].toLowerCase()}`}
                columns={columnsIn(store.timeZone)}
                rows={rows}
                rowKey={(version) => String(version.version)}
                actions={(version) =>
                  mayEdit &&
                  version.version !== setting.version && (
                    <Button variant="default" size="xs" onClick={() => setRestoring(version)}>
                      Bring back
                      <span className="flex-visually-hidden"> version {version.version}</span>
                    </Button>
                  )
                }
                detail={{
                  label: (version) => `What version ${version.version} changed`,
                  render: (version) => <ChangesTable before={version.before} after={version.after} />,
                }}
              />
              <MoreButton pages={versions} shown={rows.length} />
            </>
          );
        }}
      </QueryView>
      {restoring !== null && (
        <RestoreDialog
          store={store}
          setting={setting}
          version={restoring}
          onDone={(restored) => {
            setRestoring(null);
            onRestored(restored);
          }}
          onClose={() => setRestoring(null)}
        />
      )}
    </Panel>
  );
}

function Never() {
  return (
    <EmptyState isSmall icon="history" title="No version yet">
      Nothing was changed: the defaults hold.
    </EmptyState>
  );
}

function columnsIn(zone: string): Column<Version>[] {
  return [
    { key: 'version', header: 'Version', isNarrow: true, cell: (version) => version.version },
    { key: 'at', header: 'When', isNarrow: true, cell: (version) => <When at={version.at} zone={zone} /> },
    { key: 'by', header: 'Who', cell: (version) => whoAtStart(version.by) },
    { key: 'what', header: 'What', cell: (version) => whatChanged(version) },
    { key: 'reason', header: 'Why', cell: (version) => version.reason ?? <None>–</None> },
  ];
}

function whatChanged({ restored, fields }: Version): string {
  if (restored === 0) return 'Brought back the defaults';
  if (restored !== null) return `Brought back version ${restored}`;
  const names = fields.map((pointer) => pathInWords(pointer.slice(1).replaceAll('/', '.')));
  const shown = names.slice(0, 3).join(', ');
  return names.length > 3 ? `${shown} and ${names.length - 3} more` : shown;
}

type RestoreProps = {
  store: Store;
  setting: Setting;
  version: Version;
  onDone: (setting: Setting) => void;
  onClose: () => void;
};

/** Shows what bringing back would change before it is done. */
function RestoreDialog({ store, setting, version, onDone, onClose }: RestoreProps) {
  const state = useServerForm({
    initialValues: { reason: '' },
    send: ({ reason }) =>
      call('POST /api/stores/{storeKey}/settings/{name}/restore', {
        params: { storeKey: store.key, name: setting.name },
        body: { version: version.version, ...(reason.trim() !== '' && { reason }) },
        version: setting.version,
      }),
    onDone: (restored) => {
      toastDone(`Version ${version.version} of ${settingTitles[setting.name].toLowerCase()} is back.`);
      onDone(restored);
    },
  });
  return (
    <FormDialog
      title={`Bring back version ${version.version}?`}
      size="lg"
      onClose={onClose}
      state={state}
      submit="Bring it back"
    >
      <Text>It becomes a new version; nothing of the history is lost. This is what changes:</Text>
      <ChangesTable before={setting.value} after={version.after} labels={['Now', 'Then']} />
      <Textarea label="Why (optional)" data-autofocus {...state.form.getInputProps('reason')} />
    </FormDialog>
  );
}
