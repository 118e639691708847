import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { CloudError } from './base/cloud-error.ts';

/** Folders that this process holds: a lock that names it and is not among them is one of an earlier process. */
const held = new Set<string>();

/**
 * Takes a folder for one cloud; makes it when it is not there. A lock whose process has ended does not count.
 * @returns what gives it back
 * @throws CloudError when it cannot be written, or another process has it
 */
export async function lockFolder(folder: string): Promise<() => Promise<void>> {
  const lock = join(resolve(folder), 'lock');
  try {
    await mkdir(folder, { recursive: true });
    if (!(await take(lock))) {
      const holder = Number(await readFile(lock, 'utf8'));
      if (isHeld(lock, holder))
        throw new CloudError(
          `${folder} is in use by another program (process ${holder}): stop it, or give another folder.`,
        );
      await rm(lock, { force: true });
      await take(lock);
    }
  } catch (error) {
    throw error instanceof CloudError ? error : cannotWrite(folder, error);
  }
  held.add(lock);
  return async () => {
    held.delete(lock);
    await rm(lock, { force: true });
  };
}

async function take(lock: string): Promise<boolean> {
  try {
    await writeFile(lock, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  }
}

function isHeld(lock: string, holder: number): boolean {
  if (holder === process.pid) return held.has(lock);
  if (!Number.isSafeInteger(holder) || holder <= 0) return false;
  try {
    process.kill(holder, 0);
    return true;
  } catch (error) {
    return codeOf(error) === 'EPERM';
  }
}

/** That a folder cannot be written, as a sentence. */
export const cannotWrite = (folder: string, error: unknown): CloudError =>
  new CloudError(`${folder} is no folder that can be written (${codeOf(error)}).`);

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : String(error);
