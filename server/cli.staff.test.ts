import { afterAll, beforeAll, expect, test } from 'vitest';
import { mailedToken } from '../test/factories/invitation.ts';
import { openTestApp, type TestApp } from '../test/harness/app.ts';
import { readCall, runCall } from './cli.run.ts';
import { staffCommands } from './cli.staff.ts';
import { asSystem } from './core/ctx.ts';

let app: TestApp;
beforeAll(async () => {
  app = await openTestApp();
});
afterAll(() => app.close());

async function staff(...argv: string[]) {
  const said = { out: '', err: '' };
  const output = {
    out: (text: string) => {
      said.out += text;
    },
    err: (text: string) => {
      said.err += text;
    },
  };
  const call = readCall(argv, output, { name: 'staff', commands: staffCommands });
  if ('exitCode' in call) return { ...said, code: call.exitCode };
  const code = await runCall(asSystem(app.ctx, 'cli:test'), call, output, { write: async (path) => path });
  return { ...said, code };
}

test('a new deployment gets its first operator from the command line', async () => {
  expect((await staff('operators')).out).toBe('None.\n');
  const invited = await staff('invite-operator', 'First@Operator.test');
  expect(invited).toEqual({
    code: 0,
    err: '',
    out: 'Invited first@operator.test. The e-mail leaves as soon as the server runs; its link works until 2026-10-08.\n',
  });
  const token = await mailedToken(app, 'first@operator.test');
  const browser = app.client();
  await browser.post('/api/invitations/accept', { token, name: 'First Operator' });
  expect((await browser.post('/api/clients', { key: 'first-client', name: 'First' })).status).toBe(201);
  expect((await staff('operators')).out).toBe(
    'name: First Operator\nemail: first@operator.test\nisActive: true\nlastSeenAt: 2026-10-01T12:00:00.000Z\n',
  );
});

test('who operates it already is not invited again', async () => {
  const { code, err } = await staff('invite-operator', 'first@operator.test');
  expect([code, err]).toEqual([1, expect.stringContaining('(invitation.already_member)')]);
});

test.each([
  [[], 'Usage: npm run staff -- <command>'],
  [['create'], 'There is no command "create".'],
  [['invite-operator'], 'EMAIL is missing.'],
  [['invite-operator', 'nobody'], 'EMAIL: Invalid email address'],
])('a wrong call %j says what is wrong and how it is called', async (argv, message) => {
  const { code, out, err } = await staff(...argv);
  expect(code).toBe(2);
  expect(out + err).toContain(message);
  expect(out + err).toContain('npm run staff --');
});
