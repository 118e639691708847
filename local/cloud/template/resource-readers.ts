import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type {
  AlarmModel,
  BusModel,
  BusPolicyModel,
  EventDestinationModel,
  FunctionModel,
  MappingModel,
  QueuePolicyModel,
  QueueSettings,
  Rule,
  TableModel,
  TemplateSchedule,
} from '../base/stack-model.ts';
import { TemplateError } from '../base/template-error.ts';
import type { Resource } from './reader.ts';
import type { FunctionSources } from './resolve.ts';
import * as resources from './resources.ts';

export function readTable({ name, arn, read }: Resource): TableModel {
  const { AttributeDefinitions, KeySchema, GlobalSecondaryIndexes } = read(resources.tableProperties);
  const indexes = GlobalSecondaryIndexes.map(({ IndexName, KeySchema, Projection }) => ({
    IndexName,
    KeySchema,
    Projection,
  }));
  const create = {
    TableName: name,
    AttributeDefinitions,
    KeySchema,
    BillingMode: 'PAY_PER_REQUEST',
    ...(indexes.length > 0 && { GlobalSecondaryIndexes: indexes }),
  };
  return { name, arn, create };
}

export function readQueue({ name, arn, url, read }: Resource): QueueSettings {
  const properties = read(resources.queueProperties);
  const redrive = properties.RedrivePolicy;
  return {
    name,
    arn,
    url: String(url),
    visibilityTimeout: properties.VisibilityTimeout,
    delay: properties.DelaySeconds,
    retention: properties.MessageRetentionPeriod,
    ...(redrive && {
      redrive: { deadLetterArn: redrive.deadLetterTargetArn, maxReceiveCount: redrive.maxReceiveCount },
    }),
  };
}

export function readQueuePolicy({ read }: Resource): QueuePolicyModel {
  const { Queues, PolicyDocument } = read(resources.queuePolicyProperties);
  return { queueUrls: Queues, statements: PolicyDocument.Statement };
}

export function readBusPolicy({ read }: Resource): BusPolicyModel {
  const { EventBusName, Statement } = read(resources.busPolicyProperties);
  return { busName: nameOfBus(EventBusName), statements: [Statement] };
}

export function readBus({ name, arn, read }: Resource): BusModel {
  const { DeadLetterConfig } = read(resources.busProperties);
  return { name, arn, ...(DeadLetterConfig && { deadLetterArn: DeadLetterConfig.Arn }) };
}

const nameOfBus = (nameOrArn: string) => nameOrArn.replace(/^arn:.*:event-bus\//, '');

export function readRule({ name, arn, read }: Resource): Rule {
  const properties = read(resources.ruleProperties);
  return {
    name,
    arn,
    busName: nameOfBus(properties.EventBusName),
    enabled: properties.State === 'ENABLED',
    pattern: properties.EventPattern,
    targets: properties.Targets.map(({ Arn, Input, InputPath, DeadLetterConfig }) => ({
      arn: Arn,
      ...(DeadLetterConfig && { deadLetterArn: DeadLetterConfig.Arn }),
      ...(Input !== undefined && { input: Input }),
      ...(InputPath !== undefined && { inputPath: InputPath }),
    })),
  };
}

export function readFunction(
  { logicalId, name, arn, metadata, read }: Resource,
  sources: FunctionSources | undefined,
): FunctionModel {
  const { Role, Timeout, MemorySize, Environment, ReservedConcurrentExecutions } = read(
    resources.functionProperties,
  );
  if (!sources) throw new TemplateError(`${logicalId}: expected the stack to tell the sources of functions`);
  const { folder, key, inject = [], alias = {} } = sources;
  const entry = metadata?.[key];
  if (typeof entry !== 'string') {
    throw new TemplateError(`${logicalId}: expected the path of its source in Metadata["${key}"]`);
  }
  return {
    logicalId,
    name,
    arn,
    roleArn: Role,
    entry: pathToFileURL(resolve(folder, entry)).href,
    inject: inject.map((file) => resolve(folder, file)),
    alias,
    environment: Environment?.Variables ?? {},
    timeoutSeconds: Timeout,
    memoryMegabytes: MemorySize,
    isThrottled: ReservedConcurrentExecutions === 0,
  };
}

/** A mapping that is switched off does not exist. */
export function readMapping({ read }: Resource): MappingModel[] {
  const properties = read(resources.mappingProperties);
  if (!properties.Enabled) return [];
  const mapping = {
    queueArn: properties.EventSourceArn,
    function: properties.FunctionName,
    batchSize: properties.BatchSize,
    reportsItemFailures: properties.FunctionResponseTypes.includes('ReportBatchItemFailures'),
    filters: (properties.FilterCriteria?.Filters ?? []).map(({ Pattern }) => JSON.parse(Pattern)),
  };
  return [mapping];
}

/** A schedule as the emulator takes it: the template's properties with names in lower case. */
export function readSchedule({ name, read }: Resource): TemplateSchedule {
  const properties = Object.entries(read(resources.scheduleProperties));
  const renamed = properties.map(([key, value]) => [key.charAt(0).toLowerCase() + key.slice(1), value]);
  return { ...(Object.fromEntries(renamed) as Omit<TemplateSchedule, 'name'>), name };
}

export function readAlarm({ name, read }: Resource): AlarmModel {
  const properties = read(resources.alarmProperties);
  return {
    name,
    description: properties.AlarmDescription,
    metric: {
      namespace: properties.Namespace,
      name: properties.MetricName,
      dimensions: Object.fromEntries(properties.Dimensions.map(({ Name, Value }) => [Name, Value])),
    },
    statistic: properties.Statistic,
    periodSeconds: properties.Period,
    periods: properties.EvaluationPeriods,
    threshold: properties.Threshold,
    comparison: properties.ComparisonOperator,
    missing: properties.TreatMissingData,
  };
}

/** Where SES reports what became of e-mails; destinations other than event buses have no local meaning. */
/** None of a configuration set that leaves it to the account. */
export function readSuppressedReasons({
  name,
  read,
}: Resource): [name: string, reasons: readonly string[]][] {
  const { SuppressionOptions } = read(resources.configurationSetProperties);
  return SuppressionOptions ? [[name, SuppressionOptions.SuppressedReasons]] : [];
}

export function readEventDestination({ read }: Resource): EventDestinationModel[] {
  const { ConfigurationSetName, EventDestination } = read(resources.eventDestinationProperties);
  const busArn = EventDestination.EventBridgeDestination?.EventBusArn;
  if (!EventDestination.Enabled || busArn === undefined) return [];
  return [
    { configurationSet: ConfigurationSetName, eventTypes: EventDestination.MatchingEventTypes, busArn },
  ];
}
