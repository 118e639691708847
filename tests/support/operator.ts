import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import type { ClinicCloud } from '../../local/clinic/clinic-cloud.ts';
import type { ClinicAudit } from '../../local/commands/audit/audit-clinic.ts';
import type { Clinic } from '../../shared/clinic.ts';
import { temporaryFile } from '../local/commands/command-line.ts';

const CLI = new URL('../../local/cli.js', import.meta.url).pathname;

/**
 * Runs a command of the command line against a running cloud, as the clinic's operator does against AWS. It lives by the
 * cloud's clock.
 */
export async function asOperator(
  { cloud }: Pick<ClinicCloud, 'cloud'>,
  clinic: Clinic,
  ...args: readonly string[]
): Promise<{ code: number | null; out: string; err: string }> {
  const file = temporaryFile(`${clinic.clinicId}.json`, JSON.stringify(clinic));
  const command = [CLI, ...args, '--clinic', file];
  const child = spawn(process.execPath, command, {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      PATH: process.env['PATH'],
      LANG: 'C.UTF-8',
      AWS_ENDPOINT_URL: cloud.endpoint,
      AWS_ACCESS_KEY_ID: 'operator',
      AWS_SECRET_ACCESS_KEY: 'operator',
    },
  });
  const [out, err, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close'),
  ]);
  return { code, out, err };
}

/** A clinic's audit as other programs read it, with its exit code. */
export async function auditOf(
  clinicCloud: Pick<ClinicCloud, 'cloud'>,
  clinic: Clinic,
  ...options: readonly string[]
) {
  const { code, out, err } = await asOperator(clinicCloud, clinic, 'audit', '--json', ...options);
  if (err !== '') throw new Error(err);
  return { code, ...(JSON.parse(out) as ClinicAudit) };
}
