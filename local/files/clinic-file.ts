import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { protocolsBeside } from '../../infra/clinics/protocol-files.ts';
import { type Clinic, parseClinic } from '../../shared/clinic.ts';
import { readClinic } from '../../shared/clinic-file.ts';
import { UsageError } from '../terminal/usage-error.ts';
import { knowProtocolsOf } from '../words/known-visits.ts';

const SAMPLE = fileURLToPath(new URL('../../clinics/sample.json', import.meta.url));

/**
 * The text of a clinic's file.
 * @throws UsageError when the file cannot be read
 */
export function clinicText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? ` (${String(error.code)})` : '';
    throw new UsageError(`${file}: the clinic's file cannot be read${code}.`);
  }
}

/**
 * The clinic to work with: the given file's, else the sample clinic's without its closures and its choice of reminders.
 * @throws UsageError when the file is not a valid clinic's
 */
export const clinicFor = (file: string | undefined): Clinic =>
  file === undefined
    ? parseClinic({ ...Object(JSON.parse(clinicText(SAMPLE))), closures: [], reminders: {} })
    : clinicOf(file);

/** The sample clinic as its file has it. */
export const sampleClinic = (): Clinic => clinicOf(SAMPLE);

function clinicOf(file: string): Clinic {
  const read = readClinic(clinicText(file), protocolsBeside(file));
  if ('clinic' in read) {
    knowProtocolsOf(read.clinic);
    return read.clinic;
  }
  const [first] = read.issues;
  throw new UsageError(`${file}: ${first?.path}: ${first?.message} (see check-clinic).`);
}
