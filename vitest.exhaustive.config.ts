import { globSync, readFileSync } from 'node:fs';
import { defineConfig } from 'vitest/config';
import { common } from './vitest.config.ts';

/** More of what `npm test` tries, which takes long: `npm run exhaustive`. See docs/decisions/0062. */
const env = { EXHAUSTIVE: '1' };
/** Rules and letters are the same wherever the machine stands. */
const FAR_AWAY = ['Pacific/Auckland', 'America/Los_Angeles'];
/** Stories in which much is written, looked for and erased. */
const ON_ANOTHER_ENGINE = [
  'audit',
  'bookings',
  'calls',
  'delivery',
  'erasure',
  'lost-wakes',
  'pages',
  'retention',
];

/** Files that do more in such a run say so themselves, or try properties. */
const doingMore = globSync('tests/**/*.test.ts').filter((file) =>
  /from '.*\/support\/(any-order|exhaustive|property)\.ts'/.test(readFileSync(file, 'utf8')),
);
/** The files of one folder, and those of no folder that has a project of its own. */
const ofFolder = (folder: string) => doingMore.filter((file) => file.startsWith(`tests/${folder}/`));
const others = doingMore.filter((file) => !/^tests\/(faults|browser)\//.test(file));

export default defineConfig({
  test: {
    maxWorkers: '100%',
    projects: [
      { test: { ...common, env, name: 'faults', include: ofFolder('faults') } },
      {
        test: {
          ...common,
          name: 'dynoxide',
          include: ON_ANOTHER_ENGINE.map((name) => `tests/scenarios/${name}.test.ts`),
          env: { ...env, DYNAMODB_ENGINE: 'dynoxide' },
        },
      },
      { test: { ...common, env, name: 'unit', include: others } },
      {
        test: {
          ...common,
          env,
          name: 'browser',
          include: ofFolder('browser'),
          globalSetup: 'tests/browser/setup.ts',
        },
      },
      ...FAR_AWAY.map((zone) => ({
        test: {
          ...common,
          name: zone,
          include: ['tests/{core,mail}/**/*.test.ts'],
          env: { ...env, TZ: zone, EXPECTED_ZONE: zone },
        },
      })),
    ],
  },
});
