import type { StorePermission } from '../../shared/contract/permissions.ts';
import type { IconName } from '../ui/icon.paths.ts';

/** The screens of a store: the navigation, the command palette and each screen's own guard read this list. */
export const storeScreens = [
  { to: '/stores/$storeKey', label: 'Home', icon: 'home', permission: 'store.view' },
  { to: '/stores/$storeKey/programs', label: 'Programs', icon: 'layers', permission: 'store.programs.view' },
  { to: '/stores/$storeKey/switchboard', label: 'Switchboard', icon: 'switches', permission: 'store.programs.view' },
  { to: '/stores/$storeKey/events', label: 'Events', icon: 'calendar', permission: 'store.catalogue.view' },
  { to: '/stores/$storeKey/venues', label: 'Venues', icon: 'building', permission: 'store.catalogue.view' },
  { to: '/stores/$storeKey/suites', label: 'Suites', icon: 'grid', permission: 'store.catalogue.view' },
  { to: '/stores/$storeKey/inventory', label: 'Inventory', icon: 'seat', permission: 'store.inventory.view' },
  { to: '/stores/$storeKey/orders', label: 'Orders', icon: 'receipt', permission: 'store.orders.view' },
  { to: '/stores/$storeKey/fans', label: 'Fans', icon: 'user', permission: 'store.orders.view' },
  { to: '/stores/$storeKey/insights', label: 'Insights', icon: 'chart', permission: 'store.insights.view' },
  { to: '/stores/$storeKey/vendor', label: 'Vendor', icon: 'plug', permission: 'store.vendors.view' },
  { to: '/stores/$storeKey/settings', label: 'Settings', icon: 'settings', permission: 'store.settings.view' },
  { to: '/stores/$storeKey/people', label: 'People', icon: 'people', permission: 'store.people.view' },
  { to: '/stores/$storeKey/keys', label: 'API keys', icon: 'key', permission: 'store.keys.view' },
  { to: '/stores/$storeKey/webhooks', label: 'Webhooks', icon: 'send', permission: 'store.webhooks.view' },
  { to: '/stores/$storeKey/audit', label: 'Audit', icon: 'history', permission: 'store.audit.view' },
  { to: '/stores/$storeKey/administration', label: 'Administration', icon: 'sliders', permission: 'store.view' },
] as const satisfies readonly { to: string; label: string; icon: IconName; permission: StorePermission }[];
