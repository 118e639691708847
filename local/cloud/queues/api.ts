import type * as z from 'zod';
import type { AwsRequest, AwsResponse, AwsService } from '../base/aws-api.ts';
import { constraintText } from '../base/aws-error.ts';
import type { VirtualClock } from '../base/clock.ts';
import { asked, queueAttributes, receivedMessage } from './attributes.ts';
import { answerOf, badReceipt, invalidValue, noSuchQueue, notInFlight, SqsError } from './errors.ts';
import type { Queue } from './queue.ts';
import type { Queues } from './queues.ts';
import { requests } from './requests.ts';

type Input = { readonly body: unknown; readonly host: string };
type Requests = typeof requests;

const RECEIPT = /^[0-9a-f-]{36}#\d+$/;

/** The part of the SQS API that an operator needs to look into queues. */
export class SqsApi implements AwsService {
  readonly #queues: Queues;
  readonly #clock: VirtualClock;
  readonly #operations = new Map<string, (input: Input) => unknown>([
    ['GetQueueUrl', (input) => this.#getQueueUrl(input)],
    ['ListQueues', (input) => this.#listQueues(input)],
    ['GetQueueAttributes', ({ body }) => this.#getQueueAttributes(read(requests.getQueueAttributes, body))],
    ['SendMessage', ({ body }) => this.#send(read(requests.sendMessage, body))],
    ['ReceiveMessage', ({ body }) => this.#receive(read(requests.receiveMessage, body))],
    ['DeleteMessage', ({ body }) => this.#delete(read(requests.deleteMessage, body))],
    ['ChangeMessageVisibility', ({ body }) => this.#change(read(requests.changeVisibility, body))],
    [
      'ChangeMessageVisibilityBatch',
      ({ body }) => this.#changeAll(read(requests.changeVisibilityBatch, body)),
    ],
  ]);

  constructor(queues: Queues, clock: VirtualClock) {
    this.#queues = queues;
    this.#clock = clock;
  }

  operationOf(request: AwsRequest): string | undefined {
    const [, operation = ''] = /^AmazonSQS\.(\w+)$/.exec(request.headers['x-amz-target'] ?? '') ?? [];
    return this.#operations.has(operation) ? operation : undefined;
  }

  handle(request: AwsRequest): AwsResponse {
    const operation = this.#operations.get(this.operationOf(request) ?? '');
    return answerOf(() => {
      if (!operation) throw new SqsError('UnsupportedOperation', 'There is no such operation here.');
      return operation({ body: parse(request.body), host: request.headers['host'] ?? 'localhost' });
    });
  }

  /** Queues answer where everything does: clients use the address of a queue as endpoint. */
  #urlOf({ settings }: Queue, host: string): string {
    return `http://${host}/${settings.arn.split(':')[4]}/${settings.name}`;
  }

  #queueAt(url: string): Queue {
    const queue = this.#queues.byName(url.slice(url.lastIndexOf('/') + 1));
    if (!queue) throw noSuchQueue();
    return queue;
  }

  #getQueueUrl({ body, host }: Input) {
    const queue = this.#queues.byName(read(requests.getQueueUrl, body).QueueName);
    if (!queue) throw noSuchQueue();
    return { QueueUrl: this.#urlOf(queue, host) };
  }

  #listQueues({ body, host }: Input) {
    const { QueueNamePrefix } = read(requests.listQueues, body);
    const found = this.#queues.all().filter(({ settings }) => settings.name.startsWith(QueueNamePrefix));
    return found.length > 0 ? { QueueUrls: found.map((queue) => this.#urlOf(queue, host)) } : {};
  }

  #getQueueAttributes({ QueueUrl, AttributeNames }: z.output<Requests['getQueueAttributes']>) {
    const all = queueAttributes(this.#queueAt(QueueUrl), this.#clock.millis());
    return { Attributes: asked(all, AttributeNames) };
  }

  #send({ QueueUrl, MessageBody, DelaySeconds, MessageAttributes }: z.output<Requests['sendMessage']>) {
    const { messageId, md5OfBody } = this.#queueAt(QueueUrl).send(
      MessageBody,
      DelaySeconds,
      MessageAttributes,
    );
    return { MessageId: messageId, MD5OfMessageBody: md5OfBody };
  }

  /** Answers at once, however long the caller would wait: no time passes while it does. */
  #receive(input: z.output<Requests['receiveMessage']>) {
    const received = this.#queueAt(input.QueueUrl).receive(
      input.MaxNumberOfMessages,
      input.VisibilityTimeout,
    );
    if (received.length === 0) return {};
    const systemNames = [...input.AttributeNames, ...input.MessageSystemAttributeNames];
    return {
      Messages: received.map((each) => receivedMessage(each, systemNames, input.MessageAttributeNames)),
    };
  }

  /** A receipt that was good once is taken, whatever became of the message. */
  #delete({ QueueUrl, ReceiptHandle }: z.output<Requests['deleteMessage']>) {
    const queue = this.#queueAt(QueueUrl);
    if (!RECEIPT.test(ReceiptHandle)) throw badReceipt();
    queue.delete(ReceiptHandle);
  }

  #change({ QueueUrl, ReceiptHandle, VisibilityTimeout }: z.output<Requests['changeVisibility']>) {
    const queue = this.#queueAt(QueueUrl);
    if (!RECEIPT.test(ReceiptHandle)) throw badReceipt();
    if (!queue.changeVisibility(ReceiptHandle, VisibilityTimeout)) throw notInFlight();
  }

  #changeAll({ QueueUrl, Entries }: z.output<Requests['changeVisibilityBatch']>) {
    const Successful: { Id: string }[] = [];
    const Failed: { Id: string; SenderFault: boolean; Code: string; Message: string }[] = [];
    for (const { Id, ...change } of Entries) {
      try {
        this.#change({ QueueUrl, ...change });
        Successful.push({ Id });
      } catch (error) {
        if (!(error instanceof SqsError) || error.type === 'QueueDoesNotExist') throw error;
        Failed.push({ Id, SenderFault: true, Code: error.type, Message: error.message });
      }
    }
    return { Successful, ...(Failed.length > 0 && { Failed }) };
  }
}

function read<T extends z.ZodType>(schema: T, body: unknown): z.output<T> {
  const input = schema.safeParse(body);
  if (!input.success) throw invalidValue(constraintText(input.error, body));
  return input.data;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text || '{}');
  } catch {
    throw new SqsError('SerializationException', 'The body is not JSON.');
  }
}
