import type { Locale } from '../../shared/contract/common.ts';
import type { Store } from '../../shared/contract/stores.ts';
import { settingOf, useSettings } from './screens/stores/settingsApi.ts';

/** The languages fans can read the store in, its default first; the default alone until they are read. */
export function useLanguages(store: Pick<Store, 'key' | 'locale'>): readonly Locale[] {
  const languages = settingOf(useSettings(store.key).data?.items ?? [], 'languages')?.value;
  if (languages === undefined) return [store.locale];
  return [languages.default, ...languages.enabled.filter((locale) => locale !== languages.default)];
}
