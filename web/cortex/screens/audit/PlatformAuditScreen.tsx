import { useSearch } from '@tanstack/react-router';
import { addressOf, call } from '../../../api/client.ts';
import { PageHeader } from '../../../ui/PageHeader.tsx';
import { platformHolder, useMe } from '../../session.ts';
import { Guard } from '../../shell/pages.tsx';
import { browserZone } from '../../zone.ts';
import { type AuditSource, AuditView } from './AuditView.tsx';

/** What was done on the deployment: clients, products, operators, sign-ins. */
export function PlatformAuditScreen() {
  const search = useSearch({ from: '/app/platform/audit' });
  return (
    <Guard permission="platform.audit.view" here={platformHolder(useMe())} title="Platform audit">
      <PageHeader
        title="Platform audit"
        description={`What was done on the deployment itself. Times are in ${browserZone}.`}
      />
      <AuditView source={platformAudit} zone={browserZone} search={search} />
    </Guard>
  );
}

const platformAudit: AuditSource = {
  name: 'platform',
  areas: [
    'clients.',
    'products.',
    'stores.',
    'people.',
    'invitations.',
    'oidc.',
    'staff.',
    'sign_in.',
    'links.',
    'sessions.',
    'passwords.',
    'audit.',
  ],
  read: (query) => call('GET /api/platform/audit', { query }),
  csv: (query) => addressOf('GET /api/platform/audit.csv', { query }),
  ndjson: (query) => addressOf('GET /api/platform/audit.ndjson', { query }),
};
