import { createHash } from 'node:crypto';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { BuildOptions, BuildResult } from 'esbuild';
import { BundleCache } from './bundle-cache.ts';

/** Beside what the cloud itself is installed with, wherever that is. */
const INSTALLED = dirname(dirname(createRequire(import.meta.url).resolve('esbuild/package.json')));
const FOLDER = join(INSTALLED, '.cache/embedded-cloud');

const OPTIONS = {
  bundle: true,
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
} satisfies BuildOptions;

/** Bundles that this process has: sources do not change while it runs. */
const made = new Map<string, Promise<string>>();

/**
 * Bundles functions as a deployment does: one file each, which a worker loads in a fraction of the time that their
 * sources take. What was bundled before is taken from a cache.
 * @param entries file URLs of modules that export `handler`
 * @returns the file URL of each entry's bundle
 */
export async function bundleFunctions(entries: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const distinct = [...new Set(entries)];
  const fresh = distinct.filter((entry) => !made.has(entry));
  const bundling = bundleAll(fresh.map((entry) => fileURLToPath(entry)));
  const urlOf = async (entry: string) => pathToFileURL((await bundling).get(fileURLToPath(entry)) ?? '').href;
  for (const entry of fresh) made.set(entry, urlOf(entry));
  const bundled = await Promise.all(distinct.map((entry) => made.get(entry)));
  return new Map(distinct.map((entry, index) => [entry, bundled[index] ?? entry]));
}

/** All at once: what they share is read once. Paths of bundles by paths of entries. */
async function bundleAll(entries: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const cache = new BundleCache(FOLDER, [join(INSTALLED, '.package-lock.json')], JSON.stringify(OPTIONS));
  const kept = new Map(
    entries.flatMap((entry) => {
      const file = cache.find(entry);
      return file === undefined ? [] : [[entry, file]];
    }),
  );
  const missing = entries.filter((entry) => !kept.has(entry));
  if (missing.length === 0) return kept;
  const entryPoints = missing.map((entry) => ({ in: entry, out: nameOf(entry) }));
  const { build } = await import('esbuild');
  const result = await build({ ...OPTIONS, entryPoints, outdir: FOLDER, write: false, metafile: true });
  for (const entry of missing) kept.set(entry, await cache.keep(entry, partOf(result, entry)));
  return kept;
}

const nameOf = (entry: string): string => createHash('sha256').update(entry).digest('hex').slice(0, 16);

/** What became of one entry: its bundle, and the files that it was made of. */
function partOf({ outputFiles = [], metafile }: BuildResult, entry: string) {
  const file = outputFiles.find(({ path }) => path === join(FOLDER, `${nameOf(entry)}.js`));
  const output = Object.entries(metafile?.outputs ?? {}).find(([path]) => resolve(path) === file?.path);
  const inputs = Object.keys(output?.[1].inputs ?? {}).map((path) => resolve(path));
  return { code: file?.text ?? '', inputs };
}
