import type { MessageType } from '../../../shared/contract/webhooks.messages.ts';

export const offReasons = ['staff', 'gone', 'failing'] as const;
export type OffReason = (typeof offReasons)[number];

/** Where messages go, without its secret. */
export type Endpoint = {
  id: string;
  url: string;
  description: string;
  messageTypes: MessageType[];
  isOn: boolean;
  offBecause: OffReason | null;
  offAt: Date | null;
  failingSince: Date | null;
  /** Until when the secret before this one signs too. */
  oldSecretUntil: Date | null;
  createdAt: Date;
  createdBy: string;
  version: number;
};
export type NewEndpoint = { url: string; description: string; messageTypes: readonly MessageType[] };
export type EndpointEdit = {
  url?: string | undefined;
  description?: string | undefined;
  messageTypes?: readonly MessageType[] | undefined;
  isOn?: boolean | undefined;
};

export type DeliveryState = 'waiting' | 'delivered' | 'failed';
export type Delivery = {
  id: string;
  messageId: string;
  endpointId: string;
  type: MessageType;
  createdAt: Date;
  state: DeliveryState;
  attemptCount: number;
  dueAt: Date | null;
  lastAttemptAt: Date | null;
  lastStatus: number | null;
  lastFailure: string | null;
  deliveredAt: Date | null;
};
export type DeliverySearch = {
  endpointId?: string | undefined;
  type?: MessageType | undefined;
  state?: DeliveryState | undefined;
  from?: Date | undefined;
  until?: Date | undefined;
};
export type Attempt = {
  number: number;
  startedAt: Date;
  durationMs: number | null;
  status: number | null;
  failure: string | null;
  answer: string | null;
};
