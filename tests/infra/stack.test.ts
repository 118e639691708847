import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Fn, Stack, Validations } from 'aws-cdk-lib';
import { CfnLogGroup } from 'aws-cdk-lib/aws-logs';
import { CfnQueue } from 'aws-cdk-lib/aws-sqs';
import { AwsSolutionsChecks } from 'cdk-nag';
import { afterAll, describe, expect, it } from 'vitest';
import { createClinicApp } from '../../infra/synthesize.ts';
import { clinic } from './templates.ts';

// cdk-nag reads a property that the CDK calls deprecated.
process.env['JSII_DEPRECATED'] = 'quiet';
const outdir = mkdtempSync(join(tmpdir(), 'course-reminders-test-'));
const app = createClinicApp([clinic('sample'), clinic('maximal')], { bundle: false, outdir });
Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
const assembly = app.synth();
afterAll(() => rmSync(outdir, { recursive: true, force: true }));

type Violation = { readonly ruleName: string };
type Report = {
  readonly pluginReports: readonly {
    readonly pluginName: string;
    readonly violations: readonly Violation[];
    readonly suppressedViolations?: readonly Violation[];
  }[];
};
const report: Report = JSON.parse(readFileSync(join(outdir, 'validation-report.json'), 'utf8'));

describe('each clinic’s stack', () => {
  it.each(['sample', 'maximal'] as const)('%s is what was reviewed', (clinicId) => {
    expect(assembly.getStackByName(`course-reminders-${clinicId}`).template).toMatchSnapshot();
  });

  it('goes to the account and Region of its file, with tags', () => {
    const stack = assembly.getStackByName('course-reminders-maximal');
    expect(stack.environment).toMatchObject({ account: '444455556666', region: 'eu-central-1' });
    expect(stack.tags).toEqual({ application: 'course-reminders', clinic: 'maximal', stage: 'production' });
  });

  it('cannot be deleted by accident in production', () => {
    expect(assembly.getStackByName('course-reminders-maximal').terminationProtection).toBe(true);
    expect(assembly.getStackByName('course-reminders-sample').terminationProtection).toBe(false);
  });

  it('has no finding of AwsSolutions or CloudFormation', () => {
    expect(report.pluginReports.flatMap(({ violations }) => violations)).toEqual([]);
  });

  it('would not be synthesized with a finding', () => {
    const planted = createClinicApp([clinic('sample')], { bundle: false, outdir: join(outdir, 'planted') });
    Validations.of(planted).addPlugins(new AwsSolutionsChecks(planted));
    const stack = Stack.of(planted.node.findChild('course-reminders-sample'));
    new CfnQueue(stack, 'Open');
    new CfnLogGroup(stack, 'Log', { logGroupName: Fn.ref('Nowhere') });
    // Without them it is: the sample's stack is synthesized above.
    expect(() => planted.synth()).toThrow(
      /AwsSolutions::AwsSolutions-SQS4.*\(Log\).*CloudFormation-Validate::/s,
    );
  });

  it('acknowledges four things only: wakes are named when they are armed, dead letters have none of their own, links are open, nobody has a password', () => {
    const acknowledged = report.pluginReports.flatMap(
      ({ suppressedViolations }) => suppressedViolations ?? [],
    );
    expect(new Set(acknowledged.map(({ ruleName }) => ruleName))).toEqual(
      new Set([
        'AwsSolutions-IAM5[Resource::arn:aws:scheduler:eu-north-1:111122223333:schedule/course-reminders-sample/*]',
        'AwsSolutions-APIG4',
        'AwsSolutions-COG2',
        'AwsSolutions-COG8',
        'AwsSolutions-SQS3',
        'AwsSolutions-IAM5[Resource::arn:aws:scheduler:eu-central-1:444455556666:schedule/course-reminders-maximal/*]',
      ]),
    );
  });
});
