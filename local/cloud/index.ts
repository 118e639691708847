/**
 * The face of the embedded cloud: what a program or a test may use of it. What each service does, and what it does
 * not do, is in the README.
 */

// A running cloud.

export { type Instant, toInstant } from '../../shared/core/time/instant.ts';
export { CloudError } from './base/cloud-error.ts';
export { type Cloud, type CloudOptions, startCloud } from './cloud.ts';
export type { EngineChoice } from './dynamodb/dynamodb.ts';
export type { Denial } from './iam/decision.ts';
export type { DeadLetter } from './queues/dead-letters.ts';
export { behaviourOf } from './ses/behaviour.ts';
export type { Behaviour } from './ses/state.ts';
export { readSnapshot, type Snapshot } from './snapshot.ts';

// What passes through it, for those who look at it, answer it or spoil it.

export type { AwsRequest, AwsResponse, AwsService } from './base/aws-api.ts';
export type { AwsCall, Delivery, Fault, Interceptor } from './base/calls.ts';

// Templates: what it runs.

export type { StackModel } from './base/stack-model.ts';
export { TemplateError } from './base/template-error.ts';
export { type CloudFormationResource, Resolver, type StackTemplate } from './template/resolve.ts';
export { readTemplate } from './template/template.ts';

// Policies: what it allows.

export type { RequestContext } from './iam/context.ts';
export { decide } from './iam/decision.ts';
export { type Policies, readPolicies } from './iam/policies.ts';
export type { AccessRequest } from './iam/request.ts';
export { wildcard } from './iam/wildcard.ts';

// What else listens on this machine refuses the same strangers.

export { isThisMachine } from './base/host.ts';

// Single services, for a test that needs no more than one.

export { VirtualClock } from './base/clock.ts';
export { startDynamo } from './dynamodb/dynamodb.ts';
export { Tables } from './dynamodb/tables.ts';
export { virtualDate } from './lambda/virtual-date.ts';
export { SqsApi } from './queues/api.ts';
export { textAttributes } from './queues/message.ts';
export type { Queue } from './queues/queue.ts';
export { Queues } from './queues/queues.ts';
export { SchedulerEmulator } from './scheduler/scheduler.ts';
export { SesEmulator } from './ses/ses.ts';
