import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { storeQuery } from '../stores.ts';
import classes from './HeaderPlace.module.css';
import { Wordmark } from './Wordmark.tsx';

/** Where one is, while the navigation that says it is folded away: the store, or the product. */
export function HeaderPlace() {
  const { storeKey = '' } = useParams({ strict: false });
  const store = useQuery({ ...storeQuery(storeKey), enabled: storeKey !== '' }).data;
  if (store === undefined) return <HomeLink />;
  return (
    <Link to="/stores/$storeKey" params={{ storeKey }} className={classes.store} activeOptions={{ exact: true }}>
      <span className={classes.name}>{store.name}</span>
      <span className={classes.client}>{store.client.name}</span>
    </Link>
  );
}

/** The product's sign, which leads to the list of stores. */
export function HomeLink() {
  return (
    <Link to="/" className={classes.brand}>
      <Wordmark />
      <span className="flex-visually-hidden">: all stores</span>
    </Link>
  );
}
