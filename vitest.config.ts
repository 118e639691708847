import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

// What processes load is compiled once: these, those that they start, and the next run's. Who asks for another place has it.
process.env['NODE_COMPILE_CACHE'] ??= join(
  import.meta.dirname,
  'node_modules/.cache/course-reminders/compiled',
);

export const common = { testTimeout: 120_000, hookTimeout: 120_000 };
const CLOUD = ['faults', 'permissions', 'scenarios', 'start'];

/** Runs against AWS, only when it is asked for: it waits in real time. See docs/conformance.md. */
const MINUTE = 60_000;
const CONFORMANCE = {
  test: {
    name: 'conformance',
    include: ['tests/conformance/*.test.ts'],
    testTimeout: 15 * MINUTE,
    hookTimeout: 15 * MINUTE,
  },
};

export default defineConfig({
  test: {
    // By default one core is left idle: on two that is half of the time.
    maxWorkers: '100%',
    projects: [
      {
        test: {
          ...common,
          name: 'unit',
          // What they import is loaded once: a file that changes its process puts it right again.
          isolate: false,
          include: ['tests/**/*.test.ts'],
          exclude: [...CLOUD, 'browser', 'conformance', 'infra'].map((folder) => `tests/${folder}/**`),
        },
      },
      // Importing the CDK takes a second: once for all of them.
      { test: { ...common, name: 'infra', include: ['tests/infra/**/*.test.ts'], isolate: false } },
      {
        test: {
          ...common,
          name: 'browser',
          include: ['tests/browser/**/*.test.ts'],
          globalSetup: 'tests/browser/setup.ts',
          isolate: false,
        },
      },
      ...(process.env['AWS_CONFORMANCE'] === '1' ? [CONFORMANCE] : []),
      {
        test: {
          ...common,
          isolate: false,
          name: 'cloud',
          include: CLOUD.map((folder) => `tests/${folder}/**/*.test.ts`),
        },
      },
    ],
  },
});
