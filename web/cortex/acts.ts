import { useNavigate, useRouterState } from '@tanstack/react-router';
import { useEffect, useEffectEvent } from 'react';
import type { StorePermission } from '../../shared/contract/permissions.ts';
import type { IconName } from '../ui/icon.paths.ts';

/** What the command palette begins on a screen of the store; each of them opens a dialog or a menu there. */
export const storeActs = [
  {
    act: 'create-program',
    to: '/stores/$storeKey/programs',
    label: 'Create a program',
    icon: 'plus',
    permission: 'store.programs.edit',
  },
  {
    act: 'switch',
    to: '/stores/$storeKey/switchboard',
    label: 'Switch now',
    icon: 'switches',
    permission: 'store.programs.switch',
  },
  {
    act: 'plan',
    to: '/stores/$storeKey/switchboard',
    label: 'Plan a switch',
    icon: 'calendar',
    permission: 'store.programs.switch',
  },
  {
    act: 'undo',
    to: '/stores/$storeKey/switchboard',
    label: 'Undo the last switch',
    icon: 'restore',
    permission: 'store.programs.switch',
  },
  {
    act: 'close',
    to: '/stores/$storeKey/switchboard',
    label: 'Close the store to fans',
    icon: 'pause',
    permission: 'store.programs.switch',
  },
  {
    act: 'create-event',
    to: '/stores/$storeKey/events',
    label: 'Add an event by hand',
    icon: 'plus',
    permission: 'store.catalogue.edit',
  },
  {
    act: 'create-venue',
    to: '/stores/$storeKey/venues',
    label: 'Add a venue',
    icon: 'plus',
    permission: 'store.catalogue.edit',
  },
  {
    act: 'create-suite',
    to: '/stores/$storeKey/suites',
    label: 'Add a suite',
    icon: 'plus',
    permission: 'store.catalogue.edit',
  },
  {
    act: 'sync',
    to: '/stores/$storeKey/inventory',
    label: 'Sync the inventory now',
    icon: 'refresh',
    permission: 'store.inventory.sync',
  },
  {
    act: 'invite',
    to: '/stores/$storeKey/people',
    label: 'Invite a person',
    icon: 'plus',
    permission: 'store.people.edit',
  },
  {
    act: 'create-key',
    to: '/stores/$storeKey/keys',
    label: 'Make an API key',
    icon: 'plus',
    permission: 'store.keys.edit',
  },
  {
    act: 'add-endpoint',
    to: '/stores/$storeKey/webhooks',
    label: 'Add a webhook endpoint',
    icon: 'plus',
    permission: 'store.webhooks.edit',
  },
] as const satisfies readonly {
  act: string;
  to: string;
  label: string;
  icon: IconName;
  permission: StorePermission;
}[];

export type StoreAct = (typeof storeActs)[number]['act'];

declare module '@tanstack/react-router' {
  interface HistoryState {
    /** What the palette was asked to begin on the screen it went to. */
    act?: StoreAct;
  }
}

/** Opens what the palette was asked for, once, as soon as the screen has what it needs for it. */
export function useAct(act: StoreAct, open: () => void, isReady = true) {
  const asked = useRouterState({ select: ({ location }) => location.state.act });
  const navigate = useNavigate();
  const begin = useEffectEvent(() => {
    // The page that is loaded anew does not open it again.
    void navigate({ to: '.', search: true, state: ({ act: _, ...rest }) => rest, replace: true });
    open();
  });
  useEffect(() => {
    if (asked === act && isReady) begin();
  }, [asked, act, isReady]);
}
