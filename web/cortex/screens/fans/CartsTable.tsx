import { Anchor, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { Store } from '../../../../shared/contract/stores.ts';
import { Age } from '../../../ui/Age.tsx';
import { type Column, DataTable } from '../../../ui/DataTable.tsx';
import { StatusBadge, type Tone } from '../../../ui/StatusBadge.tsx';
import { When } from '../../../ui/When.tsx';
import { programsQuery } from '../checkout/salesApi.ts';
import type { CartOfFan } from './fansApi.ts';

const looks: Record<CartOfFan['state'], { tone: Tone; label: string }> = {
  choosing: { tone: 'neutral', label: 'Choosing' },
  holding: { tone: 'info', label: 'Holding seats' },
  paying: { tone: 'info', label: 'Paying' },
  bought: { tone: 'positive', label: 'Bought' },
  ended: { tone: 'neutral', label: 'Ended' },
};
const endWords: Record<NonNullable<CartOfFan['endReason']>, string> = {
  left: 'given up by the fan',
  expired: 'quiet for fourteen days',
  replaced: 'another cart was taken up instead',
};

/** Carts of a fan with what was chosen. */
export function CartsTable({ store, carts }: { store: Store; carts: readonly CartOfFan[] }) {
  const programs = useQuery(programsQuery(store.key));
  const names = new Map(programs.data?.items.map(({ id, name }) => [id, name]));
  return (
    <DataTable caption="Carts, newest first" columns={columnsIn(store, names)} rows={carts} rowKey={({ id }) => id} />
  );
}

function columnsIn(store: Store, names: ReadonlyMap<string, string>): Column<CartOfFan>[] {
  return [
    {
      key: 'begun',
      header: 'Begun',
      isNarrow: true,
      cell: ({ begunAt }) => <When at={begunAt} zone={store.timeZone} />,
    },
    { key: 'program', header: 'Program', cell: ({ programId }) => names.get(programId) ?? 'a program' },
    {
      key: 'games',
      header: 'Games',
      cell: ({ eventCodes, partySize }) => (
        <>
          {eventCodes.length === 0 ? 'none' : eventCodes.join(', ')}
          <Text size="xs" c="dimmed">
            party of {partySize}
          </Text>
        </>
      ),
    },
    { key: 'held', header: 'Held now', isNarrow: true, align: 'right', cell: ({ heldSeats }) => heldSeats },
    { key: 'state', header: 'State', isNarrow: true, cell: (cart) => <State store={store} cart={cart} /> },
  ];
}

function State({ store, cart }: { store: Store; cart: CartOfFan }) {
  const { state, endReason, expiresAt, orderId } = cart;
  return (
    <>
      <StatusBadge tone={looks[state].tone}>{looks[state].label}</StatusBadge>
      {endReason !== null && (
        <Text size="xs" c="dimmed">
          {endWords[endReason]}
        </Text>
      )}
      {state === 'holding' && expiresAt !== null && (
        <Text size="xs" c="dimmed">
          hold ends <Age at={expiresAt} zone={store.timeZone} past="now" />
        </Text>
      )}
      {orderId !== null && (
        <Text size="xs">
          <Anchor
            size="xs"
            renderRoot={(props) => (
              <Link to="/stores/$storeKey/orders/$orderId" params={{ storeKey: store.key, orderId }} {...props} />
            )}
          >
            See the order
          </Anchor>
        </Text>
      )}
    </>
  );
}
