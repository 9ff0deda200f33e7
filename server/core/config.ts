import { z } from 'zod';

const flag = (fallback: boolean) =>
  z
    .enum(['on', 'off'])
    .default(fallback ? 'on' : 'off')
    .transform((value) => value === 'on');

const Environment = z.object({
  /** demo: conveniences on loopback only. production: real deployment. test: the harness. */
  FLEX_MODE: z.enum(['demo', 'production', 'test']).default('demo'),
  /** Which parts this process runs. */
  FLEX_ROLE: z.enum(['all', 'http', 'worker']).default('all'),
  /** The database to use in place of the embedded one: PostgreSQL 15 or newer. */
  DATABASE_URL: z.url().optional(),
  /** Where the embedded database and demo files live. */
  FLEX_DATA_DIR: z.string().min(1).default('.data'),
  HOST: z.string().min(1).default('127.0.0.1'),
  PORT: z.coerce.number().int().min(0).max(65_535).default(4100),
  SANDBOX_PORT: z.coerce.number().int().min(0).max(65_535).default(4101),
  /** The address people use, for links in mail and for the origin check. */
  PUBLIC_URL: z.url().optional(),
  /** 32 bytes in base64: encrypts what must be readable again, such as a vendor's or OpenID client's secret. */
  FLEX_SECRET_KEY: z
    .string()
    .refine((value) => Buffer.from(value, 'base64').length === 32, 'must be 32 bytes in base64')
    .optional(),
  /** Number of proxies in front whose X-Forwarded-For is believed. */
  TRUSTED_PROXIES: z.coerce.number().int().min(0).max(5).default(0),
  DATABASE_CONNECTIONS: z.coerce.number().int().min(2).max(200).default(10),
  PG_STATEMENT_NAMES: flag(true),
  /** Jobs one process runs at the same time. */
  JOB_CONCURRENCY: z.coerce.number().int().min(1).max(50).default(4),
  /** `smtp://user:password@host:port`; without it mail goes to the outbox page (demo) or is refused at start (production). */
  SMTP_URL: z.url().optional(),
  MAIL_FROM: z.string().default('Attend Flex <no-reply@localhost>'),
  /** Bearer token for /metrics from another machine; without it only loopback may read it. */
  METRICS_TOKEN: z.string().min(16).optional(),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).default('info'),
});

export type Config = {
  mode: 'demo' | 'production' | 'test';
  role: 'all' | 'http' | 'worker';
  databaseUrl: string | null;
  dataDir: string;
  host: string;
  port: number;
  sandboxPort: number;
  publicUrl: string;
  secretKey: Buffer | null;
  trustedProxies: number;
  databaseConnections: number;
  namedStatements: boolean;
  jobConcurrency: number;
  smtpUrl: string | null;
  mailFrom: string;
  metricsToken: string | null;
  logLevel: 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'silent';
};

/** Reads and checks the environment; throws with every fault named, never with a value. */
export function readConfig(environment: Record<string, string | undefined> = process.env): Config {
  const parsed = Environment.safeParse(environment);
  if (!parsed.success) {
    const faults = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
    throw new Error(`The environment is not valid:\n  ${faults.join('\n  ')}`);
  }
  const env = parsed.data;
  const config: Config = {
    mode: env.FLEX_MODE,
    role: env.FLEX_ROLE,
    databaseUrl: env.DATABASE_URL ?? null,
    dataDir: env.FLEX_DATA_DIR,
    host: env.HOST,
    port: env.PORT,
    sandboxPort: env.SANDBOX_PORT,
    publicUrl: (env.PUBLIC_URL ?? `http://localhost:${env.PORT}`).replace(/\/$/, ''),
    secretKey: env.FLEX_SECRET_KEY === undefined ? null : Buffer.from(env.FLEX_SECRET_KEY, 'base64'),
    trustedProxies: env.TRUSTED_PROXIES,
    databaseConnections: env.DATABASE_CONNECTIONS,
    namedStatements: env.PG_STATEMENT_NAMES,
    jobConcurrency: env.JOB_CONCURRENCY,
    smtpUrl: env.SMTP_URL ?? null,
    mailFrom: env.MAIL_FROM,
    metricsToken: env.METRICS_TOKEN ?? null,
    logLevel: env.LOG_LEVEL,
  };
  refuseUnsafe(config);
  return config;
}

/** The folder a command was called in; npm itself goes to the project's folder and says where it was. */
export function calledFrom(environment: Record<string, string | undefined> = process.env): string {
  return environment.INIT_CWD ?? process.cwd();
}

function refuseUnsafe(config: Config) {
  if (config.mode === 'demo' && !isLoopback(config.host)) {
    throw new Error('Demo mode listens on loopback only: unset HOST, or set FLEX_MODE=production.');
  }
  if (config.mode !== 'production') return;
  const missing = Object.entries({
    PUBLIC_URL: config.publicUrl.startsWith('https://'),
    FLEX_SECRET_KEY: config.secretKey !== null,
    SMTP_URL: config.smtpUrl !== null,
  })
    .filter(([, present]) => !present)
    .map(([name]) => name);
  if (missing.length > 0) throw new Error(`Production needs ${missing.join(', ')} (PUBLIC_URL with https).`);
}

export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || host === '::ffff:127.0.0.1' || /^127\.\d+\.\d+\.\d+$/.test(host);
}
