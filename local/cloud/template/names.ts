import { createHash } from 'node:crypto';

type Named = {
  readonly type: string;
  readonly name: string;
  readonly stack: { readonly account: string; readonly region: string };
  /** The group or bus that the resource belongs to. */
  readonly parent: unknown;
};

/** The property that holds a resource's physical name, where it is not `Name`. */
export const NAME_PROPERTIES: Readonly<Record<string, string>> = {
  'AWS::ApiGatewayV2::DomainName': 'DomainName',
  'AWS::ApiGatewayV2::Stage': 'StageName',
  'AWS::CloudWatch::Alarm': 'AlarmName',
  'AWS::DynamoDB::GlobalTable': 'TableName',
  'AWS::DynamoDB::Table': 'TableName',
  'AWS::Events::Archive': 'ArchiveName',
  'AWS::IAM::ManagedPolicy': 'ManagedPolicyName',
  'AWS::IAM::Policy': 'PolicyName',
  'AWS::IAM::Role': 'RoleName',
  'AWS::KMS::Alias': 'AliasName',
  'AWS::Lambda::Function': 'FunctionName',
  'AWS::Logs::LogGroup': 'LogGroupName',
  'AWS::SES::EmailIdentity': 'EmailIdentity',
  'AWS::SNS::Topic': 'TopicName',
  'AWS::SQS::Queue': 'QueueName',
};

/** The id that AWS would give an HTTP API, whatever its name: ten letters and digits, the same in every run. */
export const apiIdOf = (stackName: string, logicalId: string): string => {
  const digest = createHash('sha256').update(`${stackName} ${logicalId}`).digest('hex').slice(0, 16);
  return BigInt(`0x${digest}`).toString(36).padStart(10, '0').slice(-10);
};

/** The host name that AWS gives an HTTP API. */
export const apiHostOf = (apiId: string, region: string): string =>
  `${apiId}.execute-api.${region}.amazonaws.com`;

/** Types whose `Ref` is an ARN. */
export const REF_IS_ARN: ReadonlySet<string> = new Set(['AWS::SNS::Topic', 'AWS::IAM::ManagedPolicy']);
/** Types whose `Ref` is a URL. */
export const REF_IS_URL: ReadonlySet<string> = new Set(['AWS::SQS::Queue']);

const ofBus = ({ parent }: Named) => (typeof parent === 'string' && parent !== 'default' ? `${parent}/` : '');

const RESOURCE_PARTS: Readonly<Record<string, (named: Named) => string>> = {
  'AWS::DynamoDB::GlobalTable': ({ name }) => `table/${name}`,
  'AWS::DynamoDB::Table': ({ name }) => `table/${name}`,
  'AWS::Events::Archive': ({ name }) => `archive/${name}`,
  'AWS::Events::EventBus': ({ name }) => `event-bus/${name}`,
  'AWS::Events::Rule': (named) => `rule/${ofBus(named)}${named.name}`,
  'AWS::IAM::ManagedPolicy': ({ name }) => `policy/${name}`,
  'AWS::IAM::Role': ({ name }) => `role/${name}`,
  'AWS::KMS::Key': ({ name }) => `key/${name}`,
  'AWS::Lambda::Function': ({ name }) => `function:${name}`,
  'AWS::Logs::LogGroup': ({ name }) => `log-group:${name}:*`,
  'AWS::SES::ConfigurationSet': ({ name }) => `configuration-set/${name}`,
  'AWS::SES::EmailIdentity': ({ name }) => `identity/${name}`,
  'AWS::Scheduler::Schedule': ({ name, parent }) => `schedule/${parent ?? 'default'}/${name}`,
  'AWS::Scheduler::ScheduleGroup': ({ name }) => `schedule-group/${name}`,
};

/** The ARN that AWS would give a resource of this name. */
export function arnOf(named: Named): string {
  const { type, name, stack } = named;
  const service = type.split('::')[1]?.toLowerCase() ?? '';
  const region = service === 'iam' ? '' : stack.region;
  const resource = RESOURCE_PARTS[type]?.(named) ?? name;
  return `arn:aws:${service}:${region}:${stack.account}:${resource}`;
}
