import type { StorePermission } from '../../shared/contract/permissions.ts';
import type { IconName } from '../ui/icon.paths.ts';

/** The screens of a store: the navigation, the command palette and each screen's own guard read this list. */
export const storeScreens = [
  { to: '/stores/$storeKey', label: 'Home', icon: 'home', permission: 'store.view' },
  { to: '/stores/$storeKey/settings', label: 'Settings', icon: 'settings', permission: 'store.settings.view' },
  { to: '/stores/$storeKey/people', label: 'People', icon: 'people', permission: 'store.people.view' },
  { to: '/stores/$storeKey/keys', label: 'API keys', icon: 'key', permission: 'store.keys.view' },
  { to: '/stores/$storeKey/audit', label: 'Audit', icon: 'history', permission: 'store.audit.view' },
  { to: '/stores/$storeKey/administration', label: 'Administration', icon: 'sliders', permission: 'store.view' },
] as const satisfies readonly { to: string; label: string; icon: IconName; permission: StorePermission }[];
