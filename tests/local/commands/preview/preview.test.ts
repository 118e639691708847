import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { INDEX, MARK } from '../../../../local/preview/preview-files.ts';
import { temporaryFile } from '../../../support/temporary.ts';
import { ask } from '../command-line.ts';

const newFolder = () => mkdtempSync(join(tmpdir(), 'course-reminders-'));

test('writes its files over those of an earlier preview', async () => {
  const folder = newFolder();
  writeFileSync(join(folder, INDEX), MARK);
  writeFileSync(join(folder, 'letter-of-yesterday.html'), '');
  const { code, out } = await ask('preview', '--out', folder);
  expect(code).toBe(0);
  const names = readdirSync(folder);
  expect(out).toBe(`${names.length} files; begin with ${join(folder, INDEX)}\n`);
  expect(names).not.toContain('letter-of-yesterday.html');
  expect(names).toContain('letter-appointment.da.html');
  expect(readFileSync(join(folder, INDEX), 'utf8')).toContain(MARK);
});

const told = (sentence: string) => ({ code: 2, out: '', err: `course-reminders: ${sentence}\n` });

test('refuses a folder that holds something else, and touches nothing in it', async () => {
  const folder = newFolder();
  writeFileSync(join(folder, INDEX), 'my own page');
  expect(await ask('preview', '--out', folder)).toEqual(
    told(`--out: ${folder} is not empty; give a new folder, or one that holds a preview.`),
  );
  expect(readFileSync(join(folder, INDEX), 'utf8')).toBe('my own page');
});

test('refuses what is no folder, and asks for one', async () => {
  const file = temporaryFile('file.txt', '');
  expect(await ask('preview', '--out', file)).toEqual(
    told(`--out: ${file} is no folder that can be written (EEXIST).`),
  );
  expect(await ask('preview', '--out', join(file, 'new'))).toEqual(
    told(`--out: ${join(file, 'new')} is no folder that can be written (ENOTDIR).`),
  );
  expect(await ask('preview')).toEqual(told('--out is missing: give a folder for the files.'));
});
