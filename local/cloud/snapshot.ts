import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import { CloudError } from './base/cloud-error.ts';
import type { TablesDump } from './dynamodb/tables.ts';
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

const FILE = 'cloud.json';

/** Writes the state into a folder, so that there is always one whole file. */
export async function saveSnapshot(folder: string, snapshot: Snapshot): Promise<void> {
  await mkdir(folder, { recursive: true });
  const file = join(folder, FILE);
  await writeFile(`${file}.${process.pid}`, JSON.stringify(snapshot));
  await rename(`${file}.${process.pid}`, file);
}

/**
 * The state in a folder, undefined when there is none yet.
 * @throws CloudError when the file is not one of ours
 */
export async function loadSnapshot(folder: string): Promise<Snapshot | undefined> {
  const file = join(folder, FILE);
  try {
    return snapshotSchema.parse(JSON.parse(await readFile(file, 'utf8')));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw new CloudError(`${file} is not the saved state of an embedded cloud: move it away to start anew.`);
  }
}

function isRecord(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
