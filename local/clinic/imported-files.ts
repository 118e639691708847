import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';

const IMPORT = /\b(?:from|import)\s*\(?\s*'(\.[^']+)'/g;

/** Some source files and all of the repository that they import, directly or not; absolute paths, sorted. */
export async function withImports(files: readonly string[]): Promise<string[]> {
  const found = new Set<string>();
  let fresh = [...files];
  while (fresh.length > 0) {
    for (const file of fresh) found.add(file);
    const imported = (await Promise.all(fresh.map(importsOf))).flat();
    fresh = [...new Set(imported)].filter((file) => !found.has(file));
  }
  return [...found].sort();
}

async function importsOf(file: string): Promise<string[]> {
  const text = await readFile(file, 'utf8');
  return [...text.matchAll(IMPORT)].map(([, path = '']) => resolve(file, '..', path));
}
