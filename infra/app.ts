import { Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { InvalidClinics, readClinics } from './clinics/read-clinics.ts';
import { EnvironmentTooLarge } from './constructs/environment-size.ts';
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
  if (error instanceof InvalidClinics) {
    console.error(error.message);
  } else if (error instanceof EnvironmentTooLarge) {
    console.error(`${folder}/${error.clinicId}.json: ${error.path}: ${error.message}`);
  } else {
    throw error;
  }
  process.exitCode = 2;
}
