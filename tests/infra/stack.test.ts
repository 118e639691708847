import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Fn, Stack, Validations } from 'aws-cdk-lib';
import { CfnLogGroup } from 'aws-cdk-lib/aws-logs';
import { CfnQueue } from 'aws-cdk-lib/aws-sqs';
import type { CloudFormationStackArtifact } from 'aws-cdk-lib/cx-api';
import { AwsSolutionsChecks } from 'cdk-nag';
import { afterAll, describe, expect, it } from 'vitest';
import { createClinicApp } from '../../infra/synthesize.ts';
import { someOf } from '../support/exhaustive.ts';
import { clinic } from './templates.ts';

// cdk-nag reads a property that the CDK calls deprecated.
process.env['JSII_DEPRECATED'] = 'quiet';
const outdir = mkdtempSync(join(tmpdir(), 'course-reminders-test-'));
afterAll(() => rmSync(outdir, { recursive: true, force: true }));

const CLINICS = ['sample', 'maximal'] as const;
type ClinicId = (typeof CLINICS)[number];

/** Looking for findings takes far longer than to make what they are looked for in. */
const CHECKED = someOf(CLINICS, 1);

function assemblyOf(clinicId: ClinicId) {
  const validate = CHECKED.includes(clinicId);
  const app = createClinicApp([clinic(clinicId)], {
    bundle: false,
    validate,
    outdir: join(outdir, clinicId),
  });
  if (validate) Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
  return app.synth();
}
const stacks = Object.fromEntries(
  CLINICS.map((id) => [id, assemblyOf(id).getStackByName(`course-reminders-${id}`)]),
) as Record<ClinicId, CloudFormationStackArtifact>;

type Violation = { readonly ruleName: string };
type Report = {
  readonly pluginReports: readonly {
    readonly pluginName: string;
    readonly violations: readonly Violation[];
    readonly suppressedViolations?: readonly Violation[];
  }[];
};
/** Beside that wakes are named when they are armed, and links are open. */
const ACKNOWLEDGED = {
  sample: ['AwsSolutions-COG2', 'AwsSolutions-COG8'],
  maximal: ['AwsSolutions-SQS3'],
};
const pluginsOn = (clinicId: ClinicId) => {
  const text = readFileSync(join(outdir, clinicId, 'validation-report.json'), 'utf8');
  return (JSON.parse(text) as Report).pluginReports;
};

describe('each clinic’s stack', () => {
  it.each(CLINICS)('%s is what was reviewed', (clinicId) => {
    expect(stacks[clinicId].template).toMatchSnapshot();
  });

  it('goes to the account and Region of its file, with tags', () => {
    expect(stacks.maximal.environment).toMatchObject({ account: '444455556666', region: 'eu-central-1' });
    expect(stacks.maximal.tags).toEqual({
      application: 'course-reminders',
      clinic: 'maximal',
      stage: 'production',
    });
  });

  it('cannot be deleted by accident in production', () => {
    expect(stacks.maximal.terminationProtection).toBe(true);
    expect(stacks.sample.terminationProtection).toBe(false);
  });

  it.each(CHECKED)('%s has no finding of AwsSolutions or CloudFormation', (clinicId) => {
    const reports = pluginsOn(clinicId);
    expect(reports.map(({ pluginName }) => pluginName)).toEqual(['AwsSolutions']);
    expect(reports.flatMap(({ violations }) => violations)).toEqual([]);
  });

  it('would not be synthesized with a finding', () => {
    const planted = createClinicApp([], { outdir: join(outdir, 'planted') });
    Validations.of(planted).addPlugins(new AwsSolutionsChecks(planted));
    const stack = new Stack(planted, 'Planted');
    new CfnQueue(stack, 'Open');
    new CfnLogGroup(stack, 'Log', { logGroupName: Fn.ref('Nowhere') });
    expect(() => planted.synth()).toThrow(
      /AwsSolutions::AwsSolutions-SQS4.*\(Log\).*CloudFormation-Validate::/s,
    );
  });

  it.each(CHECKED)(
    '%s acknowledges four things only: wakes are named when they are armed, dead letters have none of their own, links are open, nobody has a password',
    (clinicId) => {
      const acknowledged = pluginsOn(clinicId).flatMap(
        ({ suppressedViolations }) => suppressedViolations ?? [],
      );
      const { region, account } = clinic(clinicId);
      expect(new Set(acknowledged.map(({ ruleName }) => ruleName))).toEqual(
        new Set([
          `AwsSolutions-IAM5[Resource::arn:aws:scheduler:${region}:${account}:schedule/course-reminders-${clinicId}/*]`,
          'AwsSolutions-APIG4',
          ...ACKNOWLEDGED[clinicId],
        ]),
      );
    },
  );
});
