import { useMantineColorScheme } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { apiQuery } from '../../api/queries.ts';
import { may } from '../../ui/Can.tsx';
import type { IconName } from '../../ui/icon.paths.ts';
import { toastProblem } from '../../ui/toasts.tsx';
import { recentStores } from '../memory.ts';
import { storeScreens } from '../screens.ts';
import { platformHolder, useMe, useSignOut } from '../session.ts';
import { storeQuery } from '../stores.ts';

export type Command = { id: string; group: string; label: string; hint?: string; icon: IconName; run: () => void };

const storesShown = 8;

/** What the palette offers for a text: this store's screens, stores, clients, and what is always there. */
export function useCommands(text: string): { commands: Command[]; isSearching: boolean } {
  const screens = useScreenCommands();
  const stores = useStoreCommands(text);
  const general = useGeneralCommands();
  const matches = [...screens, ...general].filter((command) => matchesText(command, text));
  const [inStore, elsewhere] = [
    matches.filter(({ group }) => group === 'This store'),
    matches.filter(({ group }) => group !== 'This store'),
  ];
  return { commands: [...inStore, ...stores.commands, ...elsewhere], isSearching: stores.isSearching };
}

function useScreenCommands(): Command[] {
  const navigate = useNavigate();
  const { storeKey } = useParams({ strict: false });
  const store = useQuery({ ...storeQuery(storeKey ?? ''), enabled: storeKey !== undefined }).data;
  if (store === undefined) return [];
  return storeScreens
    .filter(({ permission }) => may(store, permission))
    .map(({ to, label, icon }) => ({
      id: `screen-${icon}`,
      group: 'This store',
      label,
      icon,
      run: () => void navigate({ to, params: { storeKey: store.key } }),
    }));
}

function useStoreCommands(text: string): { commands: Command[]; isSearching: boolean } {
  const navigate = useNavigate();
  const me = useMe();
  const [settled] = useDebouncedValue(text.trim(), 150);
  const query = useQuery({
    ...apiQuery('GET /api/stores', { query: { text: settled || undefined, limit: storesShown } }),
    placeholderData: keepPreviousData,
  });
  const recent = recentStores(me.id);
  const found = (query.data?.items ?? []).toSorted((a, b) => rank(recent, a.key) - rank(recent, b.key));
  return {
    isSearching: query.isFetching || settled !== text.trim(),
    commands: found.map((store) => ({
      id: `store-${store.key}`,
      group: 'Stores',
      label: store.name,
      hint: store.client.name,
      icon: 'store',
      run: () => void navigate({ to: '/stores/$storeKey', params: { storeKey: store.key } }),
    })),
  };
}

function rank(recent: readonly string[], key: string): number {
  const at = recent.indexOf(key);
  return at === -1 ? recent.length : at;
}

function useGeneralCommands(): Command[] {
  const navigate = useNavigate();
  const me = useMe();
  const signOut = useSignOut();
  const { setColorScheme } = useMantineColorScheme();
  const clients = me.roles.flatMap(({ scope, key, name }): Command[] => {
    if (scope !== 'client' || key === null) return [];
    const run = () => void navigate({ to: '/clients/$clientKey', params: { clientKey: key } });
    return [{ id: `client-${key}`, group: 'Clients', label: name ?? key, icon: 'building', run }];
  });
  const isOperator = may(platformHolder(me), 'platform.clients.view');
  const general = { group: 'General' };
  return [
    ...clients,
    { ...general, id: 'all-stores', label: 'All stores', icon: 'store', run: () => void navigate({ to: '/' }) },
    ...(isOperator
      ? [
          {
            ...general,
            id: 'platform',
            label: 'Platform',
            icon: 'globe',
            run: () => void navigate({ to: '/platform' }),
          } as const,
        ]
      : []),
    { ...general, id: 'account', label: 'My account', icon: 'user', run: () => void navigate({ to: '/account' }) },
    { ...general, id: 'light', label: 'Use light colours', icon: 'sun', run: () => setColorScheme('light') },
    { ...general, id: 'dark', label: 'Use dark colours', icon: 'moon', run: () => setColorScheme('dark') },
    {
      ...general,
      id: 'system',
      label: 'Use the colours of the system',
      icon: 'monitor',
      run: () => setColorScheme('auto'),
    },
    { ...general, id: 'sign-out', label: 'Sign out', icon: 'signOut', run: () => void signOut().catch(toastProblem) },
  ];
}

function matchesText({ label, hint = '' }: Command, text: string): boolean {
  const words = `${label} ${hint}`.toLowerCase();
  return text
    .trim()
    .toLowerCase()
    .split(/\s+/)
    .every((part) => words.includes(part));
}
