import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Command, optional, required } from '../../command-line/command.ts';
import { clinicFor, sampleClinic } from '../../files/clinic-file.ts';
import { INDEX, MARK, previewFiles } from '../../preview/preview-files.ts';
import { UsageError } from '../../terminal/usage-error.ts';

/** `preview`: everything that a clinic says, as files to look at. */
export const preview: Command = {
  summary: 'Every message and page of a clinic, in both languages, as HTML files.',
  help: `Usage: preview --out FOLDER [--clinic FILE]

Writes every message that the clinic sends and every page that people reach, in each situation that changes its words,
in Danish and in English, with an index. They are made by what makes the real ones, from invented courses. Nothing is
sent, and no service is needed. It takes some seconds.

  --out FOLDER    an empty or new folder, or one that an earlier preview was written to: its files are replaced
  --clinic FILE   a clinic's settings, its own words among them (default: the sample clinic's)
`,
  examples: ['--out preview', '--clinic clinics/sundby.json --out preview'],
  options: { out: { type: 'string' }, clinic: { type: 'string' } },
  async run(values) {
    const folder = required(values, 'out', 'a folder for the files');
    const clinicFile = optional(values, 'clinic');
    const clinic = clinicFile ? clinicFor(clinicFile) : sampleClinic();
    await prepare(folder);
    const files = await previewFiles(clinic);
    // The index last: a folder that has one is whole.
    for (const [name, content] of [...files].reverse()) await writeFile(join(folder, name), content);
    process.stdout.write(`${files.size} files; begin with ${join(folder, INDEX)}\n`);
    return 0;
  },
};

/** @throws UsageError when the folder cannot be written, or holds what is not a preview */
async function prepare(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true });
    const names = await readdir(folder);
    if (names.length > 0 && !(await isPreview(folder, names)))
      throw new UsageError(`--out: ${folder} is not empty; give a new folder, or one that holds a preview.`);
    for (const name of names.filter((each) => each.endsWith('.html'))) await rm(join(folder, name));
    // Written first, so that a folder that takes no files is told before anything is made.
    await writeFile(join(folder, INDEX), MARK);
  } catch (error) {
    if (error instanceof UsageError) throw error;
    const code = error instanceof Error && 'code' in error ? ` (${String(error.code)})` : '';
    throw new UsageError(`--out: ${folder} is no folder that can be written${code}.`);
  }
}

const isPreview = async (folder: string, names: readonly string[]): Promise<boolean> =>
  names.includes(INDEX) && (await readFile(join(folder, INDEX), 'utf8')).includes(MARK);
