import { call } from '../../../api/client.ts';
import type { Input, Output } from '../../../api/contract.ts';
import { apiPages, queryKey } from '../../../api/queries.ts';

export type Person = Output<'GET /api/stores/{storeKey}/people'>['items'][number];
export type Invitation = Output<'GET /api/stores/{storeKey}/invitations'>['items'][number];
export type TenantRole = Input<'POST /api/stores/{storeKey}/invitations'>['body']['role'];

const limit = 100;

/** The people of a store: one set of acts, the same for a client and for the deployment. */
export function storePeople(storeKey: string) {
  const params = { storeKey };
  return {
    scope: 'store',
    people: apiPages(queryKey('GET /api/stores/{storeKey}/people', { params }), (cursor) =>
      call('GET /api/stores/{storeKey}/people', { params, query: { cursor, limit } }),
    ),
    invitations: apiPages(queryKey('GET /api/stores/{storeKey}/invitations', { params }), (cursor) =>
      call('GET /api/stores/{storeKey}/invitations', { params, query: { cursor, limit } }),
    ),
    invite: (email: string, role: TenantRole) =>
      call('POST /api/stores/{storeKey}/invitations', { params, body: { email, role } }),
    resend: (invitationId: string) =>
      call('POST /api/stores/{storeKey}/invitations/{invitationId}/resend', { params: { ...params, invitationId } }),
    revoke: (invitationId: string) =>
      call('DELETE /api/stores/{storeKey}/invitations/{invitationId}', { params: { ...params, invitationId } }),
    changeRole: (staffId: string, role: TenantRole) =>
      call('PATCH /api/stores/{storeKey}/people/{staffId}', { params: { ...params, staffId }, body: { role } }),
    setActive: null,
    remove: (staffId: string) =>
      call('DELETE /api/stores/{storeKey}/people/{staffId}', { params: { ...params, staffId } }),
  } as const;
}

export function clientPeople(clientKey: string) {
  const params = { clientKey };
  return {
    scope: 'client',
    people: apiPages(queryKey('GET /api/clients/{clientKey}/people', { params }), (cursor) =>
      call('GET /api/clients/{clientKey}/people', { params, query: { cursor, limit } }),
    ),
    invitations: apiPages(queryKey('GET /api/clients/{clientKey}/invitations', { params }), (cursor) =>
      call('GET /api/clients/{clientKey}/invitations', { params, query: { cursor, limit } }),
    ),
    invite: (email: string, role: TenantRole) =>
      call('POST /api/clients/{clientKey}/invitations', { params, body: { email, role } }),
    resend: (invitationId: string) =>
      call('POST /api/clients/{clientKey}/invitations/{invitationId}/resend', { params: { ...params, invitationId } }),
    revoke: (invitationId: string) =>
      call('DELETE /api/clients/{clientKey}/invitations/{invitationId}', { params: { ...params, invitationId } }),
    changeRole: (staffId: string, role: TenantRole) =>
      call('PATCH /api/clients/{clientKey}/people/{staffId}', { params: { ...params, staffId }, body: { role } }),
    setActive: null,
    remove: (staffId: string) =>
      call('DELETE /api/clients/{clientKey}/people/{staffId}', { params: { ...params, staffId } }),
  } as const;
}

/** Operators have one role; it is given or taken, never changed. */
export function operators() {
  return {
    scope: 'platform',
    people: apiPages(queryKey('GET /api/platform/people'), (cursor) =>
      call('GET /api/platform/people', { query: { cursor, limit } }),
    ),
    invitations: apiPages(queryKey('GET /api/platform/invitations'), (cursor) =>
      call('GET /api/platform/invitations', { query: { cursor, limit } }),
    ),
    invite: (email: string) => call('POST /api/platform/invitations', { body: { email } }),
    resend: (invitationId: string) =>
      call('POST /api/platform/invitations/{invitationId}/resend', { params: { invitationId } }),
    revoke: (invitationId: string) =>
      call('DELETE /api/platform/invitations/{invitationId}', { params: { invitationId } }),
    changeRole: null,
    /** Bars the person from signing in anywhere, or lets them in again. */
    setActive: (staffId: string, isActive: boolean) =>
      call(`POST /api/platform/people/{staffId}/${isActive ? 'reactivate' : 'deactivate'}`, { params: { staffId } }),
    remove: (staffId: string) => call('DELETE /api/platform/people/{staffId}', { params: { staffId } }),
  } as const;
}

export type PeopleApi = ReturnType<typeof storePeople> | ReturnType<typeof clientPeople> | ReturnType<typeof operators>;

export function isTenantRole(role: Person['role']): role is TenantRole {
  return role !== 'operator';
}
