import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeClient } from '../../../test/factories/client.ts';
import { accept, invite, mailedToken, preview, uniqueEmail } from '../../../test/factories/invitation.ts';
import { asOperator, makeStaff, onClient, onStore, signIn } from '../../../test/factories/staff.ts';
import { makeStore } from '../../../test/factories/store.ts';
import { openTestApp, type TestApp } from '../../../test/harness/app.ts';
import { listStoreEntries } from '../../../test/harness/audit.ts';
import type { TestClient } from '../../../test/harness/client.ts';
import { day } from '../../../test/harness/clock.ts';
import { runJobs } from '../../../test/harness/jobs.ts';
import type { StoreFacts } from '../../core/ctx.ts';
import type { Client } from '../stores/stores.types.ts';
import { mailInvitation } from './identity.invitation-mails.service.ts';
import type { Staff } from './identity.types.ts';

let app: TestApp;
let client: Client;
let store: StoreFacts;
let owner: Staff;
let browser: TestClient;
beforeAll(async () => {
  app = await openTestApp();
  client = await makeClient(app, { name: 'Golden Bears' });
  store = await makeStore(app, { clientKey: client.key, name: 'Bears Flex' });
  owner = await makeStaff(app, { name: 'Olive Owner', grants: [onClient(client, 'owner')] });
  browser = await signIn(app, owner);
});
afterAll(() => app.close());

const toStore = (suffix = '') => `/api/stores/${store.key}/invitations${suffix}`;

describe('inviting', () => {
  test('mails a link whose token is stored nowhere, in words that say who invites to what', async () => {
    const email = uniqueEmail();
    const { status, body } = await invite(app, browser, store, email);
    expect(status).toBe(201);
    expect(body).toMatchObject({ email, role: 'editor', invitedBy: 'Olive Owner', state: 'open', sentAt: null });
    expect(Date.parse(body.expiresAt) - app.clock.now().getTime()).toBe(7 * day);
    const token = await mailedToken(app, email);
    const mail = app.mails.at(-1);
    expect(mail?.subject).toBe('Your invitation to Bears Flex');
    expect(mail?.text).toContain('Olive Owner invites you to Bears Flex in Cortex, with the role editor.');
    expect(mail?.text).toContain(`http://localhost/cortex/invitation#token=${token}`);
    const stored = await app.ctx.database.pool.query('select invitations::text as row from platform.invitations');
    const queued = await app.ctx.database.pool.query('select payload from graphile_worker._private_jobs');
    expect(JSON.stringify([stored.rows, queued.rows])).not.toContain(token);
    expect((await listed(email)).sentAt).toBe(app.clock.now().toISOString());
    expect(await listStoreEntries(app, store, body.id)).toMatchObject([
      { action: 'invitations.invite', subjectName: email, actorName: 'Olive Owner', after: { role: 'editor' } },
    ]);
  });

  test('writes names as text: neither markup nor a further line of the header', async () => {
    const evil = await makeStore(app, { clientKey: client.key, name: '<b>Free</b>\r\nBcc: all@x.test' });
    const email = uniqueEmail();
    await browser.post(`/api/stores/${evil.key}/invitations`, { email, role: 'viewer' });
    await mailedToken(app, email);
    const mail = app.mails.at(-1);
    expect(mail?.subject).toBe('Your invitation to <b>Free</b> Bcc: all@x.test');
    expect(mail?.html).toContain('&lt;b&gt;Free&lt;/b&gt; Bcc: all@x.test');
    expect(mail?.html).not.toContain('<b>');
  });

  test('again gives the one invitation another role and ends the earlier link', async () => {
    const email = uniqueEmail();
    const first = await invite(app, browser, store, email, 'viewer');
    const token = await mailedToken(app, email);
    const second = await invite(app, browser, store, email, 'admin');
    expect(second).toMatchObject({ status: 201, body: { id: first.body.id, role: 'admin', sentAt: null } });
    expect((await preview(app, token)).body.code).toBe('auth.link_invalid');
    const newToken = await mailedToken(app, email);
    expect((await preview(app, newToken)).body).toMatchObject({ role: 'admin' });
    expect((await browser.get(`${toStore()}?limit=200`)).body.items.filter(isOf(email))).toHaveLength(1);
    expect(await listStoreEntries(app, store, first.body.id)).toMatchObject([
      { before: null, after: { role: 'viewer' } },
      { before: { role: 'viewer' }, after: { role: 'admin' } },
    ]);
  });

  test('twice before the mail leaves sends one mail', async () => {
    const email = uniqueEmail();
    await invite(app, browser, store, email, 'viewer');
    await invite(app, browser, store, email, 'editor');
    await runJobs(app);
    expect(app.mails.filter((mail) => mail.to === email)).toHaveLength(1);
  });

  test('somebody who has a role there is refused; a role on the client does not count as one on the store', async () => {
    const member = await makeStaff(app, { grants: [onStore(store, 'viewer')] });
    const answer = await invite(app, browser, store, member.email);
    expect(answer).toMatchObject({
      status: 409,
      body: { code: 'invitation.already_member', params: { email: member.email } },
    });
    const above = await makeStaff(app, { grants: [onClient(client, 'viewer')] });
    expect((await invite(app, browser, store, above.email)).status).toBe(201);
  });

  test('oneself is refused', async () => {
    const operator = await makeStaff(app, { grants: [asOperator] });
    const path = `/api/clients/${client.key}/invitations`;
    const answer = await (await signIn(app, operator)).post(path, { email: operator.email, role: 'owner' });
    expect(answer.body.code).toBe('person.own_role');
  });

  test('to more than one may do is refused, and so is touching such an invitation', async () => {
    const admin = await signIn(app, await makeStaff(app, { grants: [onStore(store, 'admin')] }));
    expect((await admin.post(toStore(), { email: uniqueEmail(), role: 'owner' })).body.code).toBe('role.above_own');
    const email = uniqueEmail();
    const { id } = (await invite(app, browser, store, email, 'owner')).body;
    expect((await admin.post(toStore(), { email, role: 'viewer' })).body.code).toBe('role.above_own');
    expect((await admin.post(toStore(`/${id}/resend`))).body.code).toBe('role.above_own');
    expect((await admin.delete(toStore(`/${id}`))).body.code).toBe('role.above_own');
    const list = (await admin.get(`${toStore()}?limit=200`)).body;
    expect(list.grantable).toEqual(['admin', 'editor', 'publisher', 'support', 'viewer']);
    expect(list.items.find(isOf(email))).toMatchObject({ role: 'owner', mayEdit: false });
  });

  test.each([
    [{ email: 'no address', role: 'viewer' }, '/body/email'],
    [{ email: 'a@b.test\r\nBcc: c@d.test', role: 'viewer' }, '/body/email'],
    [{ email: 'a@b.test', role: 'operator' }, '/body/role'],
    [{ email: 'a@b.test', role: 'viewer', isActive: true }, '/body/isActive'],
  ])('with %o is refused as a wrong field', async (body, at) => {
    const answer = await browser.post(toStore(), body);
    expect(answer).toMatchObject({ status: 400, body: { code: 'request.invalid', errors: [{ at }] } });
  });

  test('addresses are one whatever their case', async () => {
    const email = uniqueEmail();
    const first = await invite(app, browser, store, email.toUpperCase());
    expect(first.body.email).toBe(email);
    expect((await invite(app, browser, store, email)).body.id).toBe(first.body.id);
  });

  test('mail that fails is tried again with a new link, and the list says that it has not left', async () => {
    const email = uniqueEmail();
    const { id } = (await invite(app, browser, store, email)).body;
    const mail = { send: () => Promise.reject(new Error('no post today')) };
    const failing = mailInvitation({ ...app.ctx, ports: { ...app.ctx.ports, mail } }, { invitationId: id });
    await expect(failing).rejects.toThrow('no post today');
    expect((await listed(email)).sentAt).toBeNull();
    const token = await mailedToken(app, email);
    expect((await preview(app, token)).status).toBe(200);
  });
});

describe('an open invitation', () => {
  test('that expired is listed as such and lives again when it is resent', async () => {
    const email = uniqueEmail();
    const { id } = (await invite(app, browser, store, email)).body;
    const token = await mailedToken(app, email);
    app.clock.advance(8 * day);
    browser = await signIn(app, owner);
    expect((await listed(email)).state).toBe('expired');
    const { body } = await browser.post(toStore(`/${id}/resend`));
    expect(body).toMatchObject({ id, state: 'open', sentAt: null });
    expect((await preview(app, token)).body.code).toBe('auth.link_invalid');
    expect((await preview(app, await mailedToken(app, email))).status).toBe(200);
  });

  test('ends its earlier link as soon as it is resent, before the new mail has left', async () => {
    const email = uniqueEmail();
    const { id } = (await invite(app, browser, store, email)).body;
    const token = await mailedToken(app, email);
    await browser.post(toStore(`/${id}/resend`));
    expect((await preview(app, token)).body.code).toBe('auth.link_invalid');
  });

  test('that is revoked is gone with its link, and no mail leaves for it', async () => {
    const email = uniqueEmail();
    const { id } = (await invite(app, browser, store, email)).body;
    const token = await mailedToken(app, email);
    await browser.post(toStore(`/${id}/resend`));
    expect((await browser.delete(toStore(`/${id}`))).status).toBe(204);
    const sent = app.mails.length;
    await runJobs(app);
    expect(app.mails).toHaveLength(sent);
    expect((await accept(app, { token, name: 'Eve' })).body.code).toBe('auth.link_invalid');
    expect((await browser.delete(toStore(`/${id}`))).body.code).toBe('invitation.not_found');
    expect((await browser.post(toStore(`/${id}/resend`))).body.code).toBe('invitation.not_found');
    expect(await listStoreEntries(app, store, id)).toMatchObject([
      { action: 'invitations.invite' },
      { action: 'invitations.resend' },
      { action: 'invitations.revoke', before: { role: 'editor' }, after: null },
    ]);
  });

  test('that was accepted is no longer open: neither listed, nor resent, nor revoked', async () => {
    const email = uniqueEmail();
    const { id } = (await invite(app, browser, store, email)).body;
    await accept(app, { token: await mailedToken(app, email), name: 'Ann' });
    expect((await browser.post(toStore(`/${id}/resend`))).body.code).toBe('invitation.not_found');
    expect((await browser.delete(toStore(`/${id}`))).body.code).toBe('invitation.not_found');
    expect((await browser.get(`${toStore()}?limit=200`)).body.items.filter(isOf(email))).toEqual([]);
  });

  test('is listed page by page', async () => {
    const here = await makeStore(app, { clientKey: client.key });
    const path = `/api/stores/${here.key}/invitations`;
    for (const email of ['c@l.test', 'a@l.test', 'b@l.test']) await browser.post(path, { email, role: 'viewer' });
    const first = (await browser.get(`${path}?limit=2`)).body;
    const second = (await browser.get(`${path}?limit=2&cursor=${first.next}`)).body;
    const emails = [...first.items, ...second.items].map((one: { email: string }) => one.email);
    expect([emails, second.next]).toEqual([['a@l.test', 'b@l.test', 'c@l.test'], null]);
  });
});

describe('the walls', () => {
  test("another client's owner reaches no invitation, through no path", async () => {
    const elsewhere = await makeStore(app);
    const grants = [onClient({ id: elsewhere.clientId }, 'owner')];
    const stranger = await signIn(app, await makeStaff(app, { grants }));
    const email = uniqueEmail();
    const { id } = (await invite(app, browser, store, email)).body;
    for (const path of [toStore(), `/api/clients/${client.key}/invitations`]) {
      expect((await stranger.get(path)).status).toBe(404);
      expect((await stranger.post(path, { email: uniqueEmail(), role: 'viewer' })).status).toBe(404);
      expect((await stranger.post(`${path}/${id}/resend`)).status).toBe(404);
      expect((await stranger.delete(`${path}/${id}`)).status).toBe(404);
    }
    for (const own of [`stores/${elsewhere.key}`, `clients/${elsewhere.clientKey}`]) {
      const path = `/api/${own}/invitations/${id}`;
      expect((await stranger.post(`${path}/resend`)).body.code).toBe('invitation.not_found');
      expect((await stranger.delete(path)).body.code).toBe('invitation.not_found');
    }
    expect((await preview(app, await mailedToken(app, email))).status).toBe(200);
  });

  test('an invitation to a store is not found among those of its client', async () => {
    const { id } = (await invite(app, browser, store, uniqueEmail())).body;
    const path = `/api/clients/${client.key}/invitations`;
    expect((await browser.delete(`${path}/${id}`)).body.code).toBe('invitation.not_found');
    expect((await browser.get(`${path}?limit=200`)).body.items.map((one: { id: string }) => one.id)).not.toContain(id);
  });

  test.each(['editor', 'publisher', 'support', 'viewer'] as const)(
    '%s neither sees nor makes invitations',
    async (role) => {
      const low = await signIn(app, await makeStaff(app, { grants: [onStore(store, role), onClient(client, role)] }));
      const { id } = (await invite(app, browser, store, uniqueEmail())).body;
      const refused = { status: 403, body: { code: 'permission.denied' } };
      for (const path of [toStore(), `/api/clients/${client.key}/invitations`]) {
        expect(await low.get(path)).toMatchObject(refused);
        expect(await low.post(path, { email: uniqueEmail(), role: 'viewer' })).toMatchObject(refused);
        expect(await low.post(`${path}/${id}/resend`)).toMatchObject(refused);
        expect(await low.delete(`${path}/${id}`)).toMatchObject(refused);
      }
      expect(await low.get('/api/platform/invitations')).toMatchObject(refused);
    },
  );
});

async function listed(email: string) {
  return (await browser.get(`${toStore()}?limit=200`)).body.items.find(isOf(email));
}

function isOf(email: string) {
  return (one: { email: string }) => one.email === email;
}
