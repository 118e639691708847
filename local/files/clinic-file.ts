import { readFileSync } from 'node:fs';
import type * as z from 'zod';
import { type Clinic, checkSettings } from '../../shared/clinic.ts';
import { plain } from '../terminal/text.ts';
import { UsageError } from '../terminal/usage-error.ts';

const SAMPLE = new URL('../../clinics/sample.json', import.meta.url);

/** What is wrong in a clinic's file: the field and what was expected. */
export type ClinicIssue = { readonly path: string; readonly message: string };

/**
 * Reads and checks a clinic's file.
 * @returns the settings, or what is wrong with them
 * @throws UsageError when the file cannot be read or is no JSON
 */
export function readClinicFile(file: string | URL): { clinic: Clinic } | { issues: ClinicIssue[] } {
  const result = checkSettings(readJson(file));
  if (result.success) return { clinic: result.data };
  return { issues: result.error.issues.map(toIssue) };
}

/**
 * The clinic to work with: the given file's, else the sample clinic's settings without its closures.
 * @throws UsageError when the file is not a valid clinic's
 */
export function clinicFor(file: string | undefined): Clinic {
  const result = readClinicFile(file ?? SAMPLE);
  if ('issues' in result) {
    const [first] = result.issues;
    throw new UsageError(`${file}: ${first?.path}: ${first?.message} (see check-clinic).`);
  }
  return file === undefined ? { ...result.clinic, closures: [] } : result.clinic;
}

/** The sample clinic as its file has it. */
export function sampleClinic(): Clinic {
  const result = readClinicFile(SAMPLE);
  if ('issues' in result) throw new UsageError('the sample clinic is not valid');
  return result.clinic;
}

function readJson(file: string | URL): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    if (error instanceof SyntaxError) throw new UsageError(`${file}: expected JSON.`);
    const code = error instanceof Error && 'code' in error ? ` (${String(error.code)})` : '';
    throw new UsageError(`${file}: the clinic's file cannot be read${code}.`);
  }
}

const toIssue = ({ path, message }: z.core.$ZodIssue): ClinicIssue => ({
  path: path.map(String).join('.') || '(file)',
  // It may name a field of the file.
  message: plain(message),
});
