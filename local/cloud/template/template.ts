import type { RoleModel, StackModel } from '../base/stack-model.ts';
import { TemplateError } from '../base/template-error.ts';
import { readFunctionPolicies, readHttpApis } from './http-apis.ts';
import { readKeys } from './keys.ts';
import { ResourceReader } from './reader.ts';
import type { StackTemplate } from './resolve.ts';
import {
  readAlarm,
  readBus,
  readBusPolicy,
  readEventDestination,
  readFunction,
  readMapping,
  readQueue,
  readQueuePolicy,
  readRule,
  readSchedule,
  readSuppressedReasons,
  readTable,
} from './resource-readers.ts';
import { IGNORED_TYPES, policyProperties, roleProperties } from './resources.ts';

/** The types that have a meaning here. */
export const KNOWN_TYPES: ReadonlySet<string> = new Set([
  'AWS::ApiGatewayV2::Api',
  'AWS::ApiGatewayV2::ApiMapping',
  'AWS::ApiGatewayV2::DomainName',
  'AWS::ApiGatewayV2::Integration',
  'AWS::ApiGatewayV2::Route',
  'AWS::ApiGatewayV2::Stage',
  'AWS::CloudWatch::Alarm',
  'AWS::DynamoDB::GlobalTable',
  'AWS::DynamoDB::Table',
  'AWS::Events::Archive',
  'AWS::Events::EventBus',
  'AWS::Events::EventBusPolicy',
  'AWS::Events::Rule',
  'AWS::IAM::ManagedPolicy',
  'AWS::IAM::Policy',
  'AWS::IAM::Role',
  'AWS::KMS::Key',
  'AWS::Lambda::EventSourceMapping',
  'AWS::Lambda::Function',
  'AWS::Lambda::Permission',
  'AWS::SES::ConfigurationSet',
  'AWS::SES::ConfigurationSetEventDestination',
  'AWS::SES::EmailIdentity',
  'AWS::SQS::Queue',
  'AWS::SQS::QueuePolicy',
  'AWS::Scheduler::Schedule',
  'AWS::Scheduler::ScheduleGroup',
]);

/**
 * Reads a synthesized template: what the embedded cloud has to run, under local names.
 * @throws TemplateError naming the resource and what is wrong with it
 */
export function readTemplate(stack: StackTemplate): StackModel {
  const { template, name, account, region } = stack;
  const reader = new ResourceReader(stack);
  for (const [id, { Type }] of Object.entries(template.Resources)) {
    if (!KNOWN_TYPES.has(Type) && !IGNORED_TYPES.has(Type)) {
      throw new TemplateError(`${name}: ${id} is an ${Type}, which the embedded cloud does not know`);
    }
  }
  const functions = reader.all('AWS::Lambda::Function', (each) => readFunction(each, stack.sources));
  const roles = readRoles(reader);
  return {
    name,
    account,
    region,
    tables: ['AWS::DynamoDB::GlobalTable', 'AWS::DynamoDB::Table'].flatMap((type) =>
      reader.all(type, readTable),
    ),
    queues: reader.all('AWS::SQS::Queue', readQueue),
    queuePolicies: reader.all('AWS::SQS::QueuePolicy', readQueuePolicy),
    buses: reader.all('AWS::Events::EventBus', readBus),
    busPolicies: reader.all('AWS::Events::EventBusPolicy', readBusPolicy),
    rules: reader.all('AWS::Events::Rule', readRule),
    functions,
    functionPolicies: readFunctionPolicies(reader),
    httpApis: readHttpApis(reader, region),
    mappings: reader.all('AWS::Lambda::EventSourceMapping', readMapping).flat(),
    roles,
    scheduleGroups: reader.all('AWS::Scheduler::ScheduleGroup', ({ name, arn }) => ({ name, arn })),
    schedules: reader.all('AWS::Scheduler::Schedule', readSchedule),
    configurationSets: reader.all('AWS::SES::ConfigurationSet', ({ name }) => name),
    suppressedReasons: Object.fromEntries(
      reader.all('AWS::SES::ConfigurationSet', readSuppressedReasons).flat(),
    ),
    eventDestinations: reader.all('AWS::SES::ConfigurationSetEventDestination', readEventDestination).flat(),
    alarms: reader.all('AWS::CloudWatch::Alarm', readAlarm),
    identities: reader.all('AWS::SES::EmailIdentity', ({ name }) => name),
    ...readKeys(reader),
    policiesOf: (functionArn) => {
      const roleArn = functions.find(({ arn }) => arn === functionArn)?.roleArn;
      return roles.find(({ arn }) => arn === roleArn)?.statements ?? [];
    },
  };
}

function readRoles(reader: ResourceReader): RoleModel[] {
  const attached = ['AWS::IAM::Policy', 'AWS::IAM::ManagedPolicy'].flatMap((type) =>
    reader.all(type, ({ read }) => read(policyProperties)),
  );
  return reader.all('AWS::IAM::Role', ({ name, arn, read }) => {
    const own = read(roleProperties);
    const documents = [...own.Policies, ...attached.filter(({ Roles }) => Roles.includes(name))];
    return {
      arn,
      trust: own.AssumeRolePolicyDocument.Statement,
      statements: documents.flatMap(({ PolicyDocument }) => PolicyDocument.Statement),
      managedPolicyArns: own.ManagedPolicyArns,
    };
  });
}
