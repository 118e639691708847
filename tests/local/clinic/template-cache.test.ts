import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { stackOf } from '../../../local/clinic/template-cache.ts';
import { readTemplate } from '../../../local/cloud/index.ts';
import { parseClinic } from '../../../shared/clinic.ts';
import { someOf } from '../../support/exhaustive.ts';

const clinic = parseClinic(
  JSON.parse(await readFile(new URL('../../../clinics/sample.json', import.meta.url), 'utf8')),
);
let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'templates-'));
});
afterEach(() => rm(folder, { recursive: true }));

test('synthesizes once per clinic and settings, also when asked twice at a time', async () => {
  const [first, second] = await Promise.all([stackOf(clinic, folder), stackOf(clinic, folder)]);
  expect(second).toEqual(first);
  expect(first).toMatchObject({ name: 'course-reminders-sample', account: clinic.account });
  const [file = ''] = await readdir(folder);
  expect(await readdir(folder)).toHaveLength(1);
  const marked = { name: 'from-the-cache', template: first.template };
  await writeFile(join(folder, file), JSON.stringify(marked));
  expect((await stackOf(clinic, folder)).name).toBe('from-the-cache');
  await stackOf({ ...clinic, digestTime: '06:30' }, folder);
  expect(await readdir(folder)).toHaveLength(2);
});

test('a broken file counts as absent', async () => {
  const stack = await stackOf(clinic, folder);
  const [file = ''] = await readdir(folder);
  for (const text of someOf(['', '{"name":"x"', '{"name":"x","template":{}}'], 1)) {
    await writeFile(join(folder, file), text);
    expect(await stackOf(clinic, folder), text).toEqual(stack);
    expect(JSON.parse(await readFile(join(folder, file), 'utf8')).name, text).toBe(stack.name);
  }
});

test("the embedded cloud knows every resource of a clinic's stack", async () => {
  const model = readTemplate(await stackOf({ ...clinic, encryptionKey: 'customer-managed' }, folder));
  expect(model.functions).toHaveLength(8);
  expect(model.mappings).toHaveLength(5);
  for (const { arn } of model.functions) expect(model.policiesOf(arn).length).toBeGreaterThan(2);
});
