import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { clinic, resourcesOf, templateOf } from './templates.ts';

const page = readFileSync(join(import.meta.dirname, '../../docs/scale.md'), 'utf8');
const { template } = templateOf(clinic('sample'));

it.each([
  ['event buses', 'AWS::Events::EventBus', 100],
  ['IAM roles', 'AWS::IAM::Role', 1000],
  ['alarms', 'AWS::CloudWatch::Alarm', 5000],
  ['schedule groups', 'AWS::Scheduler::ScheduleGroup', 500],
  ['HTTP APIs', 'AWS::ApiGatewayV2::Api', 600],
  ['user pools', 'AWS::Cognito::UserPool', 1000],
  ['tables', 'AWS::DynamoDB::GlobalTable', 2500],
])('docs/scale.md knows how many %s a clinic has, and how many clinics an account', (what, type, quota) => {
  const [, has, clinics] =
    page.match(new RegExp(`\\| ${what} \\| [\\d,]+ \\| (\\d+)[^|]*\\| \\**([\\d,]+)\\**`)) ?? [];
  expect(Number(has)).toBe(resourcesOf(template, type).length);
  expect(Number(clinics?.replace(',', ''))).toBe(Math.floor(quota / Number(has)));
});
