import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type * as z from 'zod';
import { type Clinic, checkSettings } from '../../shared/clinic.ts';
import { domainOf } from '../constructs/email-identity.ts';

/** Clinic files that cannot be deployed; each line names the file, the field and what was expected. */
export class InvalidClinics extends Error {
  override readonly name = 'InvalidClinics';
  readonly lines: readonly string[];

  constructor(lines: readonly string[]) {
    super(lines.join('\n'));
    this.lines = lines;
  }
}

type Finding = { readonly path: string; readonly expected: string };
type Read = { readonly file: string; readonly clinic?: Clinic; readonly findings: readonly Finding[] };

/**
 * Reads every clinic of a folder: `<clinicId>.json`.
 * @param folder as it is to appear in messages: `clinics`
 * @throws InvalidClinics with a line for everything that is wrong in any file
 */
export function readClinics(folder: string): Clinic[] {
  const read = readdirSync(folder)
    .filter((file) => file.endsWith('.json') && !file.endsWith('.schema.json'))
    .sort()
    .map((file) => readClinic(folder, file));
  const lines = [...read, ...sharedDomains(read)].flatMap(({ file, findings }) =>
    findings.map(({ path, expected }) => `${join(folder, file)}: ${path}: ${expected}`),
  );
  if (lines.length > 0) throw new InvalidClinics(lines);
  return read.flatMap(({ clinic }) => clinic ?? []);
}

function readClinic(folder: string, file: string): Read {
  let json: unknown;
  try {
    json = JSON.parse(readFileSync(join(folder, file), 'utf8'));
  } catch (error) {
    const cause = error instanceof Error ? error.message : String(error);
    return { file, findings: [{ path: '(whole file)', expected: `expected JSON: ${cause}` }] };
  }
  const parsed = checkSettings(json);
  if (!parsed.success) return { file, findings: firstOfEachPath(parsed.error.issues.flatMap(findingsOf)) };
  const { clinicId } = parsed.data;
  if (file === `${clinicId}.json`) return { file, clinic: parsed.data, findings: [] };
  const expected = `expected the name of the file, "${file.replace(/\.json$/, '')}"`;
  return { file, findings: [{ path: 'clinicId', expected }] };
}

function findingsOf(issue: z.core.$ZodIssue): Finding[] {
  const path = issue.path.join('.');
  if (issue.code !== 'unrecognized_keys') {
    return [{ path: path || '(whole file)', expected: issue.message }];
  }
  return issue.keys.map((key) => ({
    path: [...issue.path, key].join('.'),
    expected: 'expected a setting that clinic.schema.json knows',
  }));
}

/** A time that does not exist is not outside the quiet hours either: one line is enough. */
const firstOfEachPath = (findings: readonly Finding[]): Finding[] =>
  findings.filter(({ path }, index) => findings.findIndex((other) => other.path === path) === index);

/** In one account and Region a domain can send for one stack only. */
function sharedDomains(read: readonly Read[]): Read[] {
  const owners = new Map<string, string>();
  return read.flatMap(({ file, clinic }) => {
    if (!clinic) return [];
    const place = [clinic.account, clinic.region, domainOf(clinic.sender.address)].join(' ');
    const owner = owners.get(place);
    owners.set(place, owner ?? file);
    const expected = `expected a domain that no other clinic of this account and Region sends from, as ${owner} does`;
    return owner ? [{ file, findings: [{ path: 'sender.address', expected }] }] : [];
  });
}
