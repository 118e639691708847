import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { BundleCache } from '../../../local/cloud/lambda/bundle-cache.ts';

const OPTIONS = 'as a deployment does';
let folder: string;
let entry: string;
let installed: string;

/** As another program finds it. */
const find = (options = OPTIONS) => new BundleCache(join(folder, 'cache'), [installed], options).find(entry);

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'bundles-'));
  entry = join(folder, 'entry.ts');
  installed = join(folder, 'installed.json');
  writeFileSync(entry, 'one');
  await new BundleCache(join(folder, 'cache'), [installed], OPTIONS).keep(entry, {
    code: 'bundled',
    inputs: [entry],
  });
  return () => rmSync(folder, { recursive: true });
});

test('a bundle counts as long as nothing has changed', () => {
  expect(find()).toMatch(/\.cjs$/);
});

test('it does not when it was made otherwise', () => {
  expect(find('in another way')).toBeUndefined();
});

test.each([
  ['its source has changed', () => writeFileSync(entry, 'two')],
  ['other packages are installed', () => writeFileSync(installed, '{}')],
  ['it would be compiled otherwise', () => writeFileSync(join(folder, 'tsconfig.json'), '{}')],
  ['it is gone', () => rmSync(find() ?? '')],
])('nor when %s', (_, change) => {
  expect(find()).toBeDefined();
  change();
  expect(find()).toBeUndefined();
});
