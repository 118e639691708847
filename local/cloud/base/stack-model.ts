import type { MetricName, Statistic } from './metric-name.ts';

/** A statement of an IAM policy, references resolved. */
export type PolicyStatement = Readonly<Record<string, unknown>>;

export type TableModel = {
  readonly name: string;
  readonly arn: string;
  /** The CreateTable request. */
  readonly create: Readonly<Record<string, unknown>>;
};

/** A queue's settings as the template gives them. Times in seconds. */
export type QueueSettings = {
  readonly name: string;
  readonly arn: string;
  readonly url: string;
  readonly visibilityTimeout: number;
  readonly delay: number;
  readonly retention: number;
  readonly redrive?: { readonly deadLetterArn: string; readonly maxReceiveCount: number };
};

/** An EventBridge event pattern: what an event must hold, field by field. */
export type EventPattern = Readonly<Record<string, unknown>>;

/** What a rule sends where: the whole event, a part of it, or a constant. */
export type RuleTarget = {
  readonly arn: string;
  /** Where events go that cannot be sent there. */
  readonly deadLetterArn?: string;
  readonly inputPath?: string;
  readonly input?: string;
};

/** A rule of an event bus. */
export type Rule = {
  readonly name: string;
  readonly arn: string;
  readonly busName: string;
  readonly enabled: boolean;
  readonly pattern: EventPattern;
  readonly targets: readonly RuleTarget[];
};

/** The properties of an `AWS::Scheduler::Schedule`; `target` and the window as in the template. */
export type TemplateSchedule = {
  readonly name: string;
  readonly groupName?: string;
  readonly description?: string;
  readonly scheduleExpression: string;
  readonly scheduleExpressionTimezone?: string;
  /** ISO 8601 date-times. */
  readonly startDate?: string;
  readonly endDate?: string;
  readonly state?: 'ENABLED' | 'DISABLED';
  readonly flexibleTimeWindow?: {
    readonly Mode: 'OFF' | 'FLEXIBLE';
    readonly MaximumWindowInMinutes?: number;
  };
  readonly actionAfterCompletion?: 'NONE' | 'DELETE';
  readonly target: Readonly<Record<string, unknown>>;
};

/** A function as the template describes it. */
export type FunctionModel = {
  readonly logicalId: string;
  readonly name: string;
  readonly arn: string;
  readonly roleArn: string;
  /** File URL of the module that exports `handler`. */
  readonly entry: string;
  /** Modules whose exports stand for names that its code leaves free, by their paths. */
  readonly inject?: readonly string[];
  /** Files that are bundled in the place of modules of packages, by the modules' names. */
  readonly alias?: Readonly<Record<string, string>>;
  readonly environment: Readonly<Record<string, string>>;
  readonly timeoutSeconds: number;
  readonly memoryMegabytes: number;
  /** Whether no concurrent execution is reserved for it: it is never run. */
  readonly isThrottled: boolean;
};

export type MappingModel = {
  readonly queueArn: string;
  /** Name or ARN. */
  readonly function: string;
  readonly batchSize: number;
  readonly reportsItemFailures: boolean;
  /** A message is handled when any matches; all are when there are none. */
  readonly filters: readonly EventPattern[];
};

export type RoleModel = {
  readonly arn: string;
  readonly trust: readonly PolicyStatement[];
  readonly statements: readonly PolicyStatement[];
  readonly managedPolicyArns: readonly string[];
};

export type QueuePolicyModel = {
  readonly queueUrls: readonly string[];
  readonly statements: readonly PolicyStatement[];
};

export type BusModel = {
  readonly name: string;
  readonly arn: string;
  /** Where events go that the bus cannot encrypt or decrypt. */
  readonly deadLetterArn?: string;
};

export type BusPolicyModel = {
  readonly busName: string;
  readonly statements: readonly PolicyStatement[];
};

/** An alarm on one metric. */
export type AlarmModel = {
  readonly name: string;
  readonly description: string;
  readonly metric: MetricName;
  readonly statistic: Statistic;
  readonly periodSeconds: number;
  /** So many periods in a row have to breach. */
  readonly periods: number;
  readonly threshold: number;
  readonly comparison:
    | 'GreaterThanOrEqualToThreshold'
    | 'GreaterThanThreshold'
    | 'LessThanThreshold'
    | 'LessThanOrEqualToThreshold';
  readonly missing: 'notBreaching' | 'breaching' | 'ignore';
};

/** A KMS key, and whom its own policy lets use it. */
export type KeyModel = { readonly arn: string; readonly statements: readonly PolicyStatement[] };

/** Something that a KMS key of these stacks encrypts. */
export type EncryptedModel = {
  readonly kind: 'table' | 'queue' | 'bus' | 'archive';
  readonly arn: string;
  readonly keyArn: string;
  /** The bus whose events it keeps: of a bus, itself. */
  readonly busArn?: string;
};

export type EventDestinationModel = {
  readonly configurationSet: string;
  readonly eventTypes: readonly string[];
  readonly busArn: string;
};

/** How many requests a route takes: on average each second, and at once. */
export type Throttle = { readonly ratePerSecond: number; readonly burst: number };

/** A route of an HTTP API and the function behind it. */
export type HttpRouteModel = {
  /** As AWS writes it: `GET /pets/{id}`, `ANY /{proxy+}`, `$default`. */
  readonly key: string;
  readonly functionArn: string;
  /** How long the API waits for the function. */
  readonly timeoutMillis: number;
  readonly throttle?: Throttle | undefined;
};

/** An HTTP API with its `$default` stage. */
export type HttpApiModel = {
  readonly id: string;
  /** Host names at which AWS would answer: its own unless that is switched off, and those that are mapped to it. */
  readonly hosts: readonly string[];
  readonly routes: readonly HttpRouteModel[];
  /** Of requests to no route. */
  readonly throttle?: Throttle | undefined;
  readonly variables: Readonly<Record<string, string>>;
  /** Name of the log group, and the format of a line. */
  readonly accessLog?: { readonly group: string; readonly format: string };
};

/** What a resource-based policy of a function lets others do. */
export type FunctionPolicyModel = {
  readonly functionArn: string;
  readonly statement: PolicyStatement;
};

/** One stack as the embedded cloud runs it. */
export type StackModel = {
  readonly name: string;
  readonly account: string;
  readonly region: string;
  readonly tables: readonly TableModel[];
  readonly queues: readonly QueueSettings[];
  readonly queuePolicies: readonly QueuePolicyModel[];
  readonly buses: readonly BusModel[];
  readonly busPolicies: readonly BusPolicyModel[];
  readonly rules: readonly Rule[];
  readonly functions: readonly FunctionModel[];
  readonly functionPolicies: readonly FunctionPolicyModel[];
  readonly mappings: readonly MappingModel[];
  readonly httpApis: readonly HttpApiModel[];
  readonly roles: readonly RoleModel[];
  readonly scheduleGroups: readonly { readonly name: string; readonly arn: string }[];
  readonly schedules: readonly TemplateSchedule[];
  readonly configurationSets: readonly string[];
  /** By configuration set, for which reasons it goes by the account's suppression list; only of those that say so. */
  readonly suppressedReasons: Readonly<Record<string, readonly string[]>>;
  readonly eventDestinations: readonly EventDestinationModel[];
  readonly identities: readonly string[];
  readonly alarms: readonly AlarmModel[];
  readonly keys: readonly KeyModel[];
  readonly encrypted: readonly EncryptedModel[];
  /** What a function's role allows and denies. */
  policiesOf(functionArn: string): readonly PolicyStatement[];
};
