import { cpSync, mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { HOUSES } from './imports.ts';

const ROOT = join(import.meta.dirname, '../..');

/** A file to plant, and what it imports: files of the repository, and packages. */
export type Plant = { readonly file: string; readonly imports: readonly string[] };

/**
 * A copy of the repository's sources with files planted in it. They import values and types in turn, in each way that there is.
 * @returns its folder, for the caller to delete
 */
export function plantedCopy(plants: readonly Plant[]): string {
  const copy = mkdtempSync(join(tmpdir(), 'rooms-'));
  for (const house of HOUSES) cpSync(join(ROOT, house), join(copy, house), { recursive: true });
  cpSync(join(ROOT, 'package.json'), join(copy, 'package.json'));
  symlinkSync(join(ROOT, 'node_modules'), join(copy, 'node_modules'));
  for (const { file, imports } of plants) {
    mkdirSync(dirname(join(copy, file)), { recursive: true });
    writeFileSync(join(copy, file), imports.map((to, index) => statement(file, to, index)).join(''));
  }
  return copy;
}

function statement(file: string, to: string, index: number): string {
  const path = relative(dirname(file), to);
  const from = !to.endsWith('.ts') ? to : path.startsWith('.') ? path : `./${path}`;
  switch (index % 5) {
    case 0:
      return `import { n${index} } from '${from}';\nn${index}();\n`;
    case 1:
      return `import type { T${index} } from '${from}';\nexport type { T${index} };\n`;
    case 2:
      return `export { m${index} } from '${from}';\n`;
    case 3:
      return `await import('${from}');\n`;
    default:
      return `export type T${index} = import('${from}').T;\n`;
  }
}
