import { QueueDoesNotExist, type SQSClient } from '@aws-sdk/client-sqs';
import type { Clinic } from '../../shared/clinic.ts';
import { type QueueName, resourceName } from '../../shared/names.ts';
import { UnableError } from '../terminal/unable-error.ts';
import { DeadLetters } from './dead-letters.ts';

/**
 * The dead letters of a clinic's queues, and with those of `events` what its bus could not encrypt.
 * @throws UnableError when the clinic has no queues there
 */
export async function openQueues(
  client: SQSClient,
  names: readonly QueueName[],
  { clinicId, region, encryptionKey }: Clinic,
): Promise<DeadLetters[]> {
  const prefix = resourceName({ clinicId });
  const hasBusLetters = encryptionKey === 'customer-managed' && names.includes('events');
  try {
    return await Promise.all([
      ...names.map((name) => DeadLetters.open(client, prefix, name)),
      ...(hasBusLetters ? [DeadLetters.openBus(client, prefix)] : []),
    ]);
  } catch (error) {
    if (!(error instanceof QueueDoesNotExist)) throw error;
    throw new UnableError(`${prefix} has no queues in ${region}, in the account of your credentials.`);
  }
}
