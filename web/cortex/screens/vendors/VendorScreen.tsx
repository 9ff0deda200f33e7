import { Button, Group, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Store } from '../../../../shared/contract/stores.ts';
import type { VendorStatus } from '../../../../shared/contract/vendors.ts';
import { may } from '../../../ui/Can.tsx';
import { KeyFacts } from '../../../ui/KeyFacts.tsx';
import { PageHeader } from '../../../ui/PageHeader.tsx';
import { Panel } from '../../../ui/Panel.tsx';
import { QueryView } from '../../../ui/QueryView.tsx';
import { StatusBadge } from '../../../ui/StatusBadge.tsx';
import { EmptyState } from '../../../ui/states.tsx';
import { When } from '../../../ui/When.tsx';
import { whoInWords } from '../../actorWords.ts';
import { Guard } from '../../shell/pages.tsx';
import { useStore } from '../../stores.ts';
import { BudgetPanel } from './BudgetPanel.tsx';
import { CallsPanel } from './CallsPanel.tsx';
import { ConnectDialog, DisconnectDialog } from './ConnectDialog.tsx';
import { TroubleNotice } from './TroubleNotice.tsx';
import { statusQuery } from './vendorsApi.ts';

/** The ticketing vendor behind the store: how it answers, what is left of its quota, and every call. */
export function VendorScreen() {
  const store = useStore();
  return (
    <Guard permission="store.vendors.view" here={store} title="Vendor">
      <Vendor store={store} />
    </Guard>
  );
}

function Vendor({ store }: { store: Store }) {
  const status = useQuery(statusQuery(store.key));
  return (
    <>
      <PageHeader
        title="Vendor"
        within={store.name}
        description="The ticketing system in which the seats really are. Every seat, price and sale is its word."
      />
      <Stack gap="lg">
        <QueryView query={status}>
          {(found) => (
            <>
              <TroubleNotice status={found} zone={store.timeZone} />
              <ConnectionPanel store={store} status={found} />
              {found.connection !== null && <BudgetPanel budget={found.connection.budget} />}
            </>
          )}
        </QueryView>
        <CallsPanel store={store} />
      </Stack>
    </>
  );
}

function ConnectionPanel({ store, status }: { store: Store; status: VendorStatus }) {
  const { connection } = status;
  if (connection === null) {
    return (
      <Panel title="Connection" flush>
        <EmptyState icon="plug" title="Not connected" action={<ConnectButton store={store} status={status} />}>
          Without a vendor there are no events to import, no seats to hold and nothing to buy.
        </EmptyState>
      </Panel>
    );
  }
  return (
    <Panel
      title="Connection"
      actions={
        <Group gap="xs">
          <Mark connection={connection} />
          <ConnectionActs store={store} status={status} accountName={connection.account.name} />
        </Group>
      }
    >
      <KeyFacts facts={factsOf(connection, store.timeZone)} />
    </Panel>
  );
}

type Connection = NonNullable<VendorStatus['connection']>;

function Mark({ connection: { refusingUntil, trouble } }: { connection: Connection }) {
  if (trouble !== null) return <StatusBadge tone="danger">Failing</StatusBadge>;
  if (refusingUntil !== null) return <StatusBadge tone="warning">Refusing</StatusBadge>;
  return <StatusBadge tone="positive">Answering</StatusBadge>;
}

function ConnectionActs({ store, status, accountName }: { store: Store; status: VendorStatus; accountName: string }) {
  const [isLeaving, setLeaving] = useState(false);
  if (!may(store, 'store.vendors.edit') || store.state !== 'active') return null;
  return (
    <>
      <ConnectButton store={store} status={status} />
      <Button variant="outline" color="red" onClick={() => setLeaving(true)}>
        Disconnect
      </Button>
      {isLeaving && (
        <DisconnectDialog
          store={store}
          version={status.version}
          accountName={accountName}
          onClose={() => setLeaving(false)}
        />
      )}
    </>
  );
}

function ConnectButton({ store, status }: { store: Store; status: VendorStatus }) {
  const [isChoosing, setChoosing] = useState(false);
  if (!may(store, 'store.vendors.edit') || store.state !== 'active') return null;
  const isConnected = status.connection !== null;
  return (
    <>
      <Button variant={isConnected ? 'default' : 'filled'} onClick={() => setChoosing(true)}>
        {isConnected ? 'Use another account' : 'Connect the vendor'}
      </Button>
      {isChoosing && <ConnectDialog store={store} status={status} onClose={() => setChoosing(false)} />}
    </>
  );
}

function factsOf(
  { account, connectedAt, connectedBy, grantedClasses, lastSuccess, callsDropped }: Connection,
  zone: string,
) {
  return [
    { name: 'Account', value: account.name },
    { name: 'Vendor', value: account.vendor },
    {
      name: 'Connected',
      value: (
        <>
          <When at={connectedAt} zone={zone} /> by {whoInWords(connectedBy)}
        </>
      ),
    },
    {
      name: 'Last answer',
      value:
        lastSuccess === null ? (
          'none yet'
        ) : (
          <>
            <When at={lastSuccess.at} zone={zone} style="second" /> ({lastSuccess.operation})
          </>
        ),
    },
    {
      name: 'Classes our user may sell',
      value: grantedClasses === null ? 'not asked yet' : grantedClasses.classes.join(', ') || 'none',
    },
    ...(callsDropped === 0 ? [] : [{ name: 'Calls that are not in the list', value: callsDropped }]),
  ];
}
