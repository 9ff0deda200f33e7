/**
 * The list: every module, the tables it owns and alone writes, and the module whose tables its readers may also read.
 * A module imports only `*.service.ts` and `*.types.ts` of modules above it. News that must travel upward goes as a job
 * written in the same transaction. `scripts/check-structure` keeps all of this.
 */
export type Module = {
  name: string;
  /** `platform.<table>` or `store.<table>`. */
  owns: readonly string[];
  /** Modules whose tables a `*.reader.ts` of this module may join, read only. */
  reads?: readonly string[];
};

export const modules: readonly Module[] = [
  { name: 'audit', owns: ['platform.audit_entries', 'store.audit_entries'] },
  {
    name: 'stores',
    owns: [
      'platform.clients',
      'platform.products',
      'platform.stores',
      'platform.store_hosts',
      'platform.removed_stores',
      'store.settings',
      'store.settings_history',
    ],
  },
  {
    name: 'identity',
    owns: [
      'platform.staff',
      'platform.staff_roles',
      'platform.sessions',
      'platform.sign_in_links',
      'platform.sign_in_failures',
      'platform.invitations',
      'platform.oidc_connections',
      'platform.oidc_logins',
      'platform.oidc_identities',
      'platform.api_keys',
    ],
    reads: ['stores'],
  },
  {
    name: 'vendors',
    owns: [
      'platform.vendor_accounts',
      'platform.vendor_connections',
      'platform.vendor_usage',
      'platform.vendor_line',
      'store.vendor_calls',
    ],
    reads: ['stores'],
  },
  { name: 'fans', owns: ['store.fans', 'store.fan_groups', 'store.fan_codes', 'store.fan_sessions'] },
  { name: 'venues', owns: ['store.venues', 'store.venue_sections', 'store.venue_maps'] },
  {
    name: 'events',
    owns: [
      'store.events',
      'store.categories',
      'store.category_list',
      'store.event_categories',
      'store.event_imports',
      'store.vendor_venues',
    ],
  },
  { name: 'suites', owns: ['store.suite_types', 'store.suites', 'store.suite_seats'] },
  {
    name: 'inventory',
    owns: [
      'platform.inventory_rounds',
      'store.event_inventory',
      'store.event_sections',
      'store.vendor_prices',
      'store.sync_runs',
      'store.sync_results',
      'store.inventory_state',
    ],
  },
  { name: 'programs', owns: ['store.programs', 'store.program_stages', 'store.program_presence'] },
  { name: 'pricing', owns: ['store.pricing_stages', 'store.pricing_rules'] },
  { name: 'checks', owns: ['store.check_runs'] },
  {
    name: 'lifecycle',
    owns: ['store.lifecycle_state', 'store.releases', 'store.switch_acts', 'store.activations'],
  },
  { name: 'catalog', owns: [], reads: ['venues', 'events', 'suites', 'inventory', 'lifecycle'] },
  { name: 'carts', owns: ['store.carts', 'store.cart_events', 'store.cart_seats', 'store.hold_addresses'] },
  { name: 'checkout', owns: ['store.purchases', 'store.orders', 'store.order_seats'] },
  {
    name: 'webhooks',
    owns: [
      'store.webhook_endpoints',
      'store.webhook_messages',
      'store.webhook_deliveries',
      'store.webhook_attempts',
      'store.webhook_watch',
    ],
  },
  {
    name: 'insights',
    owns: ['store.insight_days', 'store.insight_figures', 'store.insight_views', 'store.insight_trails'],
    reads: ['events', 'programs', 'lifecycle', 'carts', 'checkout'],
  },
];

/** Tables that belong to `server/core`, not to a module. */
export const coreTables: readonly string[] = [
  'platform.changes',
  'platform.platform_migrations',
  'platform.store_migrations',
  'platform.workers',
  'store.outbox',
];
