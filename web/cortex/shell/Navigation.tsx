import { useQuery } from '@tanstack/react-query';
import { Link, type LinkProps, useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { Store } from '../../../shared/contract/stores.ts';
import { may } from '../../ui/Can.tsx';
import { Icon } from '../../ui/Icon.tsx';
import type { IconName } from '../../ui/icon.paths.ts';
import { storeScreens } from '../screens.ts';
import { platformHolder, useMe } from '../session.ts';
import { storeQuery } from '../stores.ts';
import classes from './Navigation.module.css';

/** The places one may go from here: the store's screens inside a store, and what is above stores. */
export function Navigation({ onSwitch }: { onSwitch: () => void }) {
  const { storeKey } = useParams({ strict: false });
  return (
    <nav aria-label="Main" className={classes.navigation}>
      {storeKey !== undefined && <StoreNavigation storeKey={storeKey} onSwitch={onSwitch} />}
      <GeneralNavigation isInStore={storeKey !== undefined} />
    </nav>
  );
}

function StoreNavigation({ storeKey, onSwitch }: { storeKey: string; onSwitch: () => void }) {
  const store = useQuery({ ...storeQuery(storeKey), enabled: storeKey !== '' }).data;
  if (store === undefined) return null;
  return (
    <>
      <StoreSwitch store={store} onSwitch={onSwitch} />
      <ul className={classes.list}>
        {storeScreens
          .filter(({ permission }) => may(store, permission))
          .map(({ to, label, icon }) => (
            <li key={to}>
              <NavItem icon={icon} link={{ to, params: { storeKey }, activeOptions: { exact: label === 'Home' } }}>
                {label}
              </NavItem>
            </li>
          ))}
      </ul>
    </>
  );
}

function StoreSwitch({ store, onSwitch }: { store: Store; onSwitch: () => void }) {
  return (
    <button type="button" className={classes.switch} onClick={onSwitch}>
      <span className={classes.tile} aria-hidden="true">
        {store.name.charAt(0).toUpperCase()}
      </span>
      <span className={classes.names}>
        <span className={classes.name}>{store.name}</span>
        <span className={classes.client}>{store.client.name}</span>
        <span className="flex-visually-hidden">Switch store</span>
      </span>
      <Icon name="chevronDown" size="sm" />
    </button>
  );
}

function GeneralNavigation({ isInStore }: { isInStore: boolean }) {
  const me = useMe();
  const isOperator = may(platformHolder(me), 'platform.clients.view');
  const clients = me.roles.filter((held) => held.scope === 'client');
  return (
    <ul className={classes.list} data-below={isInStore}>
      <li>
        <NavItem icon="store" link={{ to: '/', activeOptions: { exact: true, includeSearch: false } }}>
          All stores
        </NavItem>
      </li>
      {clients.slice(0, 5).map((held) => (
        <li key={held.scopeId}>
          <NavItem icon="building" link={{ to: '/clients/$clientKey', params: { clientKey: held.key ?? '' } }}>
            {held.name}
          </NavItem>
        </li>
      ))}
      {isOperator && (
        <li>
          <NavItem icon="globe" link={{ to: '/platform' }}>
            Platform
          </NavItem>
        </li>
      )}
    </ul>
  );
}

function NavItem({ icon, link, children }: { icon: IconName; link: LinkProps; children: ReactNode }) {
  return (
    <Link {...link} className={classes.item} activeProps={{ 'data-active': 'true' }}>
      <Icon name={icon} />
      <span>{children}</span>
    </Link>
  );
}
