import { globSync, readFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { dirname, join } from 'node:path';
import { parseSync } from 'oxc-parser';

/** Where the rooms are. */
export const HOUSES = ['shared', 'functions', 'infra', 'local', 'bench'] as const;

/**
 * One import, also one that only brings a type, or that waits until it is needed.
 * @property to a file relative to the repository, or what a package is called: `zod`, `@aws-sdk/client-sqs`, `node:fs`
 */
export type Import = { readonly from: string; readonly to: string };

/** All source files of a repository, sorted, and every import in them, each once. */
export type Imports = { readonly files: readonly string[]; readonly imports: readonly Import[] };

/** @param root folder of the repository */
export function readImports(root: string): Imports {
  const files = HOUSES.flatMap((house) =>
    globSync(`${house}/**/*.{ts,js}`, { cwd: root, exclude: ['**/node_modules/**'] }),
  ).sort();
  // Who looks in the wrong place sees nothing and finds nothing.
  if (files.length < 100) throw new Error(`expected more than 100 files, saw ${files.length}`);
  return {
    files,
    imports: files.flatMap((from) =>
      [...new Set(importsOf(join(root, from)).map((module) => targetOf(from, module)))].map((to) => ({
        from,
        to,
      })),
    ),
  };
}

/** What a file imports, hands on, waits for, or names in types like `import('./a.ts').A`, which the parser does not list. */
function importsOf(file: string): string[] {
  const source = readFileSync(file, 'utf8');
  const { module, errors } = parseSync(file, source);
  // What cannot be read would import nothing.
  if (errors.length > 0) throw new SyntaxError(`${file}: ${errors[0]?.message}`);
  const waitedFor = module.dynamicImports.map(({ moduleRequest: { start, end } }) =>
    source.slice(start, end),
  );
  return [
    ...module.staticImports.map(({ moduleRequest }) => moduleRequest.value),
    ...module.staticExports.flatMap(({ entries }) =>
      entries.flatMap(({ moduleRequest }) => moduleRequest?.value ?? []),
    ),
    ...waitedFor.filter((request) => /^['"`]/.test(request)).map((request) => request.slice(1, -1)),
    ...[...source.matchAll(/\bimport\(\s*'([^']+)'/g)].map(([, name = '']) => name),
  ];
}

function targetOf(source: string, module: string): string {
  if (isBuiltin(module)) return `node:${module.replace('node:', '')}`;
  if (module.startsWith('.')) return join(dirname(source), module);
  return module
    .split('/')
    .slice(0, module.startsWith('@') ? 2 : 1)
    .join('/');
}
