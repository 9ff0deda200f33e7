import type { Input } from '../../../api/contract.ts';
import { startOfDay } from '../../../ui/zones.ts';
import type { AuditSearch } from '../../search.ts';

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

const actions: Readonly<Record<string, string>> = {
  'audit.export': 'Exported the audit',
  'clients.create': 'Created the client',
  'clients.rename': 'Renamed the client',
  'invitations.accept': 'Accepted the invitation',
  'invitations.invite': 'Invited a person',
  'invitations.resend': 'Sent the invitation again',
  'invitations.revoke': 'Revoked the invitation',
  'keys.create': 'Made the API key',
  'keys.revoke': 'Revoked the API key',
  'links.make': 'Made a sign-in link',
  'oidc.change': 'Changed sign-in with the organisation',
  'oidc.create': 'Set up sign-in with the organisation',
  'oidc.remove': 'Removed sign-in with the organisation',
  'passwords.change': 'Changed the password',
  'people.change_role': 'Changed a role',
  'people.grant': 'Granted a role',
  'people.remove': 'Took a role away',
  'products.create': 'Created the product',
  'sessions.revoke': 'Ended a session',
  'sessions.revoke_others': 'Ended all other sessions',
  'sessions.sign_out': 'Signed out',
  'settings.change': 'Changed settings',
  'settings.restore': 'Brought back settings',
  'sign_in.refuse': 'Was refused at the sign-in',
  'sign_in.succeed': 'Signed in',
  'staff.create': 'Created the account',
  'staff.deactivate': 'Closed the account',
  'staff.reactivate': 'Reopened the account',
  'staff.rename': 'Renamed the account',
  'stores.add_host': 'Added a host name',
  'stores.cancel_removal': 'Cancelled the removal',
  'stores.create': 'Created the store',
  'stores.edit': 'Changed details',
  'stores.export': 'Exported the store',
  'stores.make_host_primary': 'Made a host name primary',
  'stores.remove': 'Deleted the store',
  'stores.remove_host': 'Removed a host name',
  'stores.request_removal': 'Began the removal',
  'stores.resume': 'Resumed the store',
  'stores.suspend': 'Suspended the store',
};

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

export function areaOptions(areas: readonly Area[]): { value: string; label: string }[] {
  return areas.map((value) => ({ value, label: all[value] }));
}
