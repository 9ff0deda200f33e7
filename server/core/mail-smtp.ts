import { createTransport } from 'nodemailer';
import { isLoopback } from './config.ts';
import type { Mailer } from './mail.ts';

/**
 * Mail through an SMTP server, `smtp://` with STARTTLS or `smtps://`. Plain text is accepted from a server on loopback
 * only: elsewhere a server without TLS, or with a certificate that is not good, is refused and the mail waits.
 */
export function openSmtpMailer({ smtpUrl, mailFrom }: { smtpUrl: string; mailFrom: string }): Mailer {
  const transport = createTransport(smtpOptions(smtpUrl));
  return {
    async send(mail) {
      const sent = await transport.sendMail({
        from: mail.senderName === undefined ? mailFrom : { name: mail.senderName, address: addressOf(mailFrom) },
        ...(mail.replyTo !== undefined && { replyTo: { name: '', address: mail.replyTo } }),
        to: { name: '', address: mail.to },
        subject: mail.subject,
        text: mail.text,
        html: mail.html,
        headers: { 'auto-submitted': 'auto-generated' },
        disableFileAccess: true,
        disableUrlAccess: true,
      });
      if (sent.rejected.length > 0) throw new Error(`the mail server refused the recipient: ${sent.response}`);
    },
  };
}

/** `Name <address>` or a bare address. */
function addressOf(sender: string): string {
  return /<([^<>]+)>\s*$/.exec(sender)?.[1] ?? sender.trim();
}

/** Exported for its test. Times are milliseconds. */
export function smtpOptions(smtpUrl: string) {
  const url = new URL(smtpUrl);
  if (url.protocol !== 'smtp:' && url.protocol !== 'smtps:')
    throw new Error('SMTP_URL must start with smtp:// or smtps://');
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const secure = url.protocol === 'smtps:';
  return {
    host,
    port: url.port === '' ? (secure ? 465 : 587) : Number(url.port),
    secure,
    requireTLS: !secure && !isLoopback(host),
    tls: { minVersion: 'TLSv1.2' as const },
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: 30_000,
    ...(url.username !== '' && {
      auth: { user: decodeURIComponent(url.username), pass: decodeURIComponent(url.password) },
    }),
  };
}
