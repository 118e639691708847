import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import { CloudError } from './base/cloud-error.ts';
import type { TablesDump } from './dynamodb/tables.ts';
import { cannotWrite, lockFolder } from './folder-lock.ts';
import type { QueuesDump } from './queues/queues.ts';

const snapshotSchema = z.object({
  version: z.literal(1),
  clock: z.iso.datetime(),
  tables: z.custom<TablesDump>(isRecord),
  queues: z.custom<QueuesDump>(isRecord),
  events: z.number(),
  scheduler: z.unknown(),
  emails: z.unknown(),
});

/** All of a cloud's state. */
export type Snapshot = z.output<typeof snapshotSchema>;

/** A state that was written as JSON. @throws ZodError when it is none */
export const readSnapshot = (json: unknown): Snapshot => snapshotSchema.parse(json);

/** What is kept in a folder from one run to the next. One cloud at a time has it. */
export class DataFolder {
  readonly #folder: string;
  readonly #release: () => Promise<void>;
  #saved: Promise<void> = Promise.resolve();

  private constructor(folder: string, release: () => Promise<void>) {
    this.#folder = folder;
    this.#release = release;
  }

  /** @throws CloudError when it cannot be written, or another cloud has it */
  static async open(folder: string): Promise<DataFolder> {
    return new DataFolder(folder, await lockFolder(folder));
  }

  /** The state, undefined when there is none yet. @throws CloudError when the file is not one of ours */
  async load(): Promise<Snapshot | undefined> {
    const file = this.#file;
    try {
      return readSnapshot(JSON.parse(await readFile(file, 'utf8')));
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
      throw new CloudError(
        `${file} is not the saved state of an embedded cloud: move it away to start anew.`,
      );
    }
  }

  /** Writes the state, so that there is always one whole file. @throws CloudError when it cannot be written */
  save(snapshot: Snapshot): Promise<void> {
    const saving = this.#saved.then(() => this.#write(JSON.stringify(snapshot)));
    this.#saved = saving.catch(() => undefined);
    return saving;
  }

  async #write(text: string): Promise<void> {
    const next = `${this.#file}.${process.pid}`;
    try {
      await writeFile(next, text);
      await rename(next, this.#file);
    } catch (error) {
      throw cannotWrite(this.#folder, error);
    }
  }

  /** Lets another cloud have it. */
  close(): Promise<void> {
    return this.#release();
  }

  get #file(): string {
    return join(this.#folder, 'cloud.json');
  }
}

function isRecord(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
