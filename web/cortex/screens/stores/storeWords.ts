import type { Store } from '../../../../shared/contract/stores.ts';
import type { IconName } from '../../../ui/icon.paths.ts';
import type { Tone } from '../../../ui/StatusBadge.tsx';

type State = Store['state'];

export const stateLooks: Record<State, { tone: Tone; icon: IconName; label: string }> = {
  active: { tone: 'positive', icon: 'checkCircle', label: 'Active' },
  suspended: { tone: 'warning', icon: 'pause', label: 'Suspended' },
  removing: { tone: 'danger', icon: 'trash', label: 'Being removed' },
};

export const localeNames = { en: 'English', es: 'Spanish', fr: 'French' } as const;

export const localeOptions = [
  { value: 'en', label: localeNames.en },
  { value: 'es', label: localeNames.es },
  { value: 'fr', label: localeNames.fr },
];

/** Every currency with its name: "USD: US Dollar". */
export function currencyOptions(): { value: string; label: string }[] {
  const names = new Intl.DisplayNames('en', { type: 'currency' });
  return Intl.supportedValuesOf('currency').map((value) => ({ value, label: `${value}: ${names.of(value) ?? value}` }));
}

export function timeZones(): string[] {
  return ['UTC', ...Intl.supportedValuesOf('timeZone').filter((zone) => zone.includes('/'))];
}

/** A key made of a name: "Golden State Warriors" becomes `golden-state-warriors`. */
export function suggestKey(name: string): string {
  const plain = name.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  const joined = plain.replace(/[^a-z0-9]+/g, '-').replace(/^[^a-z]+|-+$/g, '');
  return joined.slice(0, 40).replace(/-+$/, '');
}
