import { Validations } from 'aws-cdk-lib';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import type { QueueName } from '../../shared/names.ts';
import { ClinicFunction, type FunctionName } from './clinic-function.ts';
import type { ClinicQueues } from './clinic-queues.ts';
import { pascalCase } from './pascal-case.ts';
import { PERMISSIONS, type Reach, statementsOf } from './permissions.ts';

/** Which queue a function reads, and how many batches at a time; the others are run by requests for pages. */
const READERS: Readonly<
  Partial<Record<FunctionName, { readonly queue: QueueName; readonly maxConcurrency: number }>>
> = {
  'record-event': { queue: 'events', maxConcurrency: 5 },
  'wake-course': { queue: 'wakes', maxConcurrency: 5 },
  'track-email': { queue: 'emails', maxConcurrency: 2 },
  'send-digest': { queue: 'digests', maxConcurrency: 2 },
  sweep: { queue: 'sweeps', maxConcurrency: 2 },
};

export type ClinicFunctionsProps = {
  readonly clinicId: string;
  readonly prefix: string;
  readonly environments: Readonly<Record<FunctionName, Readonly<Record<string, string>>>>;
  readonly reach: Reach;
  readonly queues: ClinicQueues;
  readonly key: IKey | undefined;
  readonly inject: readonly string[];
  readonly bundle: boolean;
};

/** The functions of a clinic. */
export class ClinicFunctions extends Construct {
  readonly byName: Readonly<Record<FunctionName, ClinicFunction>>;

  constructor(scope: Construct, id: string, props: ClinicFunctionsProps) {
    super(scope, id);
    const create = (name: FunctionName) => {
      const reader = READERS[name];
      const created = new ClinicFunction(this, pascalCase(name), {
        name,
        clinicId: props.clinicId,
        functionName: `${props.prefix}-${name}`,
        environment: props.environments[name],
        statements: statementsOf(name, props.reach),
        reads: reader && { ...reader, queue: props.queues[reader.queue].queue },
        key: props.key,
        inject: props.inject,
        bundle: props.bundle,
      });
      acknowledgeWildcards(created, name, props.reach);
      return created;
    };
    this.byName = {
      'record-event': create('record-event'),
      'wake-course': create('wake-course'),
      'track-email': create('track-email'),
      'send-digest': create('send-digest'),
      sweep: create('sweep'),
      'patient-pages': create('patient-pages'),
      api: create('api'),
      'staff-pages': create('staff-pages'),
    };
  }
}

function acknowledgeWildcards(created: ClinicFunction, name: FunctionName, reach: Reach): void {
  for (const { wildcardReason, on } of PERMISSIONS[name]) {
    if (!wildcardReason) continue;
    for (const resource of on(reach)) {
      const id = `AwsSolutions::AwsSolutions-IAM5[Resource::${resource}]`;
      Validations.of(created.role).acknowledge({ id, reason: wildcardReason });
    }
  }
}
