import { useQuery } from '@tanstack/react-query';
import type { Setting } from '../../../../shared/contract/settings.ts';
import { apiQuery } from '../../../api/queries.ts';

export function settingsQuery(storeKey: string) {
  return apiQuery('GET /api/stores/{storeKey}/settings', { params: { storeKey } });
}

export function useSettings(storeKey: string) {
  return useQuery(settingsQuery(storeKey));
}

export type SettingOf<N extends Setting['name']> = Extract<Setting, { name: N }>;

export function settingOf<N extends Setting['name']>(items: readonly Setting[], name: N): SettingOf<N> | undefined {
  return items.find((item): item is SettingOf<N> => item.name === name);
}

export const settingTitles = {
  brand: 'Brand',
  page: 'Page',
  languages: 'Languages',
  support: 'Support',
  legal: 'Legal',
  prices: 'Prices',
  fanMail: 'Mail to fans',
  inventory: 'Inventory',
} as const satisfies Record<Setting['name'], string>;
