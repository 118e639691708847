import type { ClinicCloud } from '../../local/clinic/clinic-cloud.ts';
import type { ClinicAudit } from '../../local/commands/audit/audit-clinic.ts';
import type { Clinic } from '../../shared/clinic.ts';
import { asked } from './asked.ts';
import { temporaryFile } from './temporary.ts';

/**
 * Runs a command of the command line against a running cloud, as the clinic's operator does against AWS, but within this
 * process. It lives by the cloud's clock.
 */
export async function asOperator(
  { cloud }: Pick<ClinicCloud, 'cloud'>,
  clinic: Clinic,
  ...args: readonly string[]
): Promise<{ code: number; out: string; err: string }> {
  const file = temporaryFile(`${clinic.clinicId}.json`, JSON.stringify(clinic));
  const access = {
    AWS_ENDPOINT_URL: cloud.endpoint,
    AWS_ACCESS_KEY_ID: 'operator',
    AWS_SECRET_ACCESS_KEY: 'operator',
  };
  return asked([...args, '--clinic', file], access);
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
