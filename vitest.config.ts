import { defineConfig } from 'vitest/config';

const common = { testTimeout: 120_000, hookTimeout: 120_000 };
const CLOUD = ['faults', 'permissions', 'scenarios', 'start'];
/** Rules and letters are the same wherever the machine stands. */
const FAR_AWAY = ['Pacific/Auckland', 'America/Los_Angeles'];

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          ...common,
          name: 'unit',
          include: ['tests/**/*.test.ts'],
          exclude: [...CLOUD, 'infra'].map((folder) => `tests/${folder}/**`),
        },
      },
      ...FAR_AWAY.map((zone) => ({
        test: {
          ...common,
          name: zone,
          include: ['tests/{core,mail}/**/*.test.ts'],
          env: { TZ: zone, EXPECTED_ZONE: zone },
        },
      })),
      // Importing the CDK takes a second: once for all of them.
      { test: { ...common, name: 'infra', include: ['tests/infra/**/*.test.ts'], isolate: false } },
      { test: { ...common, name: 'cloud', include: CLOUD.map((folder) => `tests/${folder}/**/*.test.ts`) } },
    ],
  },
});
