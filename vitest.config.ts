import { defineConfig } from 'vitest/config';

const common = { testTimeout: 60_000, hookTimeout: 60_000 };

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          ...common,
          name: 'unit',
          include: ['tests/**/*.test.ts'],
          exclude: [
            'tests/faults/**',
            'tests/infra/**',
            'tests/permissions/**',
            'tests/scenarios/**',
            'tests/start/**',
          ],
        },
      },
      // Importing the CDK takes a second: once for all of them.
      { test: { ...common, name: 'infra', include: ['tests/infra/**/*.test.ts'], isolate: false } },
      {
        test: {
          ...common,
          name: 'cloud',
          include: ['tests/{faults,permissions,scenarios,start}/**/*.test.ts'],
        },
      },
    ],
  },
});
