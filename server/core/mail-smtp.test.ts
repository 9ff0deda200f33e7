import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { SMTPServer } from 'smtp-server';
import { afterEach, describe, expect, test } from 'vitest';
import { writeMail } from './mail.ts';
import { openSmtpMailer, smtpOptions } from './mail-smtp.ts';

type Received = { from: string; to: string[]; raw: string; user: string | null; isSecure: boolean };
type ServerOptions = ConstructorParameters<typeof SMTPServer>[0];

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

async function openServer(options: ServerOptions = {}) {
  const received: Received[] = [];
  const server = new SMTPServer({
    authOptional: true,
    logger: false,
    onAuth: (auth, _session, done) =>
      done(auth.password === 's3cret/&' ? null : new Error('no'), { user: auth.username }),
    onData: (stream, session, done) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const { mailFrom, rcptTo } = session.envelope;
        received.push({
          from: mailFrom === false ? '' : mailFrom.address,
          to: rcptTo.map(({ address }) => address),
          raw: Buffer.concat(chunks).toString('utf8'),
          user: typeof session.user === 'string' ? session.user : null,
          isSecure: session.secure,
        });
        done();
      });
    },
    ...options,
  });
  server.on('error', () => {});
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  closing.push(() => new Promise((resolve) => server.close(() => resolve())));
  const { port } = server.server.address() as AddressInfo;
  return { received, port };
}

const mailFrom = 'Attend Flex <no-reply@flex.example>';
const mail = writeMail('fan@example.test', {
  subject: 'Grüße, “Maria”',
  paragraphs: ['Hello <Maria> & Co.', 'Bye.'],
  action: { label: 'Sign in', url: 'http://localhost/cortex/sign-in#token=abc' },
});

describe('mail over SMTP', () => {
  test('arrives whole, in both forms, from the configured sender', async () => {
    const { received, port } = await openServer({ disabledCommands: ['STARTTLS'] });
    await openSmtpMailer({ smtpUrl: `smtp://127.0.0.1:${port}`, mailFrom }).send(mail);
    expect(received).toHaveLength(1);
    expect(received[0]).toMatchObject({ from: 'no-reply@flex.example', to: ['fan@example.test'] });
    const raw = received[0]?.raw ?? '';
    expect(raw).toContain('From: Attend Flex <no-reply@flex.example>');
    expect(raw).toContain('Auto-Submitted: auto-generated');
    expect(raw).toContain('multipart/alternative');
    expect(raw).toContain('Hello &lt;Maria&gt; &amp; Co.');
  });

  test('a line break in the subject adds no header and no recipient', async () => {
    const { received, port } = await openServer({ disabledCommands: ['STARTTLS'] });
    const evil = { ...mail, subject: 'Hello\r\nBcc: victim@example.test\r\nX-Evil: yes' };
    await openSmtpMailer({ smtpUrl: `smtp://127.0.0.1:${port}`, mailFrom }).send(evil);
    expect(received[0]?.to).toEqual(['fan@example.test']);
    expect(received[0]?.raw).not.toMatch(/^(Bcc|X-Evil):/im);
  });

  test('the recipient is one address even if it looks like a list', async () => {
    const { received, port } = await openServer({ disabledCommands: ['STARTTLS'] });
    const evil = { ...mail, to: 'fan@example.test, victim@example.test' };
    await openSmtpMailer({ smtpUrl: `smtp://127.0.0.1:${port}`, mailFrom })
      .send(evil)
      .catch(() => {});
    expect(received.flatMap(({ to }) => to)).not.toContain('victim@example.test');
  });

  test('user and password of the URL are used, decoded', async () => {
    const { received, port } = await openServer({
      disabledCommands: ['STARTTLS'],
      authOptional: false,
      allowInsecureAuth: true,
    });
    await openSmtpMailer({ smtpUrl: `smtp://flex%40x:s3cret%2F%26@127.0.0.1:${port}`, mailFrom }).send(mail);
    expect(received[0]?.user).toBe('flex@x');
    const wrong = openSmtpMailer({ smtpUrl: `smtp://flex%40x:wrong@127.0.0.1:${port}`, mailFrom });
    await expect(wrong.send(mail)).rejects.toThrow(/Invalid login/);
    expect(received).toHaveLength(1);
  });

  test('a server that offers TLS with a certificate nobody vouches for gets nothing', async () => {
    const { received, port } = await openServer();
    await expect(openSmtpMailer({ smtpUrl: `smtp://127.0.0.1:${port}`, mailFrom }).send(mail)).rejects.toThrow(
      /certificate/,
    );
    const secure = await openServer({ secure: true });
    const mailer = openSmtpMailer({ smtpUrl: `smtps://127.0.0.1:${secure.port}`, mailFrom });
    await expect(mailer.send(mail)).rejects.toThrow(/certificate/);
    expect([...received, ...secure.received]).toEqual([]);
  });

  test('a refused recipient and a server that is down are errors, so that the job tries again', async () => {
    const { port } = await openServer({
      disabledCommands: ['STARTTLS'],
      onRcptTo: (_address, _session, done) => done(new Error('no such mailbox')),
    });
    await expect(openSmtpMailer({ smtpUrl: `smtp://127.0.0.1:${port}`, mailFrom }).send(mail)).rejects.toThrow(
      'no such mailbox',
    );
    const closed = await closedPort();
    await expect(openSmtpMailer({ smtpUrl: `smtp://127.0.0.1:${closed}`, mailFrom }).send(mail)).rejects.toThrow(
      /ECONNREFUSED/,
    );
  });
});

describe('how the server is reached', () => {
  test('TLS is required everywhere but on loopback', () => {
    expect(smtpOptions('smtp://mail.example.com')).toMatchObject({ port: 587, secure: false, requireTLS: true });
    expect(smtpOptions('smtp://127.0.0.1:25')).toMatchObject({ port: 25, secure: false, requireTLS: false });
    expect(smtpOptions('smtp://[::1]')).toMatchObject({ host: '::1', requireTLS: false });
    expect(smtpOptions('smtps://mail.example.com')).toMatchObject({ port: 465, secure: true });
  });
  test('every step has a time limit', () => {
    expect(smtpOptions('smtp://mail.example.com')).toMatchObject({
      connectionTimeout: expect.any(Number),
      greetingTimeout: expect.any(Number),
      socketTimeout: expect.any(Number),
    });
  });
  test('another protocol is refused', () => {
    expect(() => smtpOptions('https://mail.example.com')).toThrow('smtp://');
  });
});

async function closedPort(): Promise<number> {
  const server: Server = createServer((socket: Socket) => socket.destroy());
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
