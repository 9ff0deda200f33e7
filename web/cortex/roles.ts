import type { Role, StorePermission } from '../../shared/contract/permissions.ts';

/** What each role is for, in words; the permissions themselves are in the contract. */
export const roleWords: Record<Role, { name: string; does: string }> = {
  operator: { name: 'Operator', does: 'Runs the deployment: makes clients and stores, sees nothing inside a store.' },
  owner: { name: 'Owner', does: 'Everything, also suspending and removing the store.' },
  admin: { name: 'Admin', does: 'Everything a publisher does; also people, API keys, host names and stuck checkouts.' },
  editor: { name: 'Editor', does: 'Changes settings, events and venues, and prepares programs.' },
  publisher: { name: 'Publisher', does: 'Everything an editor does, and takes programs live.' },
  support: { name: 'Support', does: 'Reads everything, also the audit; changes nothing.' },
  viewer: { name: 'Viewer', does: 'Reads the store, its programs, seats and insights; changes nothing.' },
};

const permissionWords: Record<StorePermission, string> = {
  'store.view': 'Read the store',
  'store.edit': 'Change name, time zone, currency, language and host names',
  'store.suspend': 'Suspend and resume the store',
  'store.remove': 'Remove the store',
  'store.export': 'Export everything the store has',
  'store.settings.view': 'Read settings',
  'store.settings.edit': 'Change settings',
  'store.people.view': 'Read the list of people',
  'store.people.edit': 'Invite people and change roles',
  'store.keys.view': 'Read the list of API keys',
  'store.keys.edit': 'Make and revoke API keys',
  'store.webhooks.view': 'Read webhooks and their deliveries',
  'store.webhooks.edit': 'Change webhooks, test and replay them',
  'store.vendors.view': 'Read how the ticketing vendor answers',
  'store.vendors.edit': 'Connect the store to its ticketing vendor',
  'store.audit.view': 'Read the audit',
  'store.catalogue.view': 'Read venues, events and suites',
  'store.catalogue.edit': 'Change venues, events and suites',
  'store.catalogue.publish': 'Publish and archive events',
  'store.inventory.view': 'Read the copy of the vendor’s seats and prices',
  'store.inventory.sync': 'Read the vendor’s seats and prices now',
  'store.programs.view': 'Read programs',
  'store.programs.edit': 'Change programs',
  'store.programs.publish': 'Publish and archive programs',
  'store.programs.switch': 'Switch the active program',
  'store.programs.override': 'Switch to a program that has errors',
  'store.insights.view': 'Read sales figures and interest in games',
  'store.orders.view': 'Read orders and purchases',
  'store.orders.edit': 'Settle purchases that are stuck',
};

export function permissionInWords(permission: StorePermission): string {
  return permissionWords[permission];
}

export const methodWords = {
  password: 'by password',
  link: 'by a mailed link',
  oidc: 'with the organisation',
  invitation: 'by an invitation',
} as const;
