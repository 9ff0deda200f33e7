import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

const cluster = 'test/harness/cluster.global.ts';

export default defineConfig({
  test: {
    maxWorkers: 2,
    // Long enough that a busy machine is never the reason a test fails.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    expect: { poll: { timeout: 30_000 } },
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          isolate: false,
          include: ['shared/**/*.test.ts', 'scripts/**/*.test.ts', 'sandbox/**/*.test.ts', 'test/oracle/**/*.test.ts'],
          exclude: ['scripts/dump-schema.test.ts'],
        },
      },
      {
        extends: true,
        test: {
          name: 'server',
          // A test has its own database, clock and product; the modules may be the same, and are read once a worker.
          isolate: false,
          include: ['server/**/*.test.ts', 'test/**/*.test.ts', 'scripts/dump-schema.test.ts'],
          exclude: ['test/journeys/**', 'test/oracle/**'],
          globalSetup: cluster,
        },
      },
      {
        extends: true,
        plugins: [react()],
        test: {
          name: 'web',
          isolate: false,
          include: ['web/**/*.test.{ts,tsx}'],
          environment: 'happy-dom',
          setupFiles: 'test/harness/patience.ts',
        },
      },
      {
        extends: true,
        test: {
          name: 'journeys',
          // As those of the server.
          isolate: false,
          include: ['test/journeys/**/*.test.ts'],
          globalSetup: [cluster, 'test/journeys/support/build.global.ts'],
        },
      },
    ],
  },
});
