import type { Rule } from '../events/bus.ts';
import type { EventPattern } from '../events/event-pattern.ts';
import type { FunctionSettings } from '../lambda/lambda.ts';
import type { QueueSettings } from '../queues/queue.ts';
import type { TemplateSchedule } from '../scheduler/scheduler.ts';

/** A statement of an IAM policy, references resolved. */
export type PolicyStatement = Readonly<Record<string, unknown>>;

export type TableModel = {
  readonly name: string;
  readonly arn: string;
  /** The CreateTable request. */
  readonly create: Readonly<Record<string, unknown>>;
};

export type FunctionModel = FunctionSettings & { readonly logicalId: string; readonly roleArn: string };

export type MappingModel = {
  readonly queueArn: string;
  /** Name or ARN. */
  readonly function: string;
  readonly batchSize: number;
  readonly reportsItemFailures: boolean;
  readonly maximumConcurrency?: number;
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

export type BusPolicyModel = {
  readonly busName: string;
  readonly statements: readonly PolicyStatement[];
};

export type EventDestinationModel = {
  readonly configurationSet: string;
  readonly eventTypes: readonly string[];
  readonly busArn: string;
};

/** One stack as the embedded cloud runs it. */
export type StackModel = {
  readonly name: string;
  readonly account: string;
  readonly region: string;
  readonly tables: readonly TableModel[];
  readonly queues: readonly QueueSettings[];
  readonly queuePolicies: readonly QueuePolicyModel[];
  readonly buses: readonly { readonly name: string; readonly arn: string }[];
  readonly busPolicies: readonly BusPolicyModel[];
  readonly rules: readonly Rule[];
  readonly functions: readonly FunctionModel[];
  readonly mappings: readonly MappingModel[];
  readonly roles: readonly RoleModel[];
  readonly scheduleGroups: readonly { readonly name: string; readonly arn: string }[];
  readonly schedules: readonly TemplateSchedule[];
  readonly configurationSets: readonly string[];
  readonly eventDestinations: readonly EventDestinationModel[];
  readonly identities: readonly string[];
  /** What a function's role allows and denies. */
  policiesOf(functionArn: string): readonly PolicyStatement[];
};
