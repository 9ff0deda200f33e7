import { Anchor, Text } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { Store } from '../../../../shared/contract/stores.ts';
import { rowsOf } from '../../lists.ts';
import { storePeople } from './peopleApi.ts';

/** How many people have a role on the store or its client. */
export function PeopleCount({ store }: { store: Store }) {
  const pages = useInfiniteQuery(storePeople(store.key).people);
  if (pages.data === undefined) return <Text c="dimmed">{pages.isError ? 'could not be read' : 'counting'}</Text>;
  const count = new Set(rowsOf(pages.data).map((person) => person.id)).size;
  return (
    <Anchor renderRoot={(props) => <Link to="/stores/$storeKey/people" params={{ storeKey: store.key }} {...props} />}>
      {pages.hasNextPage ? `more than ${count}` : count}
    </Anchor>
  );
}
