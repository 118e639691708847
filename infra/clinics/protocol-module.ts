import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Clinic } from '../../shared/clinic.ts';

const ROOT = join(import.meta.dirname, '../..');
/** As `shared/environment.ts` reads it. */
const NAME = 'CLINIC_PROTOCOLS';
const FOLDER = 'node_modules/.cache/course-reminders';

/**
 * Writes a module that holds the protocols that a clinic adds, for the bundler to put into the code of its functions: an
 * environment has room for 4 KB, and protocols are larger. Its name tells its content, so that equal code is bundled once.
 * @returns its path relative to the repository; none when the clinic adds no protocol
 */
export function injectedInto({ protocols }: Pick<Clinic, 'protocols'>): readonly string[] {
  if (protocols.length === 0) return [];
  const code = `export const ${NAME} = ${JSON.stringify(protocols)};\n`;
  const name = createHash('sha256').update(code).digest('hex').slice(0, 16);
  const file = `${FOLDER}/protocols-${name}.mjs`;
  const path = join(ROOT, file);
  if (!existsSync(path)) {
    mkdirSync(dirname(path), { recursive: true });
    const draft = `${path}.${process.pid}`;
    writeFileSync(draft, code);
    renameSync(draft, path);
  }
  return [file];
}
