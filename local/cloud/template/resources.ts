import * as z from 'zod';

const arnField = z.looseObject({ Arn: z.string() });

/** Properties of the resource types that the embedded cloud stands in for, references resolved. */
export const tableProperties = z.looseObject({
  AttributeDefinitions: z.array(z.looseObject({ AttributeName: z.string(), AttributeType: z.string() })),
  KeySchema: z.array(z.looseObject({ AttributeName: z.string(), KeyType: z.string() })),
  GlobalSecondaryIndexes: z
    .array(z.looseObject({ IndexName: z.string(), KeySchema: z.array(z.unknown()), Projection: z.unknown() }))
    .default([]),
});

export const queueProperties = z.looseObject({
  VisibilityTimeout: z.coerce.number().default(30),
  DelaySeconds: z.coerce.number().default(0),
  MessageRetentionPeriod: z.coerce.number().default(345_600),
  FifoQueue: z.literal(false).optional(),
  RedrivePolicy: z
    .looseObject({ deadLetterTargetArn: z.string(), maxReceiveCount: z.coerce.number() })
    .optional(),
});

export const busProperties = z.looseObject({ DeadLetterConfig: arnField.optional() });

export const keyProperties = z.looseObject({ KeyPolicy: z.lazy(() => policyDocument) });

/** The members that name the key of a table, a queue, a bus or an archive. */
export const encryptionProperties = z.looseObject({
  KmsMasterKeyId: z.string().optional(),
  KmsKeyIdentifier: z.string().optional(),
  SSESpecification: z.looseObject({ KMSMasterKeyId: z.string().optional() }).optional(),
  Replicas: z
    .array(
      z.looseObject({
        SSESpecification: z.looseObject({ KMSMasterKeyId: z.string().optional() }).optional(),
      }),
    )
    .optional(),
  /** Of an archive: the bus. */
  SourceArn: z.string().optional(),
});

export const ruleProperties = z.looseObject({
  EventBusName: z.string().default('default'),
  EventPattern: z.record(z.string(), z.unknown()),
  State: z.string().default('ENABLED'),
  Targets: z
    .array(
      z.looseObject({
        Arn: z.string(),
        Input: z.string().optional(),
        InputPath: z.string().optional(),
        InputTransformer: z.never('an input transformer is not known locally').optional(),
        DeadLetterConfig: arnField.optional(),
      }),
    )
    .default([]),
});

export const functionProperties = z.looseObject({
  Role: z.string(),
  Timeout: z.number().default(3),
  MemorySize: z.number().default(128),
  ReservedConcurrentExecutions: z.number().optional(),
  Environment: z.looseObject({ Variables: z.record(z.string(), z.coerce.string()) }).optional(),
});

export const mappingProperties = z.looseObject({
  EventSourceArn: z.string(),
  FunctionName: z.string(),
  BatchSize: z.number().default(10),
  Enabled: z.boolean().default(true),
  FunctionResponseTypes: z.array(z.string()).default([]),
  FilterCriteria: z.looseObject({ Filters: z.array(z.looseObject({ Pattern: z.string() })) }).optional(),
});

export const scheduleProperties = z.object({
  GroupName: z.string().default('default'),
  Description: z.string().exactOptional(),
  ScheduleExpression: z.string(),
  ScheduleExpressionTimezone: z.string().exactOptional(),
  StartDate: z.string().exactOptional(),
  EndDate: z.string().exactOptional(),
  State: z.enum(['ENABLED', 'DISABLED']).exactOptional(),
  FlexibleTimeWindow: z
    .object({ Mode: z.enum(['OFF', 'FLEXIBLE']), MaximumWindowInMinutes: z.number().exactOptional() })
    .exactOptional(),
  Target: z.looseObject({ Arn: z.string(), RoleArn: z.string(), DeadLetterConfig: arnField.exactOptional() }),
});

/** Strict where what is not read would change what an alarm does. */
export const alarmProperties = z.looseObject({
  AlarmDescription: z.string().default(''),
  Namespace: z.string(),
  MetricName: z.string(),
  Dimensions: z.array(z.object({ Name: z.string(), Value: z.string() })).default([]),
  Statistic: z.enum(['Average', 'Maximum', 'Minimum', 'SampleCount', 'Sum']),
  Period: z.number(),
  EvaluationPeriods: z.number(),
  DatapointsToAlarm: z.never('only alarms on all of their periods are known locally').optional(),
  Threshold: z.number(),
  ComparisonOperator: z.enum([
    'GreaterThanOrEqualToThreshold',
    'GreaterThanThreshold',
    'LessThanThreshold',
    'LessThanOrEqualToThreshold',
  ]),
  TreatMissingData: z.enum(['notBreaching', 'breaching', 'ignore']),
});

const policyDocument = z.looseObject({
  Statement: z
    .union([z.record(z.string(), z.unknown()), z.array(z.record(z.string(), z.unknown()))])
    .transform((statement) => (Array.isArray(statement) ? statement : [statement])),
});

export const roleProperties = z.looseObject({
  AssumeRolePolicyDocument: policyDocument,
  Policies: z.array(z.looseObject({ PolicyDocument: policyDocument })).default([]),
  ManagedPolicyArns: z.array(z.string()).default([]),
  PermissionsBoundary: z.never('a permissions boundary is not known locally').optional(),
});

export const policyProperties = z.looseObject({
  PolicyDocument: policyDocument,
  Roles: z.array(z.string()).default([]),
});

export const queuePolicyProperties = z.looseObject({
  PolicyDocument: policyDocument,
  Queues: z.array(z.string()),
});

export const busPolicyProperties = z.looseObject({
  EventBusName: z.string().default('default'),
  Statement: z.record(z.string(), z.unknown()),
});

export const configurationSetProperties = z.looseObject({
  SuppressionOptions: z.looseObject({ SuppressedReasons: z.array(z.string()) }).optional(),
});

export const eventDestinationProperties = z.looseObject({
  ConfigurationSetName: z.string(),
  EventDestination: z.looseObject({
    Enabled: z.boolean().default(false),
    MatchingEventTypes: z.array(z.string()),
    EventBridgeDestination: z.looseObject({ EventBusArn: z.string() }).optional(),
  }),
});

/** Types without a meaning on one machine: AWS's own watching, locking and logging. */
export const IGNORED_TYPES: ReadonlySet<string> = new Set([
  'AWS::CDK::Metadata',
  'AWS::CloudWatch::CompositeAlarm',
  'AWS::CloudWatch::Dashboard',
  'AWS::Cognito::ManagedLoginBranding',
  'AWS::Cognito::UserPool',
  'AWS::Cognito::UserPoolClient',
  'AWS::Cognito::UserPoolDomain',
  'AWS::KMS::Alias',
  'AWS::Logs::LogGroup',
  'AWS::Logs::MetricFilter',
  'AWS::SNS::Subscription',
  'AWS::SNS::Topic',
  'AWS::SNS::TopicPolicy',
]);
