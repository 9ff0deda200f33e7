import type { Input } from '../../../api/contract.ts';
import { startOfDay } from '../../../ui/zones.ts';
import type { AuditSearch } from '../../search.ts';
import { actions } from './auditWords.ts';

export type AuditFilter = NonNullable<Input<'GET /api/stores/{storeKey}/audit.csv'>['query']>;

/** The filter of the address as the routes take it: days become instants of the zone, the last day included. */
export function filterOf({ text, action, kind, actor, from, until }: AuditSearch, zone: string): AuditFilter {
  return {
    ...(text !== undefined && { text }),
    ...(action !== undefined && { action }),
    ...(kind !== undefined && { actorKind: kind }),
    ...(actor !== undefined && { actorId: actor }),
    ...(from !== undefined && { from: startOfDay(from, zone) }),
    ...(until !== undefined && { until: startOfDay(until, zone, 1) }),
  };
}

export const kindWords = {
  staff: 'A person',
  api_key: 'An API key',
  system: 'The product itself',
  anonymous: 'Nobody signed in',
} as const;

/** An action in words; one that is newer than this list is spelled out: `stores.add_host` is "Stores: add host". */
export function actionInWords(name: string): string {
  return actions[name] ?? spellOut(name);
}

function spellOut(action: string): string {
  const [area = '', act = ''] = action.replaceAll('_', ' ').split('.');
  return `${area.charAt(0).toUpperCase()}${area.slice(1)}: ${act}`;
}

/** What acts can be about, by the beginning of the action's name, in each of the audits. */
const all = {
  'stores.': 'Store',
  'settings.': 'Settings',
  'people.': 'Roles of people',
  'invitations.': 'Invitations',
  'keys.': 'API keys',
  'events.': 'Events',
  'inventory.': 'Inventory',
  'vendors.': 'Ticketing vendor',
  'venues.': 'Venues',
  'suites.': 'Suites',
  'programs.': 'Programs',
  'pricing.': 'Price rules',
  'lifecycle.': 'Switching and publishing',
  'checkout.': 'Orders and purchases',
  'webhooks.': 'Webhooks',
  'links.': 'Sign-in links',
  'clients.': 'Clients',
  'products.': 'Products',
  'oidc.': 'Sign-in with the organisation',
  'sign_in.': 'Signing in',
  'sessions.': 'Sessions',
  'passwords.': 'Passwords',
  'staff.': 'Accounts',
  'audit.': 'Exports of the audit',
} as const;
export type Area = keyof typeof all;
export const allAreas: readonly string[] = Object.keys(all);

export function areaOptions(areas: readonly Area[]): { value: string; label: string }[] {
  return areas.map((value) => ({ value, label: all[value] }));
}
