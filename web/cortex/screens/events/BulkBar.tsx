import { Button, Group, Text } from '@mantine/core';
import { useState } from 'react';
import type { Event } from '../../../../shared/contract/events.ts';
import type { Store } from '../../../../shared/contract/stores.ts';
import classes from './BulkBar.module.css';
import { EventActDialog } from './EventActDialog.tsx';
import { actsFor, actWords, concernedBy, type EventAct } from './eventActs.ts';

type Props = { store: Store; events: readonly Event[]; onDone: () => void };

/** What can be done with the events that are chosen. */
export function BulkBar({ store, events, onDone }: Props) {
  const [act, setAct] = useState<EventAct | null>(null);
  return (
    <Group role="group" aria-label="With the chosen events" gap="xs" className={classes.bar}>
      <Text fw={550} role="status">
        {events.length} chosen
      </Text>
      {actsFor(events).map((name) => (
        <Button key={name} size="xs" variant={name === 'publish' ? 'filled' : 'default'} onClick={() => setAct(name)}>
          {actWords[name].verb} {concernedBy(name, events).length}
        </Button>
      ))}
      <Button size="xs" variant="subtle" onClick={onDone}>
        Choose none
      </Button>
      {act !== null && (
        <EventActDialog
          storeKey={store.key}
          act={act}
          events={events}
          onDone={() => {
            setAct(null);
            onDone();
          }}
          onClose={() => setAct(null)}
        />
      )}
    </Group>
  );
}
