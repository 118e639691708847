import type { ClinicCloud } from '../../local/clinic/clinic-cloud.ts';
import { runProgram } from '../../local/command-line/program.ts';
import type { ClinicAudit } from '../../local/commands/audit/audit-clinic.ts';
import { COMMANDS } from '../../local/commands/index.ts';
import type { Clinic } from '../../shared/clinic.ts';
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
  const out = caught(process.stdout);
  const err = caught(process.stderr);
  const env = { ...process.env };
  Object.assign(process.env, {
    AWS_ENDPOINT_URL: cloud.endpoint,
    AWS_ACCESS_KEY_ID: 'operator',
    AWS_SECRET_ACCESS_KEY: 'operator',
  });
  try {
    const program = { commands: COMMANDS, version: '', env: {}, out: out.write, err: err.write };
    const code = await runProgram(program, [...args, '--clinic', file]);
    return { code, out: out.text(), err: err.text() };
  } finally {
    process.env = env;
    out.release();
    err.release();
  }
}

/** What a command writes itself, for as long as it runs. */
function caught(stream: NodeJS.WriteStream) {
  const { write } = stream;
  let text = '';
  stream.write = (chunk: string | Uint8Array) => {
    text += chunk.toString();
    return true;
  };
  return {
    write: (written: string) => {
      text += written;
    },
    text: () => text,
    release: () => {
      stream.write = write;
    },
  };
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
