import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { expect, test } from 'vitest';
import { withImports } from '../../../local/clinic/imported-files.ts';
import { readImports } from '../../rooms/imports.ts';

test('finds what is imported in any way, and what that imports in its turn, each once', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'imports-'));
  const files = {
    'first.ts':
      "import type { A } from './a.ts';\nimport { join } from 'node:path';\nawait import('./late.ts');\n",
    'a.ts': "import {\n  b,\n} from './b.ts';\nimport './first.ts';\n",
    'b.ts': "export * from './c.ts';\n",
    'c.ts': '',
    'late.ts': '',
    'nobody.ts': "import './a.ts';\n",
  };
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
  const found = await withImports([join(folder, 'first.ts')]);
  expect(found.map((file) => relative(folder, file))).toEqual([
    'a.ts',
    'b.ts',
    'c.ts',
    'first.ts',
    'late.ts',
  ]);
  await rm(folder, { recursive: true });
});

test("a clinic's template is made of its constructs, and of what they take from the clinic", async () => {
  const root = join(import.meta.dirname, '../../..');
  const files = (await withImports([join(root, 'infra/synthesize.ts')])).map((file) => relative(root, file));
  expect(files).toEqual(
    expect.arrayContaining([
      'infra/constructs/clinic-function.ts',
      'shared/clinic.ts',
      'shared/core/settings/settings.ts',
    ]),
  );
  expect(files).not.toContain('shared/core/plan.ts');
});

test('it sees every import of the stack that a parser sees', async () => {
  const root = join(import.meta.dirname, '../../..');
  const { imports } = readImports(root);
  const seen = new Set(['infra/synthesize.ts']);
  for (const file of seen) {
    for (const { from, to } of imports) if (from === file && /\.(ts|json)$/.test(to)) seen.add(to);
  }
  const files = await withImports([join(root, 'infra/synthesize.ts')]);
  expect(seen.size).toBeGreaterThan(20);
  expect(files.map((file) => relative(root, file))).toEqual([...seen].sort());
});
