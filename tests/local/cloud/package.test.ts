import { globSync, readFileSync } from 'node:fs';
import { join, normalize } from 'node:path';
import { expect, test } from 'vitest';

const ROOT = join(import.meta.dirname, '../../..');
const CLOUD = 'local/cloud/';
const FACE = 'local/cloud/index.ts';

const read = (file: string) => readFileSync(join(ROOT, file), 'utf8');
const manifest = (file: string) => JSON.parse(read(file));
const versionsIn = ({
  dependencies,
  optionalDependencies,
  devDependencies,
}: ReturnType<typeof manifest>) => ({
  ...devDependencies,
  ...optionalDependencies,
  ...dependencies,
});

type Import = { readonly file: string; readonly of: string };

/** Every import; one of the repository's own files by its path. */
function importsIn(file: string): Import[] {
  const found = [...read(file).matchAll(/(?<!-)\b(?:from|import)\s*\(?\s*'([^']+)'/g)];
  return found.map(([, of = '']) => ({
    file,
    of: of.startsWith('.') ? normalize(join(file, '..', of)) : of,
  }));
}

const inside = globSync(`${CLOUD}**/*.ts`, { cwd: ROOT });
const testsOfOthers = globSync('tests/**/*.ts', { cwd: ROOT }).filter(
  (file) => !file.startsWith(`tests/${CLOUD}`),
);

test('the embedded cloud knows nothing of what runs in it', () => {
  expect(inside.length).toBeGreaterThan(80);
  expect(inside.filter((file) => /clinic|course|patient|reminder/i.test(read(file)))).toEqual([]);
});

test('tests of other rooms, too, do not go past its face', () => {
  const uses = testsOfOthers.flatMap(importsIn).filter(({ of }) => of.startsWith(CLOUD));
  expect(uses.length).toBeGreaterThan(20);
  expect(uses.filter(({ of }) => of !== FACE)).toEqual([]);
});

test('it declares the packages that it imports, each in the version that the product has', () => {
  const own = manifest('local/cloud/package.json');
  const imported = inside.flatMap(importsIn).filter(({ of }) => !/^(node:|shared\/|local\/)/.test(of));
  expect([...new Set(imported.map(({ of }) => of))].sort()).toEqual(Object.keys(own.dependencies).sort());
  expect({ ...versionsIn(own), ...versionsIn(manifest('package.json')) }).toMatchObject(versionsIn(own));
});
