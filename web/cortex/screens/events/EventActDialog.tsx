import { Text } from '@mantine/core';
import type { Event } from '../../../../shared/contract/events.ts';
import { call } from '../../../api/client.ts';
import { ConfirmDialog } from '../../../ui/dialogs.tsx';
import { toastDone } from '../../../ui/toasts.tsx';
import { actWords, concernedBy, type EventAct } from './eventActs.ts';
import { useRereadEvents } from './useCatalogue.ts';

type Props = { storeKey: string; act: EventAct; events: readonly Event[]; onDone: () => void; onClose: () => void };

const mostNamed = 6;

/** Asks before the state of one or many events changes, and names them. All change or none. */
export function EventActDialog({ storeKey, act, events, onDone, onClose }: Props) {
  const reread = useRereadEvents(storeKey);
  const { verb, done, means, isDanger } = actWords[act];
  const concerned = concernedBy(act, events);
  const [only] = concerned;
  const what = concerned.length === 1 && only !== undefined ? only.name : `${concerned.length} events`;
  const eventIds = concerned.map(({ id }) => id);
  return (
    <ConfirmDialog
      title={`${verb} ${what}?`}
      confirm={concerned.length === 1 ? verb : `${verb} ${what}`}
      isDanger={isDanger}
      act={() => call(`POST /api/stores/{storeKey}/events/${act}`, { params: { storeKey }, body: { eventIds } })}
      onDone={() => {
        toastDone(
          `${what} ${concerned.length === 1 ? 'is' : 'are'} ${concerned.length === 1 ? done.replace('drafts', 'a draft') : done}.`,
        );
        reread();
        onDone();
      }}
      onClose={onClose}
    >
      {concerned.length > 1 && <Names events={concerned} />}
      {concerned.length < events.length && (
        <Text>{events.length - concerned.length} of those you chose are that already, or cannot become it.</Text>
      )}
      <Text>{means}</Text>
    </ConfirmDialog>
  );
}

function Names({ events }: { events: readonly Event[] }) {
  const named = events.slice(0, mostNamed).map(({ name }) => name);
  const rest = events.length - named.length;
  return (
    <Text>
      {named.join(' · ')}
      {rest > 0 && ` and ${rest} more`}
    </Text>
  );
}
