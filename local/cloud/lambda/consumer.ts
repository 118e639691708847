import * as z from 'zod';
import type { FunctionModel, MappingModel } from '../base/stack-model.ts';
import { assertPattern, matchesPattern } from '../events/event-pattern.ts';
import type { AccessControl } from '../iam/iam.ts';
import type { MessageAttributes, Received } from '../queues/message.ts';
import type { Queue } from '../queues/queue.ts';
import type { InvocationResult, Lambda } from './lambda.ts';

const batchResponse = z
  .object({ batchItemFailures: z.array(z.object({ itemIdentifier: z.string().min(1) })).nullish() })
  .nullish();

type Invoker = Pick<Lambda, 'invoke'>;

/** An event source mapping: hands the messages of a queue to a function, as Lambda's pollers do. */
export class Consumer {
  readonly queue: Queue;
  readonly #function: FunctionModel;
  readonly #mapping: MappingModel;
  readonly #lambda: Invoker;
  readonly #access: Pick<AccessControl, 'mayPoll'> | undefined;

  /** @throws TypeError when a filter is not known */
  constructor(
    queue: Queue,
    target: FunctionModel,
    mapping: MappingModel,
    lambda: Invoker,
    access?: Pick<AccessControl, 'mayPoll'>,
  ) {
    for (const filter of mapping.filters) assertPattern(filter);
    this.#access = access;
    this.queue = queue;
    this.#function = target;
    this.#mapping = mapping;
    this.#lambda = lambda;
  }

  /** Whether the function lets Lambda read its queue. If not, messages wait there until they are too old. */
  mayPoll(): boolean {
    return this.#access?.mayPoll(this.#function.arn, this.queue.settings.arn) ?? true;
  }

  /** One batch: what was handled leaves the queue, the rest comes back when its visibility timeout ends. */
  async consume(): Promise<void> {
    const received = this.queue.receive(this.#mapping.batchSize);
    const batch = received.filter((message) => this.#wants(message));
    for (const message of received) if (!batch.includes(message)) this.queue.delete(message.receiptHandle);
    if (batch.length === 0) return;
    const event = { Records: batch.map((message) => this.#recordOf(message)) };
    const result = await this.#lambda.invoke(this.#function, event);
    const failed = this.#failuresIn(result, batch);
    for (const message of batch) {
      const reason = failed.get(message.messageId);
      if (reason === undefined) this.queue.delete(message.receiptHandle);
      else this.queue.noteFailure(message.receiptHandle, reason);
    }
  }

  #wants({ body }: Received): boolean {
    const { filters } = this.#mapping;
    return filters.length === 0 || filters.some((pattern) => matchesPattern(pattern, { body: jsonOf(body) }));
  }

  #recordOf(message: Received) {
    const { arn } = this.queue.settings;
    return {
      messageId: message.messageId,
      receiptHandle: message.receiptHandle,
      body: message.body,
      attributes: {
        ApproximateReceiveCount: `${message.receiveCount}`,
        SentTimestamp: `${message.sentAt}`,
        SenderId: 'AIDALOCAL',
        ApproximateFirstReceiveTimestamp: `${message.firstReceivedAt ?? message.sentAt}`,
      },
      messageAttributes: attributesOf(message.attributes ?? {}),
      md5OfBody: message.md5OfBody,
      eventSource: 'aws:sqs',
      eventSourceARN: arn,
      awsRegion: arn.split(':')[3] ?? '',
    };
  }

  /** Message ids with the reason. An answer that names no message of the batch fails it all, as in AWS. */
  #failuresIn(result: InvocationResult, batch: readonly Received[]): Map<string, string> {
    const all = (reason: string) => new Map(batch.map(({ messageId }) => [messageId, reason]));
    if (!result.ok) return all(result.reason);
    if (!this.#mapping.reportsItemFailures) return new Map();
    const response = batchResponse.safeParse(result.payload);
    if (!response.success) return all('the function answered with an invalid batch response');
    const named = (response.data?.batchItemFailures ?? []).map(({ itemIdentifier }) => itemIdentifier);
    const ids = new Set(batch.map(({ messageId }) => messageId));
    if (named.some((id) => !ids.has(id))) return all('the function reported an unknown message');
    return new Map(named.map((id) => [id, 'the function reported it as failed']));
  }
}

/** Message attributes as a function gets them. */
const attributesOf = (attributes: MessageAttributes) =>
  Object.fromEntries(
    Object.entries(attributes).map(([name, { DataType, StringValue, BinaryValue }]) => [
      name,
      {
        dataType: DataType,
        ...(StringValue !== undefined && { stringValue: StringValue }),
        ...(BinaryValue !== undefined && { binaryValue: BinaryValue }),
        stringListValues: [],
        binaryListValues: [],
      },
    ]),
  );

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
