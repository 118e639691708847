import * as z from 'zod';

const seconds = (most: number) => z.int().min(0).max(most);
const VISIBILITY = seconds(43_200);
const QueueUrl = z.string().min(1);
const ReceiptHandle = z.string().min(1);
const names = z.array(z.string()).default([]);

const attribute = z.object({
  DataType: z.string().min(1),
  StringValue: z.string().optional(),
  BinaryValue: z.string().optional(),
});
const change = z.object({ ReceiptHandle, VisibilityTimeout: VISIBILITY });

/** The requests of the operations, as far as the operations look at them. */
export const requests = {
  getQueueUrl: z.object({ QueueName: z.string().min(1) }),
  listQueues: z.object({ QueueNamePrefix: z.string().default('') }),
  getQueueAttributes: z.object({ QueueUrl, AttributeNames: names }),
  sendMessage: z.object({
    QueueUrl,
    MessageBody: z.string().min(1),
    DelaySeconds: seconds(900).optional(),
    MessageAttributes: z.record(z.string().min(1), attribute).optional(),
  }),
  receiveMessage: z.object({
    QueueUrl,
    MaxNumberOfMessages: z.int().min(1).max(10).default(1),
    VisibilityTimeout: VISIBILITY.optional(),
    AttributeNames: names,
    MessageSystemAttributeNames: names,
    MessageAttributeNames: names,
  }),
  deleteMessage: z.object({ QueueUrl, ReceiptHandle }),
  changeVisibility: change.extend({ QueueUrl }),
  changeVisibilityBatch: z.object({
    QueueUrl,
    Entries: z
      .array(change.extend({ Id: z.string().min(1) }))
      .min(1)
      .max(10),
  }),
};
