import type { ClinicCloud } from '../../clinic/clinic-cloud.ts';
import type { AwsCall } from '../../cloud/index.ts';

/** Tells the calls of one clinic's functions from those of others in the same cloud. */
export function ownCalls({ cloud, stackName }: ClinicCloud): (call: AwsCall) => boolean {
  const functions = cloud.stacks.find(({ name }) => name === stackName)?.functions ?? [];
  const own = new Set(functions.map(({ arn }) => arn));
  return ({ caller }) => own.has(caller);
}
