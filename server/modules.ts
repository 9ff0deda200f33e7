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
  { name: 'fans', owns: ['store.fans', 'store.fan_groups'] },
  { name: 'venues', owns: ['store.venues', 'store.venue_sections', 'store.venue_maps'] },
  {
    name: 'events',
    owns: ['store.events', 'store.categories', 'store.category_list', 'store.event_categories'],
  },
  { name: 'suites', owns: ['store.suite_types', 'store.suites', 'store.suite_seats'] },
  { name: 'inventory', owns: ['store.event_inventory', 'store.vendor_prices', 'store.seat_runs'] },
  { name: 'programs', owns: ['store.programs', 'store.program_stages'] },
  { name: 'pricing', owns: ['store.pricing_stages', 'store.pricing_rules'] },
  { name: 'checks', owns: ['store.check_runs'] },
  {
    name: 'lifecycle',
    owns: ['store.lifecycle_state', 'store.releases', 'store.switch_acts', 'store.activations'],
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
