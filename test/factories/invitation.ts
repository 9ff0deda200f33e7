import type { TestApp } from '../harness/app.ts';
import type { TestClient } from '../harness/client.ts';
import { minute } from '../harness/clock.ts';
import { runJobs } from '../harness/jobs.ts';

let made = 0;

/** An address nobody else has. */
export function uniqueEmail(): string {
  made += 1;
  return `guest-${made}@invited.test`;
}

/** Invites an address to the store, a minute after whatever was before, so that limits of the route do not matter. */
export function invite(app: TestApp, browser: TestClient, store: { key: string }, email: string, role = 'editor') {
  app.clock.advance(minute);
  return browser.post(`/api/stores/${store.key}/invitations`, { email, role });
}

/** The token of the newest mail to the address, after all jobs that are due. */
export async function mailedToken(app: TestApp, email: string): Promise<string> {
  await runJobs(app);
  const mail = app.mails.findLast(({ to }) => to === email);
  const token = /#token=([\w-]+)/.exec(mail?.text ?? '')?.[1];
  if (token === undefined) throw new Error(`no link was mailed to ${email}`);
  return token;
}

/** Accepts by the token in a fresh browser, a minute later. */
export function accept(app: TestApp, body: object) {
  app.clock.advance(minute);
  return app.client().post('/api/invitations/accept', body);
}

/** What the token is for, asked in a fresh browser a minute later. */
export function preview(app: TestApp, token: string) {
  app.clock.advance(minute);
  return app.client().post('/api/invitations/preview', { token });
}
