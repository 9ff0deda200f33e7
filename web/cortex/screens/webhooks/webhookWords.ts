import type { Tone } from '../../../ui/StatusBadge.tsx';
import type { Delivery, DeliveryDetails, Endpoint, MessageType } from './webhooksApi.ts';

type Look = { tone: Tone; label: string };

/** How an endpoint stands, in a word. */
export function endpointLook({ isOn, offBecause, failingSince }: Endpoint): Look {
  if (!isOn && offBecause === 'gone') return { tone: 'danger', label: 'Off: it answered “gone”' };
  if (!isOn && offBecause === 'failing') return { tone: 'danger', label: 'Off: failing for three days' };
  if (!isOn) return { tone: 'neutral', label: 'Off' };
  if (failingSince !== null) return { tone: 'warning', label: 'Failing' };
  return { tone: 'positive', label: 'On' };
}

export const deliveryLooks: Record<Delivery['state'], Look> = {
  waiting: { tone: 'info', label: 'Waiting' },
  delivered: { tone: 'positive', label: 'Delivered' },
  failed: { tone: 'danger', label: 'Failed' },
};

export const deliveryStateWords = { waiting: 'Waiting', delivered: 'Delivered', failed: 'Failed' } as const;

export const typeWords: Record<MessageType, string> = {
  'order.created': 'Order made',
  'order.refunded': 'Order refunded',
  'program.switched': 'Program switched',
  'program.planned': 'Switch planned',
  'plan.held': 'Plan held back',
  'readiness.lost': 'Readiness lost',
  'readiness.restored': 'Readiness restored',
  'sync.stale': 'Inventory stale',
  'sync.recovered': 'Inventory fresh again',
  'webhook.test': 'Test',
};

type Answered = Pick<Delivery, 'lastStatus' | 'lastFailure'>;

/** What the last attempt came to; null before the first. */
export function lastInWords({ lastStatus, lastFailure }: Answered): string | null {
  if (lastFailure !== null && lastStatus !== null) return `${lastStatus}: ${lastFailure}`;
  if (lastStatus !== null) return `answered ${lastStatus}`;
  return lastFailure;
}

type Attempt = DeliveryDetails['attempts'][number];

/** How an attempt went. */
export function attemptLook({ status, failure, durationMs }: Attempt): Look {
  if (failure !== null) return { tone: 'danger', label: status === null ? 'No answer' : `Answered ${status}` };
  if (status !== null) return { tone: 'positive', label: `Answered ${status}` };
  return durationMs === null ? { tone: 'info', label: 'Under way' } : { tone: 'neutral', label: 'Ended' };
}

/** The message with its indentation; as it is when it is no JSON. */
export function readable(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body), null, 2);
  } catch {
    return body;
  }
}

/** How long the secret before this one signs too. */
export const keepChoices = [
  { value: '24', label: 'A day, so that the receiver can be changed in time' },
  { value: '168', label: 'A week' },
  { value: '1', label: 'An hour' },
  { value: '0', label: 'Not at all: it has leaked' },
] as const;

/** Since when to send failed messages again. */
export const sinceChoices = [
  { value: '1', label: 'The last hour' },
  { value: '24', label: 'The last day' },
  { value: '72', label: 'The last three days' },
  { value: '720', label: 'All that is kept: 30 days' },
] as const;
