import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Clinic } from '../../shared/clinic.ts';
import { type ClinicIssue, readClinic, WHOLE_FILE } from '../../shared/clinic-file.ts';
import { domainOf } from './email-domain.ts';
import { protocolsBeside } from './protocol-files.ts';

/** Clinic files that cannot be deployed; each line names the file, the field and what was expected. */
export class InvalidClinics extends Error {
  override readonly name = 'InvalidClinics';
  readonly lines: readonly string[];

  constructor(lines: readonly string[]) {
    super(lines.join('\n'));
    this.lines = lines;
  }
}

type Read = { readonly file: string; readonly clinic?: Clinic; readonly issues: readonly ClinicIssue[] };

/**
 * Reads every clinic of a folder: `<clinicId>.json`.
 * @param folder as it is to appear in messages: `clinics`
 * @throws InvalidClinics with a line for everything that is wrong in any file
 */
export function readClinics(folder: string): Clinic[] {
  const read = readdirSync(folder)
    .filter((file) => file.endsWith('.json') && !file.endsWith('.schema.json'))
    .sort()
    .map((file) => readFile(folder, file));
  const lines = [...read, ...sharedDomains(read)].flatMap(({ file, issues }) =>
    issues.map(({ path, message }) => `${join(folder, file)}: ${path}: ${message}`),
  );
  if (lines.length > 0) throw new InvalidClinics(lines);
  return read.flatMap(({ clinic }) => clinic ?? []);
}

function readFile(folder: string, file: string): Read {
  const text = textOf(join(folder, file));
  if (text instanceof Error) {
    return { file, issues: [{ path: WHOLE_FILE, message: `expected a file to read: ${text.message}` }] };
  }
  const read = readClinic(text, protocolsBeside(join(folder, file)));
  if ('issues' in read) return { file, issues: read.issues };
  if (file === `${read.clinic.clinicId}.json`) return { file, clinic: read.clinic, issues: [] };
  const message = `expected the name of the file, "${file.replace(/\.json$/, '')}"`;
  return { file, issues: [{ path: 'clinicId', message }] };
}

function textOf(file: string): string | Error {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}

/** In one account and Region one stack only can make a domain's identity; others may use it. */
function sharedDomains(read: readonly Read[]): Read[] {
  const owners = new Map<string, string>();
  return read.flatMap(({ file, clinic }) => {
    if (clinic?.senderIdentity !== 'created') return [];
    const place = [clinic.account, clinic.region, domainOf(clinic.sender.address)].join(' ');
    const owner = owners.get(place);
    owners.set(place, owner ?? file);
    const message = `expected a domain that no other clinic of this account and Region sends from, as ${owner} does, or "senderIdentity": "existing"`;
    return owner ? [{ file, issues: [{ path: 'sender.address', message }] }] : [];
  });
}
