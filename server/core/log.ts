import { type Logger, pino } from 'pino';

export type { Logger };

/** Structured logs on stdout. Secrets are removed by name, wherever they are nested two deep. */
export function openLog(level: string): Logger {
  return pino({
    level,
    base: null,
    redact: {
      paths: secretNames.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]),
      censor: '[removed]',
    },
  });
}

const secretNames = ['password', 'token', 'secret', 'apiKey', 'authorization', 'cookie', 'databaseUrl', 'smtpUrl'];
