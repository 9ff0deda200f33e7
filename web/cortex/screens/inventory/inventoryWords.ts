import type { EventFreshness, SyncResult, SyncRun } from '../../../../shared/contract/inventory.ts';
import type { Tone } from '../../../ui/StatusBadge.tsx';

type Look = { tone: Tone; label: string };

/** "6,447". */
export function numberInWords(count: number): string {
  return count.toLocaleString('en');
}

/** How the copy of an event stands, in one word; the first that holds. */
export function freshnessOf(event: EventFreshness): Look {
  if (event.vendorState === 'cancelled') return { tone: 'danger', label: 'Cancelled there' };
  if (event.vendorState === 'missing') return { tone: 'danger', label: 'Unknown there' };
  if (!event.isCopied) return { tone: 'neutral', label: 'Read no more' };
  if (event.failure !== null) return { tone: 'danger', label: 'Failing' };
  if (event.readAt === null) return { tone: 'neutral', label: 'Never read' };
  if (event.isStale) return { tone: 'warning', label: 'Stale' };
  return { tone: 'positive', label: 'Fresh' };
}

const failureWords: Record<NonNullable<EventFreshness['failure']>['kind'], string> = {
  refused: 'the vendor refused',
  unavailable: 'the vendor did not answer',
  unknown: 'the vendor’s answer was lost',
  setup: 'the connection is not right',
  unreadable: 'the answer could not be read',
};

/** Why an event is not read: "the vendor did not answer, 3 times: …". */
export function failureInWords({ kind, count, detail }: NonNullable<EventFreshness['failure']>): string {
  const times = count === 1 ? '' : `, ${count} times`;
  return `${failureWords[kind]}${times}: ${detail}`;
}

export const runLooks: Record<SyncRun['state'], Look> = {
  running: { tone: 'info', label: 'Running' },
  done: { tone: 'positive', label: 'Done' },
  cancelled: { tone: 'warning', label: 'Cancelled' },
};

export const outcomeLooks: Record<SyncResult['outcome'], Look> = {
  changed: { tone: 'info', label: 'Changed' },
  unchanged: { tone: 'neutral', label: 'Unchanged' },
  failed: { tone: 'danger', label: 'Failed' },
  cancelled: { tone: 'danger', label: 'Cancelled there' },
  missing: { tone: 'danger', label: 'Unknown there' },
};

/** "12 of 41 events read · 10 changed · 1 failed". */
export function progressInWords(run: SyncRun): string {
  const { doneCount, eventCount, changedCount, failedCount } = run;
  return [
    `${doneCount} of ${eventCount} ${eventCount === 1 ? 'event' : 'events'} read`,
    ...(changedCount > 0 ? [`${changedCount} changed`] : []),
    ...(failedCount > 0 ? [`${failedCount} failed`] : []),
  ].join(' · ');
}

type Finding = EventFreshness['findings'][number];

/** What was odd in an answer of the vendor; a code that is newer than this list stands as it is. */
export function findingInWords({ code, params }: Finding): string {
  const list = (value: Finding['params'][string] | undefined) =>
    Array.isArray(value) ? value.join(', ') : String(value);
  switch (code) {
    case 'inventory.sections_unknown':
      return `${list(params.count)} of its sections are not among those of the venue: ${list(params.sections)}`;
    case 'inventory.unmapped':
      return `left out ${list(params.what)}: ${list(params.detail)}`;
    case 'inventory.more_unmapped':
      return `left out ${list(params.count)} more`;
    case 'inventory.counts_differ':
      return 'the vendor’s own counts do not add up; its seats were believed';
    default:
      return code;
  }
}
