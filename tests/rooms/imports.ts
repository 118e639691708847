import { readFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { dirname, join } from 'node:path';
import { cruise } from 'dependency-cruiser';

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
export async function readImports(root: string): Promise<Imports> {
  const { output } = await cruise([...HOUSES], {
    baseDir: root,
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    parser: 'swc',
    enhancedResolveOptions: { extensions: ['.ts', '.js', '.json'] },
  });
  if (typeof output === 'string') throw new Error('expected the result as data');
  const modules = output.modules.filter(({ source }) =>
    HOUSES.some((house) => source.startsWith(`${house}/`)),
  );
  // A cruiser that cannot read TypeScript sees nothing and finds nothing.
  if (modules.length < 100) throw new Error(`expected more than 100 files, saw ${modules.length}`);
  return {
    files: modules.map(({ source }) => source).sort(),
    imports: modules.flatMap(({ source, dependencies }) => {
      const found = [...dependencies.map(({ module }) => module), ...importTypes(join(root, source))];
      return [...new Set(found.map((module) => targetOf(source, module)))].map((to) => ({
        from: source,
        to,
      }));
    }),
  };
}

/** What a file names in types like `import('./a.ts').A`, which the cruiser does not see. */
const importTypes = (file: string): string[] =>
  [...readFileSync(file, 'utf8').matchAll(/\bimport\(\s*'([^']+)'/g)].map(([, module = '']) => module);

function targetOf(source: string, module: string): string {
  if (isBuiltin(module)) return `node:${module.replace('node:', '')}`;
  if (module.startsWith('.')) return join(dirname(source), module);
  return module
    .split('/')
    .slice(0, module.startsWith('@') ? 2 : 1)
    .join('/');
}
