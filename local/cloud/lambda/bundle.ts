import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire, isBuiltin } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { BuildOptions, BuildResult } from 'esbuild';
import { BundleCache } from './bundle-cache.ts';
import { GIVEN } from './surroundings.ts';

/** Beside what the cloud itself is installed with, wherever that is. */
const INSTALLED = dirname(dirname(createRequire(import.meta.url).resolve('esbuild/package.json')));
const FOLDER = join(INSTALLED, '.cache/embedded-cloud');
/** Where Node keeps what it made of modules that threads load. */
export const COMPILED = join(FOLDER, 'compiled');
const PACKAGE_LIST = join(INSTALLED, '.package-lock.json');

const OPTIONS = {
  bundle: true,
  platform: 'node',
  target: 'node24',
  format: 'cjs',
  supported: { 'dynamic-import': false },
  minifySyntax: true,
  sourcemap: 'inline',
  sourcesContent: false,
  mainFields: ['module', 'main'],
  // What it is run in is given to it. As a module, of which Node keeps what it made; in brackets, as all of it runs at once.
  banner: { js: `module.exports = ((${GIVEN.join(', ')}) => {` },
  footer: { js: '});' },
  logLevel: 'silent',
} satisfies BuildOptions;

const OF_ITS_OWN = { ...OPTIONS, packages: 'external' } satisfies BuildOptions;
const OF_PACKAGES = { ...OPTIONS, sourcemap: false } satisfies BuildOptions;

/** What a function is bundled from. */
export type Source = {
  /** File URL of a module that exports `handler`. */
  readonly entry: string;
  /** Modules whose exports stand for names that the code leaves free, by their paths. */
  readonly inject?: readonly string[];
  /** Files that are bundled in the place of modules of packages, by the modules' names. */
  readonly alias?: Readonly<Record<string, string>>;
};

/** Scripts that functions are run from, by their files. */
export type Bundles = {
  /** What a function consists of itself. */
  readonly scriptOf: (source: Source) => string;
  /** The packages that any of them uses, all in one. */
  readonly packages: string;
};

/** Bundles that this process has: sources do not change while it runs. */
const made = new Map<string, Promise<string>>();

/**
 * Bundles functions: a script for what each of them consists of, and one for the packages of all, which are loaded once
 * however many functions there are. What was bundled before is taken from a cache.
 */
export async function bundleFunctions(sources: readonly Source[]): Promise<Bundles> {
  const distinct = [...new Map(sources.map((source) => [keyOf(source), source])).values()];
  const fresh = distinct.filter((source) => !made.has(keyOf(source)));
  for (const [options, group] of Map.groupBy(fresh, optionsKeyOf)) {
    const files = group.map(({ entry }) => fileURLToPath(entry));
    const bundling = bundleAll(files, { ...OF_ITS_OWN, ...(JSON.parse(options) as BuildOptions) });
    for (const source of group) {
      made.set(
        keyOf(source),
        bundling.then((scripts) => scripts.get(fileURLToPath(source.entry)) ?? ''),
      );
    }
  }
  const scripts = new Map<string, string>();
  for (const source of distinct) scripts.set(keyOf(source), (await made.get(keyOf(source))) ?? '');
  const names = [...new Set([...scripts.values()].flatMap(packagesIn))].sort();
  const from = dirname(fileURLToPath(distinct[0]?.entry ?? import.meta.url));
  const alias: Record<string, string> = Object.assign({}, ...distinct.map((source) => source.alias));
  const key = JSON.stringify([from, names, alias]);
  const packages = made.get(key) ?? bundlePackages(names, from, alias);
  made.set(key, packages);
  return { scriptOf: (source) => scripts.get(keyOf(source)) ?? '', packages: await packages };
}

const keyOf = (source: Source): string => `${source.entry}\0${optionsKeyOf(source)}`;

const optionsKeyOf = ({ inject = [], alias = {} }: Source): string => JSON.stringify({ inject, alias });

/** All at once: what they share is read once. Paths of bundles by paths of entries. */
async function bundleAll(
  entries: readonly string[],
  options: BuildOptions,
): Promise<ReadonlyMap<string, string>> {
  const cache = new BundleCache(FOLDER, [PACKAGE_LIST], JSON.stringify(options));
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
  return { code: fromPackages(file?.text ?? ''), inputs };
}

/** As the bundler asks for a package, perhaps through a helper of which one that is bundled itself has no need. */
const REQUIRED = /__toESM\(require\("([^"]+)"\)(?:, 1)?\)|\brequire\("([^"]+)"\)/g;
const FROM_PACKAGES = /\bpackages\["([^"]+)"\]/g;

const fromPackages = (code: string): string =>
  code.replace(REQUIRED, (whole, helped?: string, plain?: string) => {
    const name = helped ?? plain ?? '';
    return isBuiltin(name) ? whole : `packages[${JSON.stringify(name)}]`;
  });

const packagesIn = (file: string): string[] =>
  [...readFileSync(file, 'utf8').matchAll(FROM_PACKAGES)].map(([, name = '']) => name);

/** They stay what they are as long as the list of what is installed does. */
async function bundlePackages(
  names: readonly string[],
  from: string,
  alias: Record<string, string>,
): Promise<string> {
  const options = { ...OF_PACKAGES, alias };
  const key = join(from, `packages ${names.join(' ')}`);
  const cache = new BundleCache(FOLDER, [PACKAGE_LIST], JSON.stringify(options));
  const kept = cache.find(key);
  if (kept !== undefined) return kept;
  const imports = names.map((name, index) => `import * as p${index} from ${JSON.stringify(name)};`);
  const members = names.map((name, index) => `${JSON.stringify(name)}: p${index}`);
  const contents = `${imports.join('\n')}\nexport const packages = { ${members.join(', ')} };`;
  const { build } = await import('esbuild');
  const stdin = { contents, resolveDir: from, sourcefile: 'packages.js' };
  const { outputFiles } = await build({ ...options, stdin, write: false });
  return cache.keep(key, { code: outputFiles[0]?.text ?? '', inputs: Object.values(alias) });
}
