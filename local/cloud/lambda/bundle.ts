import { createHash } from 'node:crypto';
import { mkdir, rename, stat, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

/** Beside what the cloud itself is installed with, wherever that is. */
const INSTALLED = dirname(dirname(createRequire(import.meta.url).resolve('esbuild/package.json')));
const FOLDER = join(INSTALLED, '.cache/embedded-cloud');

/**
 * Bundles functions as a deployment does: one file each, which a worker loads in a fraction of the time that their
 * sources take.
 * @param entries file URLs of modules that export `handler`
 * @returns the file URL of each entry's bundle
 */
export async function bundleFunctions(entries: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const distinct = [...new Set(entries)];
  const bundled = await Promise.all(distinct.map(bundleOnce));
  return new Map(distinct.map((entry, index) => [entry, bundled[index] ?? entry]));
}

/** Bundles made by this process: sources do not change while it runs. */
const made = new Map<string, Promise<string>>();

function bundleOnce(entry: string): Promise<string> {
  const bundle = made.get(entry) ?? bundleOne(entry);
  made.set(entry, bundle);
  return bundle;
}

async function bundleOne(entry: string): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(entry)],
    bundle: true,
    write: false,
    platform: 'node',
    target: 'node24',
    format: 'esm',
    minifySyntax: true,
    sourcemap: 'inline',
    sourcesContent: false,
    mainFields: ['module', 'main'],
    banner: {
      js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);",
    },
    logLevel: 'silent',
  });
  const code = outputFiles[0]?.text ?? '';
  const name = createHash('sha256').update(code).digest('hex').slice(0, 24);
  const file = join(FOLDER, `${name}.mjs`);
  if (!(await exists(file))) await writeWhole(file, code);
  return pathToFileURL(file).href;
}

const exists = (file: string) =>
  stat(file).then(
    () => true,
    () => false,
  );

/** Other processes write the same file: none of them may see half of it. */
async function writeWhole(file: string, code: string): Promise<void> {
  await mkdir(FOLDER, { recursive: true });
  const draft = `${file}.${process.pid}.${performance.now()}`;
  await writeFile(draft, code);
  await rename(draft, file);
}
