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

/** What a function is bundled from. */
export type Source = {
  /** File URL of a module that exports `handler`. */
  readonly entry: string;
  /** Modules whose exports stand for names that the code leaves free, by their paths. */
  readonly inject?: readonly string[];
};

/** Bundles that this process has: sources do not change while it runs. */
const made = new Map<string, Promise<string>>();

/**
 * Bundles functions as a deployment does: one file each, which a worker loads in a fraction of the time that their
 * sources take. What was bundled before is taken from a cache.
 * @returns the file URL of each function's bundle
 */
export async function bundleFunctions(sources: readonly Source[]): Promise<(source: Source) => string> {
  const distinct = [...new Map(sources.map((source) => [keyOf(source), source])).values()];
  const fresh = distinct.filter((source) => !made.has(keyOf(source)));
  for (const group of Map.groupBy(fresh, ({ inject = [] }) => inject.join('\0')).values()) {
    const bundling = bundleAll(
      group.map(({ entry }) => fileURLToPath(entry)),
      group[0]?.inject ?? [],
    );
    const urlOf = async (entry: string) =>
      pathToFileURL((await bundling).get(fileURLToPath(entry)) ?? '').href;
    for (const source of group) made.set(keyOf(source), urlOf(source.entry));
  }
  const urls = new Map<string, string>();
  for (const source of distinct) urls.set(keyOf(source), (await made.get(keyOf(source))) ?? source.entry);
  return (source) => urls.get(keyOf(source)) ?? source.entry;
}

const keyOf = ({ entry, inject = [] }: Source): string => [entry, ...inject].join('\0');

/** All at once: what they share is read once. Paths of bundles by paths of entries. */
async function bundleAll(
  entries: readonly string[],
  inject: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const options = inject.length > 0 ? { ...OPTIONS, inject: [...inject] } : OPTIONS;
  const cache = new BundleCache(FOLDER, [join(INSTALLED, '.package-lock.json')], JSON.stringify(options));
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
  const result = await build({ ...options, entryPoints, outdir: FOLDER, write: false, metafile: true });
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
