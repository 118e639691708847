import { spawnSync } from 'node:child_process';
import { resourceName } from '../shared/names.ts';
import { InvalidClinics, readClinics } from './clinics/read-clinics.ts';

const COMMANDS: Readonly<Record<string, readonly string[]>> = {
  deploy: ['--require-approval', 'broadening'],
  diff: [],
};

process.exitCode = run(process.argv.slice(2));

/**
 * `deploy <clinic>` or `diff <clinic>`: the CDK's command for the stack of one clinic; further flags are passed on.
 * @returns the exit code: 2 for wrong use or a bad clinic file, else the CDK's own
 */
function run([command = '', clinicId = '', ...flags]: readonly string[]): number {
  try {
    const options = COMMANDS[command];
    const known = readClinics('clinics').map((clinic) => clinic.clinicId);
    if (options && known.includes(clinicId)) {
      const isSaid = flags.some((flag) => flag.startsWith('--require-approval'));
      const words = [command, resourceName({ clinicId }), ...(isSaid ? [] : options), ...flags];
      const env = { ...process.env, CDK_DISABLE_CLI_TELEMETRY: 'true' };
      return spawnSync('cdk', words, { stdio: 'inherit', env }).status ?? 1;
    }
    console.error(`usage: npm run deploy|diff -- <clinic>, one of: ${known.join(', ')}`);
  } catch (error) {
    if (!(error instanceof InvalidClinics)) throw error;
    console.error(error.message);
  }
  return 2;
}
