import type { Store } from '../../../../shared/contract/stores.ts';
import { StatusBadge } from '../../../ui/StatusBadge.tsx';
import { stateLooks } from './storeWords.ts';

export function StateBadge({ state }: { state: Store['state'] }) {
  const { tone, icon, label } = stateLooks[state];
  return (
    <StatusBadge tone={tone} icon={icon}>
      {label}
    </StatusBadge>
  );
}
