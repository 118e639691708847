import { hash } from 'node:crypto';

/** One attribute that a sender put on a message, as SQS's API has it. */
export type MessageAttribute = {
  readonly DataType: string;
  readonly StringValue?: string | undefined;
  /** Base64. */
  readonly BinaryValue?: string | undefined;
};
export type MessageAttributes = Readonly<Record<string, MessageAttribute>>;

/** A message as it lies in a queue. Times in epoch milliseconds. */
export type Message = {
  readonly messageId: string;
  readonly body: string;
  readonly md5OfBody: string;
  readonly attributes?: MessageAttributes;
  readonly sentAt: number;
  visibleAt: number;
  receiveCount: number;
  firstReceivedAt: number | null;
  receiptHandle: string | null;
  /** The queue that it was moved from because it was received too often. */
  deadLetterSourceArn?: string;
  /** Why the last attempt at it failed. */
  reason?: string;
};

/** A message as a consumer got it; it is the consumer's until its visibility timeout ends. */
export type Received = Readonly<Message> & { readonly receiptHandle: string };

/** A message that nobody has received yet; `sentAt` and `visibleAt` in epoch milliseconds. */
export const newMessage = (
  { body, attributes }: { readonly body: string; readonly attributes?: MessageAttributes | undefined },
  messageId: string,
  sentAt: number,
  visibleAt: number,
): Message => ({
  messageId,
  body,
  md5OfBody: hash('md5', body),
  ...(attributes && { attributes }),
  sentAt,
  visibleAt,
  receiveCount: 0,
  firstReceivedAt: null,
  receiptHandle: null,
});

/** Attributes that hold a text each. */
export const textAttributes = (texts: Readonly<Record<string, string>>): MessageAttributes =>
  Object.fromEntries(
    Object.entries(texts).map(([name, StringValue]) => [name, { DataType: 'String', StringValue }]),
  );
