import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import type { Store } from '../../../shared/contract/stores.ts';
import { may } from '../../ui/Can.tsx';
import { storeActs } from '../acts.ts';
import { everyProgramQuery } from '../programs.ts';
import { storeScreens } from '../screens.ts';
import { storeQuery } from '../stores.ts';
import type { Command } from './useCommands.ts';

const programsShown = 8;

/** What the palette offers inside a store: its screens; what can be begun there, and, once something is typed, programs. */
export function useStoreCommands(text: string): { screens: Command[]; others: Command[] } {
  const { storeKey = '' } = useParams({ strict: false });
  const store = useQuery({ ...storeQuery(storeKey), enabled: storeKey !== '' }).data;
  const screens = useScreens(store);
  const acts = useActs(store);
  const programs = usePrograms(store, text);
  return { screens, others: [...acts, ...programs] };
}

function useScreens(store: Store | undefined): Command[] {
  const navigate = useNavigate();
  const { programId } = useParams({ strict: false });
  if (store === undefined) return [];
  const params = { storeKey: store.key };
  const group = 'This store';
  const screens = storeScreens
    .filter(({ permission }) => may(store, permission))
    .map(({ to, label, icon }) => ({
      ...{ id: `screen-${icon}`, group, label, icon },
      run: () => void navigate({ to, params }),
    }));
  if (!may(store, 'store.programs.view')) return screens;
  const whyPrice: Command = {
    ...{ id: 'why-price', group, label: 'Why this price?', icon: 'search' },
    run: () => void navigate({ to: '/stores/$storeKey/why-price', params, search: { program: programId } }),
  };
  return [...screens, whyPrice];
}

function useActs(store: Store | undefined): Command[] {
  const navigate = useNavigate();
  if (store === undefined || store.state !== 'active') return [];
  const params = { storeKey: store.key };
  const group = 'Do';
  const acts: Command[] = storeActs
    .filter(({ permission }) => may(store, permission))
    .map(({ act, to, label, icon }) => ({
      ...{ id: `act-${act}`, group, label, icon },
      run: () => void navigate({ to, params, state: { act } }),
    }));
  if (!may(store, 'store.catalogue.edit')) return acts;
  const importEvents: Command = {
    ...{ id: 'act-import', group, label: 'Import events', icon: 'download' },
    run: () => void navigate({ to: '/stores/$storeKey/events', params, search: { import: 'events' } }),
  };
  return [...acts, importEvents];
}

function usePrograms(store: Store | undefined, text: string): Command[] {
  const navigate = useNavigate();
  const isAsked = store !== undefined && text.trim() !== '' && may(store, 'store.programs.view');
  const programs = useQuery({ ...everyProgramQuery(store?.key ?? ''), enabled: isAsked, staleTime: 30_000 }).data;
  if (!isAsked) return [];
  const words = text.trim().toLowerCase();
  return (programs?.items ?? [])
    .filter(({ name }) => name.toLowerCase().includes(words))
    .slice(0, programsShown)
    .map(({ id, name, state, isActive }) => ({
      ...{ id: `program-${id}`, group: 'Programs', label: name, hint: isActive ? 'active' : state, icon: 'layers' },
      run: () =>
        void navigate({
          to: '/stores/$storeKey/programs/$programId/$stage',
          params: { storeKey: store.key, programId: id, stage: 'definition' },
        }),
    }));
}
