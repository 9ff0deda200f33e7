import { rolePermissions } from '../../../shared/contract/permissions.ts';
import { asSystem, type StoreCtx } from '../../core/ctx.ts';
import { enqueueForStore } from '../../core/jobs.ts';
import { writeMail } from '../../core/mail.ts';
import { listPeople, storePlace } from '../identity/identity.roles.service.ts';
import * as endpoints from './webhooks.endpoints.repository.ts';
import { nameOf } from './webhooks.lookup.service.ts';
import { mailOffJob } from './webhooks.news.service.ts';

/** A mail to everybody who may edit webhooks here; a job each, so that one address that fails delays no other. */
export async function tellOff(ctx: StoreCtx, { endpointId }: { endpointId: string }): Promise<void> {
  const inside = asSystem(ctx, 'webhooks');
  const emails = new Set<string>();
  let cursor: string | undefined;
  do {
    const { items, next } = await listPeople(inside, storePlace(inside), { limit: 200, cursor });
    const editors = items.filter(({ role, isActive }) => isActive && mayEdit(role));
    for (const { email } of editors) emails.add(email);
    cursor = next ?? undefined;
  } while (cursor !== undefined);
  for (const email of emails) {
    const key = `webhooks.mail_off:${endpointId}:${email}`;
    await enqueueForStore(ctx, mailOffJob, { endpointId, email }, { key });
  }
}

/** Nothing when it was switched on or removed meanwhile. */
export async function mailOff(
  ctx: StoreCtx,
  { endpointId, email }: { endpointId: string; email: string },
): Promise<void> {
  const endpoint = await endpoints.find(ctx.store.db, endpointId);
  if (endpoint === null || endpoint.isOn) return;
  const name = oneLine(nameOf(endpoint));
  const store = oneLine(ctx.store.name);
  const why =
    endpoint.offBecause === 'gone'
      ? 'it answered 410 Gone, which asks us to stop'
      : 'every message of the last three days has failed';
  const url = `${ctx.config.publicUrl}/cortex/stores/${ctx.store.key}/webhooks`;
  const mail = writeMail(email, {
    subject: `A webhook of ${store} was switched off`,
    paragraphs: [
      `The webhook “${name}” of ${store} (${endpoint.url}) was switched off, because ${why}.`,
      'What happens meanwhile is kept for 30 days. Switch it on again and replay what failed.',
    ],
    action: { label: 'See the webhook', url },
  });
  await ctx.ports.mail.send(mail);
}

function mayEdit(role: keyof typeof rolePermissions): boolean {
  return rolePermissions[role].includes('store.webhooks.edit');
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
