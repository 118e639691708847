import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { lean } from './lean.ts';
import { requestLimits } from './request-limits.ts';

/** A queue that messages are left in for the operator. */
export type DeadLetterQueue = {
  /** Leaves a message as it is. Leaving it twice is harmless. */
  add(body: string): Promise<void>;
};

/** A client that gives up; it asks the service where it is asked for everything else. */
export const createSqsClient = (): SQSClient =>
  lean(new SQSClient({ requestHandler: requestLimits(), useQueueUrlAsEndpoint: false }));

/** A queue of SQS. */
export const createDeadLetterQueue = (client: SQSClient, QueueUrl: string): DeadLetterQueue => ({
  async add(MessageBody) {
    await client.send(new SendMessageCommand({ QueueUrl, MessageBody }));
  },
});
