import type { Config } from './config.ts';
import type { Logger } from './log.ts';
import type { Mail, Mailer } from './mail.ts';
import { openSmtpMailer } from './mail-smtp.ts';

/** Messages kept; the oldest goes first. */
const keptAtMost = 100;

/** Mail as the configuration says: by SMTP, or kept for the outbox page of the demo. */
export function openMailer(config: Config, log: Logger): Mailer {
  const { smtpUrl, mailFrom } = config;
  return smtpUrl === null ? openOutbox(config, log) : openSmtpMailer({ smtpUrl, mailFrom });
}

/** Keeps mail in this process and says where to read it; never what it says, because it holds links that sign in. */
function openOutbox({ publicUrl }: Config, log: Logger): Mailer {
  const mails: Mail[] = [];
  return {
    async send(mail) {
      mails.unshift(mail);
      mails.splice(keptAtMost);
      log.info(`mail for ${mail.to}: see ${publicUrl}/demo/outbox`);
    },
    kept: () => mails,
  };
}
