import type { Event } from '../../../../shared/contract/events.ts';
import { Marks } from '../../../ui/cells.tsx';
import { StatusBadge } from '../../../ui/StatusBadge.tsx';
import { stateWords } from './eventWords.ts';

/** The state of an event, and what the vendor says against it. */
export function EventStateMarks({ event }: { event: Event }) {
  const { tone, label } = stateWords[event.state];
  const { vendor } = event;
  const differs = event.state !== 'archived' && vendor !== null && vendor.differences.length > 0;
  return (
    <Marks>
      <StatusBadge tone={tone} {...(event.state === 'archived' && { icon: 'lock' })}>
        {label}
      </StatusBadge>
      {vendor?.isCancelled === true && <StatusBadge tone="danger">Cancelled at the vendor</StatusBadge>}
      {vendor?.isListed === false && <StatusBadge tone="danger">Unknown to the vendor</StatusBadge>}
      {differs && <StatusBadge tone="warning">Vendor differs</StatusBadge>}
    </Marks>
  );
}
