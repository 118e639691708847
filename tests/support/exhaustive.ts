import type { EngineChoice } from '../../local/cloud/index.ts';

/** Whether this run tries more of the same, which takes long: `npm run exhaustive`. */
export const EXHAUSTIVE = process.env['EXHAUSTIVE'] === '1';

/** The engines on which what meets a table is tried. The first is held to the second by a test of its own in every run. */
export const ENGINES: readonly EngineChoice[] = EXHAUSTIVE
  ? ['memory', 'dynoxide', 'dynamodb-local']
  : ['memory'];
