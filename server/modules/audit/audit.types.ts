export type Subject = {
  type: string;
  id: string;
  name: string;
  /** The version after the act, of what is edited with `If-Match`: a stale edit is then told what changed. */
  version?: number;
};

/** What one act did, to be kept for good. */
export type AuditRecord = {
  /** Module and verb, such as `stores.suspend`. */
  action: string;
  subject: Subject;
  /** On the platform: the client the act belongs to. */
  clientId?: string;
  /** The fields that changed, as they were; absent when something was made. */
  before?: unknown;
  /** The same fields as they are now; absent when something was removed. */
  after?: unknown;
  /** In the actor's words. */
  reason?: string;
};

export type AuditEntry = {
  id: string;
  at: Date;
  requestId: string;
  actor: { kind: 'anonymous' | 'staff' | 'api_key' | 'system'; id: string | null; name: string };
  action: string;
  subject: { type: string; id: string; name: string; version: number | null };
  clientId: string | null;
  before: unknown;
  after: unknown;
  reason: string | null;
};

/** Which entries are wanted; what is absent does not matter. */
export type AuditSearch = {
  actorId?: string | undefined;
  actorKind?: AuditEntry['actor']['kind'] | undefined;
  action?: string | undefined;
  subjectType?: string | undefined;
  subjectId?: string | undefined;
  clientId?: string | undefined;
  from?: string | undefined;
  until?: string | undefined;
  text?: string | undefined;
};
