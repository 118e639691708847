import type { MessageAttributes, Received } from './message.ts';
import type { Queue } from './queue.ts';

/** What SQS tells about a queue: settings, and how many messages can be received, are held, or are delayed. */
export function queueAttributes(queue: Queue, now: number): Record<string, string> {
  const { settings } = queue;
  const kept = queue.messages().filter(({ sentAt }) => sentAt >= now - settings.retention * 1000);
  const hidden = kept.filter(({ visibleAt }) => visibleAt > now);
  const delayed = hidden.filter(({ receiveCount }) => receiveCount === 0).length;
  const { redrive } = settings;
  return {
    QueueArn: settings.arn,
    ApproximateNumberOfMessages: `${kept.length - hidden.length}`,
    ApproximateNumberOfMessagesNotVisible: `${hidden.length - delayed}`,
    ApproximateNumberOfMessagesDelayed: `${delayed}`,
    VisibilityTimeout: `${settings.visibilityTimeout}`,
    MessageRetentionPeriod: `${settings.retention}`,
    DelaySeconds: `${settings.delay}`,
    ...(redrive && {
      RedrivePolicy: JSON.stringify({
        deadLetterTargetArn: redrive.deadLetterArn,
        maxReceiveCount: redrive.maxReceiveCount,
      }),
    }),
  };
}

/** What SQS itself knows of a message. */
export const systemAttributes = ({
  receiveCount,
  firstReceivedAt,
  sentAt,
  deadLetterSourceArn,
}: Received) => ({
  ApproximateReceiveCount: `${receiveCount}`,
  ApproximateFirstReceiveTimestamp: `${firstReceivedAt ?? sentAt}`,
  SentTimestamp: `${sentAt}`,
  SenderId: 'AIDALOCAL',
  ...(deadLetterSourceArn !== undefined && { DeadLetterQueueSourceArn: deadLetterSourceArn }),
});

/** Those of some attributes that were asked for by name, or all; undefined when there are none. */
export function asked<T>(
  attributes: Readonly<Record<string, T>>,
  names: readonly string[],
): Record<string, T> | undefined {
  const wanted = (name: string) =>
    names.some(
      (each) =>
        ['All', '.*', name].includes(each) || (each.endsWith('.*') && name.startsWith(each.slice(0, -1))),
    );
  const found = Object.entries(attributes).filter(([name]) => wanted(name));
  return found.length > 0 ? Object.fromEntries(found) : undefined;
}

/** A message as ReceiveMessage gives it. */
export const receivedMessage = (
  message: Received,
  systemNames: readonly string[],
  attributeNames: readonly string[],
) => ({
  MessageId: message.messageId,
  ReceiptHandle: message.receiptHandle,
  MD5OfBody: message.md5OfBody,
  Body: message.body,
  Attributes: asked(systemAttributes(message), systemNames),
  MessageAttributes: asked(message.attributes ?? ({} as MessageAttributes), attributeNames),
});
