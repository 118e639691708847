import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

// What processes load is compiled once: these, those that they start, and the next run's. Who asks for another place has it.
process.env['NODE_COMPILE_CACHE'] ??= join(
  import.meta.dirname,
  'node_modules/.cache/course-reminders/compiled',
);

export const common = {
  testTimeout: 120_000,
  hookTimeout: 120_000,
  // What they import is loaded once: a file that changes its process puts it right again.
  isolate: false,
  // Node loads tests as it loads the product: nothing is transformed, and nothing mocks a module.
  experimental: { viteModuleRunner: false, nodeLoader: false },
};
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
          include: ['tests/**/*.test.ts'],
          exclude: [...CLOUD, 'browser', 'conformance', 'infra'].map((folder) => `tests/${folder}/**`),
        },
      },
      // Apart from the others, as importing the CDK takes a second.
      { test: { ...common, name: 'infra', include: ['tests/infra/**/*.test.ts'] } },
      {
        test: {
          ...common,
          name: 'browser',
          include: ['tests/browser/**/*.test.ts'],
          globalSetup: 'tests/browser/setup.ts',
        },
      },
      ...(process.env['AWS_CONFORMANCE'] === '1' ? [CONFORMANCE] : []),
      {
        test: {
          ...common,
          name: 'cloud',
          include: CLOUD.map((folder) => `tests/${folder}/**/*.test.ts`),
        },
      },
    ],
  },
});
