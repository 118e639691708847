import { Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { readClinics } from './clinics/read-clinics.ts';
import { refusalOf } from './refusal.ts';
import { createClinicApp } from './synthesize.ts';

// cdk-nag reads a property of its own that the CDK calls deprecated; there is nothing to do about it here.
process.env['JSII_DEPRECATED'] ??= 'quiet';

/** The folder of the clinics' files. */
const folder = process.argv[2] ?? 'clinics';

try {
  const app = createClinicApp(readClinics(folder));
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
  app.synth();
} catch (error) {
  console.error(refusalOf(error, folder));
  process.exitCode = 2;
}
