import { Anchor, Stack, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { Store } from '../../../../shared/contract/stores.ts';
import { may } from '../../../ui/Can.tsx';
import { KeyFacts } from '../../../ui/KeyFacts.tsx';
import { PageHeader } from '../../../ui/PageHeader.tsx';
import { Panel } from '../../../ui/Panel.tsx';
import { When } from '../../../ui/When.tsx';
import { storefrontAddress } from '../../addresses.ts';
import { useStore } from '../../stores.ts';
import { LatestActs } from '../audit/LatestActs.tsx';
import { LivePanels } from '../home/LivePanels.tsx';
import { SalesPanel } from '../home/SalesPanel.tsx';
import { PeopleCount } from '../identity/PeopleCount.tsx';
import classes from './HomeScreen.module.css';
import { StartingSteps } from './StartingSteps.tsx';
import { StateBadge } from './StateBadge.tsx';
import { localeNames } from './storeWords.ts';

/** What the store is, what is still to do before fans come, and what happened last. */
export function HomeScreen() {
  const store = useStore();
  return (
    <>
      <PageHeader
        title={store.name}
        mark={<StateBadge state={store.state} />}
        description={`${store.client.name} · ${store.product.name}`}
      />
      <div className={classes.columns}>
        <Stack gap="lg">
          {may(store, 'store.programs.view') && <LivePanels store={store} />}
          {may(store, 'store.insights.view') && <SalesPanel store={store} />}
          {may(store, 'store.settings.view') && <StartingSteps store={store} />}
          {may(store, 'store.audit.view') && <LatestActs store={store} />}
        </Stack>
        <Stack gap="lg">
          <Panel title="Addresses" description="Where fans find the store.">
            <Addresses store={store} />
          </Panel>
          <Panel title="About">
            <KeyFacts isNarrow facts={factsOf(store)} />
          </Panel>
        </Stack>
      </div>
    </>
  );
}

function Addresses({ store }: { store: Store }) {
  const own = storefrontAddress(store.key);
  return (
    <Stack gap="xs">
      {store.hosts.map(({ host, isPrimary }) => (
        <Text key={host}>
          <Anchor href={`https://${host}`}>{host}</Anchor>
          {isPrimary && (
            <Text span c="dimmed">
              {' '}
              (primary)
            </Text>
          )}
        </Text>
      ))}
      <div>
        <Anchor href={own}>{own.replace(/^https?:\/\//, '')}</Anchor>
        <Text size="xs" c="dimmed">
          Always works, also without a host name.
        </Text>
      </div>
    </Stack>
  );
}

function factsOf(store: Store) {
  const people = { name: 'People', value: <PeopleCount store={store} /> };
  return [
    { name: 'Key', value: <code>{store.key}</code> },
    {
      name: 'Client',
      value: (
        <Anchor
          renderRoot={(props) => <Link to="/clients/$clientKey" params={{ clientKey: store.client.key }} {...props} />}
        >
          {store.client.name}
        </Anchor>
      ),
    },
    { name: 'Time zone', value: store.timeZone },
    { name: 'Currency', value: store.currency },
    { name: 'Language', value: localeNames[store.locale] },
    { name: 'Created', value: <When at={store.createdAt} zone={store.timeZone} style="day" /> },
    ...(may(store, 'store.people.view') ? [people] : []),
  ];
}
