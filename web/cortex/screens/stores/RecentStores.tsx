import { SimpleGrid } from '@mantine/core';
import { useQueries } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Icon } from '../../../ui/Icon.tsx';
import { recentStores } from '../../memory.ts';
import { useMe } from '../../session.ts';
import { storeQuery } from '../../stores.ts';
import classes from './RecentStores.module.css';

const shown = 3;

/** The stores this browser opened last; one that is gone or closed to the person is left out. */
export function RecentStores() {
  const me = useMe();
  const queries = useQueries({ queries: recentStores(me.id).slice(0, shown).map(storeQuery) });
  const stores = queries.flatMap(({ data }) => data ?? []);
  if (stores.length === 0) return null;
  return (
    <nav aria-label="Opened last">
      <SimpleGrid cols={{ base: 1, sm: shown }} spacing="md" mb="lg">
        {stores.map((store) => (
          <Link key={store.key} to="/stores/$storeKey" params={{ storeKey: store.key }} className={classes.card}>
            <span className={classes.tile} aria-hidden="true">
              {store.name.charAt(0).toUpperCase()}
            </span>
            <span className={classes.words}>
              <span className={classes.name}>{store.name}</span>
              <span className={classes.hint}>Opened last · {store.client.name}</span>
            </span>
            <Icon name="arrowRight" />
          </Link>
        ))}
      </SimpleGrid>
    </nav>
  );
}
