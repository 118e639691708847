import { createHash } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import * as z from 'zod';
import { injectedInto } from '../../infra/clinics/protocol-module.ts';
import { STAND_INS } from '../../infra/stand-ins/stand-ins.ts';
import type { Clinic } from '../../shared/clinic.ts';
import { ENTRY_METADATA, resourceName } from '../../shared/names.ts';
import type { StackTemplate } from '../cloud/index.ts';
import { withImports } from './imported-files.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const FOLDER = join(ROOT, 'node_modules/.cache/course-reminders');
/** What a template is made of besides the clinic's settings and code, relative to the repository. */
const SETTINGS = ['package-lock.json', 'cdk.json'];

const cached = z.object({
  name: z.string(),
  template: z.custom<StackTemplate['template']>(
    (value) =>
      z.object({ Resources: z.record(z.string(), z.object({ Type: z.string() })) }).safeParse(value).success,
  ),
});

/** The stack of a clinic as it would be deployed. Synthesizing takes seconds, so templates are kept in a cache. */
export async function stackOf(clinic: Clinic, folder = FOLDER): Promise<StackTemplate> {
  const file = join(folder, `${await keyOf(clinic)}.json`);
  const { name, template } = (await read(file)) ?? (await synthesize(clinic, folder, file));
  const sources = { folder: ROOT, key: ENTRY_METADATA, inject: injectedInto(clinic), alias: STAND_INS };
  return { name, account: clinic.account, region: clinic.region, template, sources };
}

async function keyOf(clinic: Clinic): Promise<string> {
  const hash = createHash('sha256').update(JSON.stringify(clinic));
  for (const file of await sourceFiles()) {
    hash.update(`\0${relative(ROOT, file)}\0`).update(await readFile(file));
  }
  return hash.digest('hex').slice(0, 32);
}

async function sourceFiles(): Promise<string[]> {
  const code = await withImports([join(ROOT, 'infra/synthesize.ts')]);
  return [...code, ...SETTINGS.map((file) => join(ROOT, file))];
}

/** A file that is absent or broken counts as not cached. */
async function read(file: string): Promise<z.output<typeof cached> | undefined> {
  try {
    return cached.parse(JSON.parse(await readFile(file, 'utf8')));
  } catch {
    return undefined;
  }
}

async function synthesize(clinic: Clinic, folder: string, file: string) {
  // Loading the CDK takes a second of its own: only where it is needed.
  const { synthesizeTemplate } = await import('../../infra/synthesize.ts');
  const content = { name: resourceName(clinic), template: synthesizeTemplate(clinic).template };
  await mkdir(folder, { recursive: true });
  const draft = `${file}.${process.pid}.${performance.now()}`;
  await writeFile(draft, JSON.stringify(content));
  await rename(draft, file);
  return content;
}
