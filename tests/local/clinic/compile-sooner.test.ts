import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';

const MODULE = new URL('../../../local/clinic/compile-sooner.ts', import.meta.url).href;

/** A flag that V8 does not know it only complains about. */
test('V8 knows what it is told', () => {
  const program = `import { compileSooner } from '${MODULE}'; compileSooner();`;
  const { status, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', program]);
  expect([status, `${stderr}`]).toEqual([0, '']);
});
