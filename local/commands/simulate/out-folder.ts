import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Attachment, Simulation } from '../../clinic/play-events.ts';
import { UsageError } from '../../terminal/usage-error.ts';

const RESULT = 'result.json';
/** What a run writes of its e-mails, and nothing else. */
const OF_AN_EMAIL = /^\d{4,}(\.txt|\.html|-.+\.ics)$/;

/**
 * Makes the folder that a run writes into; what another run left in it goes.
 * @throws UsageError when it is none, or cannot be written
 */
export async function prepareFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true });
    const names = await readdir(folder);
    // Without a result the numbered files are somebody else's.
    const old = names.includes(RESULT) ? names.filter((name) => OF_AN_EMAIL.test(name)) : [];
    for (const name of old) await rm(join(folder, name));
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? ` (${String(error.code)})` : '';
    throw new UsageError(`--out: ${folder} is no folder that can be written${code}.`);
  }
}

/** Writes the result as JSON, and each e-mail as text, as HTML and with its calendar files. */
export async function writeFolder(
  folder: string,
  result: Pick<Simulation, 'emails'>,
  attachments: ReadonlyMap<string, readonly Attachment[]>,
): Promise<void> {
  await writeFile(join(folder, RESULT), `${JSON.stringify(result, null, 2)}\n`);
  for (const [index, { messageId, text, html }] of result.emails.entries()) {
    const number = String(index + 1).padStart(4, '0');
    await writeFile(join(folder, `${number}.txt`), text);
    await writeFile(join(folder, `${number}.html`), html);
    for (const { name, content } of attachments.get(messageId) ?? [])
      await writeFile(join(folder, `${number}-${basename(name)}`), content);
  }
}
