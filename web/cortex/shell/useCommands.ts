import { useMantineColorScheme } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { apiQuery } from '../../api/queries.ts';
import { may } from '../../ui/Can.tsx';
import type { IconName } from '../../ui/icon.paths.ts';
import { toastProblem } from '../../ui/toasts.tsx';
import { recentStores } from '../memory.ts';
import { platformHolder, useMe, useSignOut } from '../session.ts';
import { useStoreCommands } from './useStoreCommands.ts';

export type Command = { id: string; group: string; label: string; hint?: string; icon: IconName; run: () => void };

const storesShown = 8;

/** What the palette offers for a text: this store's screens, stores, what is in this store, and what is always there. */
export function useCommands(text: string): { commands: Command[]; isSearching: boolean } {
  const { screens, others } = useStoreCommands(text);
  const stores = useStores(text);
  const general = useGeneralCommands(text.trim() !== '');
  const matching = (commands: Command[]) => commands.filter((command) => matchesText(command, text));
  return {
    // Until the answer to this text is there, of the stores of the last one those that fit.
    commands: [
      ...matching(screens),
      ...(stores.isSearching ? matching(stores.commands) : stores.commands),
      ...matching(others),
      ...matching(general),
    ],
    isSearching: stores.isSearching,
  };
}

function useStores(text: string): { commands: Command[]; isSearching: boolean } {
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
    isSearching: query.isPlaceholderData || query.isPending || settled !== text.trim(),
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

function useGeneralCommands(isTyped: boolean): Command[] {
  const navigate = useNavigate();
  const signOut = useSignOut();
  const { setColorScheme } = useMantineColorScheme();
  const clients = useClientCommands(isTyped);
  const platform = usePlatformCommands(isTyped);
  const group = 'General';
  return [
    ...clients,
    { id: 'all-stores', group, label: 'All stores', icon: 'store', run: () => void navigate({ to: '/' }) },
    ...platform,
    { id: 'account', group, label: 'My account', icon: 'user', run: () => void navigate({ to: '/account' }) },
    { id: 'light', group, label: 'Use light colours', icon: 'sun', run: () => setColorScheme('light') },
    { id: 'dark', group, label: 'Use dark colours', icon: 'moon', run: () => setColorScheme('dark') },
    { id: 'system', group, label: 'Use the colours of the system', icon: 'monitor', run: () => setColorScheme('auto') },
    { id: 'sign-out', group, label: 'Sign out', icon: 'signOut', run: () => void signOut().catch(toastProblem) },
  ];
}

/** Clients one has a role at; what belongs to them comes once something is typed. */
function useClientCommands(isTyped: boolean): Command[] {
  const navigate = useNavigate();
  return useMe().roles.flatMap((held): Command[] => {
    const { scope, key, name } = held;
    if (scope !== 'client' || key === null) return [];
    const params = { clientKey: key };
    const base = { group: 'Clients', hint: name ?? key };
    const client: Command = {
      ...{ id: `client-${key}`, group: 'Clients', label: name ?? key, icon: 'building' },
      run: () => void navigate({ to: '/clients/$clientKey', params }),
    };
    const vendors: Command = {
      ...{ ...base, id: `vendors-${key}`, label: 'Vendor accounts', icon: 'plug' },
      run: () => void navigate({ to: '/clients/$clientKey/vendor-accounts', params }),
    };
    const audit: Command = {
      ...{ ...base, id: `audit-${key}`, label: 'Audit of the client', icon: 'history' },
      run: () => void navigate({ to: '/clients/$clientKey/audit', params }),
    };
    return [
      client,
      ...(isTyped && may(held, 'client.vendors.view') ? [vendors] : []),
      ...(isTyped && may(held, 'client.audit.view') ? [audit] : []),
    ];
  });
}

function usePlatformCommands(isTyped: boolean): Command[] {
  const navigate = useNavigate();
  const operator = platformHolder(useMe());
  const platform: Command = {
    ...{ id: 'platform', group: 'General', label: 'Platform', icon: 'globe' },
    run: () => void navigate({ to: '/platform' }),
  };
  const audit: Command = {
    ...{ id: 'platform-audit', group: 'General', label: 'Audit of the platform', icon: 'history' },
    run: () => void navigate({ to: '/platform/audit' }),
  };
  return [
    ...(may(operator, 'platform.clients.view') ? [platform] : []),
    ...(isTyped && may(operator, 'platform.audit.view') ? [audit] : []),
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
