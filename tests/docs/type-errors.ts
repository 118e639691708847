import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { API } from 'typescript/unstable/sync';
import { ROOT } from './pages.ts';

/** One change of a source file; `find` stands in it exactly once. */
export type Edit = { readonly file: string; readonly find: string; readonly put: string };

/** Edits of this repository, and which of all its files are looked at then. */
export type Way = {
  readonly edits: readonly Edit[];
  readonly lookedAt: (files: readonly string[]) => readonly string[];
};

/** The files in which the type checker would find an error, had this repository been edited: for each of several ways. */
export function filesInError(ways: readonly Way[]): string[][] {
  let edited = new Map<string, string>();
  const api = new API({ cwd: ROOT, fs: { readFile: (file) => edited.get(file) } });
  const openProjects = [join(ROOT, 'tsconfig.json')];
  try {
    return ways.map(({ edits, lookedAt }, index) => {
      const before = [...edited.keys()];
      edited = textsAfter(edits);
      const changed = [...before, ...edited.keys()];
      const snapshot = api.updateSnapshot(index === 0 ? { openProjects } : { fileChanges: { changed } });
      const found = snapshot.getProjects().flatMap(({ program }) => {
        const own = program.getSourceFileNames().filter((file) => !file.includes('/node_modules/'));
        const isInError = (file: string) => program.getSemanticDiagnostics(join(ROOT, file)).length > 0;
        return lookedAt(own.map((file) => relative(ROOT, file))).filter(isInError);
      });
      return found.sort();
    });
  } finally {
    api.close();
  }
}

function textsAfter(edits: readonly Edit[]): Map<string, string> {
  const texts = new Map<string, string>();
  for (const { file, find, put } of edits) {
    const path = join(ROOT, file);
    const text = texts.get(path) ?? readFileSync(path, 'utf8');
    if (text.split(find).length !== 2) throw new Error(`${file}: expected once: ${find}`);
    texts.set(
      path,
      text.replace(find, () => put),
    );
  }
  return texts;
}
