import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import * as z from 'zod';

/** What a bundle was made of: each file with the digest of what it held. */
const note = z.object({ bundle: z.string(), inputs: z.record(z.string(), z.string()) });

/** A bundle, and the files that it was made of. */
export type Bundle = { readonly code: string; readonly inputs: readonly string[] };

/** Bundles of earlier runs. One counts as long as every file that it was made of holds what it held. */
export class BundleCache {
  readonly #folder: string;
  readonly #beside: readonly string[];
  readonly #options: string;
  readonly #digests = new Map<string, string>();

  /**
   * @param beside files that decide which others are bundled, such as a list of installed packages
   * @param options how bundles are made
   */
  constructor(folder: string, beside: readonly string[], options: string) {
    this.#folder = folder;
    this.#beside = beside;
    this.#options = options;
  }

  /** The file that an entry's bundle lies in; undefined when there is none, or something has changed since. */
  find(entry: string): string | undefined {
    try {
      const { bundle, inputs } = note.parse(JSON.parse(readFileSync(this.#noteOf(entry), 'utf8')));
      const isSame = Object.entries(inputs).every(([file, digest]) => this.#digestOf(file) === digest);
      return isSame && existsSync(bundle) ? bundle : undefined;
    } catch {
      return undefined;
    }
  }

  /** @returns the file that the bundle lies in */
  async keep(entry: string, { code, inputs }: Bundle): Promise<string> {
    const bundle = join(this.#folder, `${digest(code).slice(0, 24)}.cjs`);
    if (!existsSync(bundle)) await writeWhole(bundle, code);
    const files = [...inputs, ...this.#beside, ...configurationsOf(entry)];
    const digests = Object.fromEntries(files.map((file) => [file, this.#digestOf(file)]));
    await writeWhole(this.#noteOf(entry), JSON.stringify({ bundle, inputs: digests }));
    return bundle;
  }

  #noteOf(entry: string): string {
    return join(this.#folder, `${digest(`${entry}\0${this.#options}`).slice(0, 24)}.json`);
  }

  /** Sources do not change while a process runs: each is read once. A file that is not there has a digest, too. */
  #digestOf(file: string): string {
    const known = this.#digests.get(file);
    if (known !== undefined) return known;
    const found = existsSync(file) ? digest(readFileSync(file)) : 'absent';
    this.#digests.set(file, found);
    return found;
  }
}

const digest = (content: string | Buffer): string => createHash('sha256').update(content).digest('hex');

/** Where a bundler looks for how to compile: in the entry's folder, and in all above it. */
function configurationsOf(entry: string): string[] {
  const folder = dirname(entry);
  const here = join(folder, 'tsconfig.json');
  return folder === dirname(folder) ? [here] : [here, ...configurationsOf(folder)];
}

/** Other processes write the same file: none of them may see half of it. */
async function writeWhole(file: string, content: string): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  const draft = `${file}.${process.pid}.${performance.now()}`;
  await writeFile(draft, content);
  await rename(draft, file);
}
