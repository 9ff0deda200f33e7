import { Alert, Anchor } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ImportFinding } from '../../../../shared/contract/events.import.ts';
import type { Store } from '../../../../shared/contract/stores.ts';
import { Icon } from '../../../ui/Icon.tsx';
import { findingsQuery } from './eventsApi.ts';
import classes from './FindingsNotice.module.css';

const mostShown = 5;

/** Events about which the vendor says something that a person must decide. */
export function FindingsNotice({ store }: { store: Store }) {
  const findings = useQuery(findingsQuery(store.key)).data?.items ?? [];
  const events = groupByEvent(findings);
  if (events.length === 0) return null;
  const rest = events.length - mostShown;
  return (
    <Alert
      color="amber"
      icon={<Icon name="alert" />}
      title={
        events.length === 1
          ? 'The vendor disagrees about an event'
          : `The vendor disagrees about ${events.length} events`
      }
    >
      <ul className={classes.list}>
        {events.slice(0, mostShown).map(({ eventId, name, says }) => (
          <li key={eventId}>
            <Anchor
              underline="always"
              renderRoot={(props) => (
                <Link to="/stores/$storeKey/events/$eventId" params={{ storeKey: store.key, eventId }} {...props} />
              )}
            >
              {name}
            </Anchor>{' '}
            {says.join(', ')}
          </li>
        ))}
        {rest > 0 && <li>and {rest} more</li>}
      </ul>
    </Alert>
  );
}

type Told = { eventId: string; name: string; says: string[] };

/** One line an event, with everything the vendor says of it. */
export function groupByEvent(findings: readonly ImportFinding[]): Told[] {
  const found = new Map<string, Told>();
  for (const { eventId, params, code, at } of findings) {
    const told = found.get(eventId) ?? { eventId, name: params.event, says: [] };
    told.says.push(wordsOf(code, at));
    found.set(eventId, told);
  }
  return [...found.values()];
}

function wordsOf(code: ImportFinding['code'], at: string): string {
  switch (code) {
    case 'event.vendor_cancelled':
      return 'is cancelled there';
    case 'event.vendor_not_listed':
      return 'is not known there any more';
    case 'event.vendor_differs':
      return `has another ${fieldNames[at.slice(1)] ?? at.slice(1)}`;
  }
}

const fieldNames: Readonly<Record<string, string>> = {
  venueId: 'venue',
  onSaleAt: 'start of sale',
  offSaleAt: 'end of sale',
  categoryId: 'category',
  categoryIds: 'category',
};
