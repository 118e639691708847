import { globSync } from 'node:fs';
import { join } from 'node:path';
import { App, Stack } from 'aws-cdk-lib';
import {
  ClinicFunction,
  type ClinicFunctionProps,
  type FunctionName,
} from '../../infra/constructs/clinic-function.ts';

/**
 * Bundles one function as it is deployed, without the rest of its stack.
 * @returns the file with its code; beside its folder stands `Stack.template.json`
 */
export function bundled(
  name: FunctionName,
  outdir: string,
  { environment = {}, inject = [] }: Partial<Pick<ClinicFunctionProps, 'environment' | 'inject'>> = {},
): string {
  const app = new App({ outdir, builtinCloudFormationValidation: false });
  new ClinicFunction(new Stack(app, 'Stack'), 'Function', {
    name,
    clinicId: 'any',
    functionName: name,
    environment,
    statements: [],
    reads: undefined,
    key: undefined,
    inject,
    bundle: true,
  });
  app.synth();
  const [code = ''] = globSync('asset.*/index.js', { cwd: outdir });
  return join(outdir, code);
}
