import {
  ChangeMessageVisibilityBatchCommand,
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  type Message,
  ReceiveMessageCommand,
  SendMessageCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import { toInstant } from '../../shared/core/time/instant.ts';
import { REDRIVEN } from '../../shared/course/inbox.ts';
import type { QueueName } from '../../shared/names.ts';
import { busDeadLettersName, deadLettersName, queueName } from '../../shared/names.ts';
import type { Letter } from './letter.ts';

/** Long enough to diagnose ten letters and to act on them; if the command dies, they are seen again then. */
const HELD_SECONDS = 300;
/** One answer of SQS asks only some of its servers; so many in a row without anything new end the search. */
const IDLE_ANSWERS = 3;
const MAX_BATCH = 10;

/** The dead letters of one queue, each in this command's hands from its receipt until it is removed or given back. */
export class DeadLetters {
  readonly name: QueueName;
  readonly #client: SQSClient;
  readonly #sourceName: string;
  readonly #url: string;
  readonly #receipts = new Map<string, string>();

  private constructor(client: SQSClient, queue: QueueName, sourceName: string, url: string) {
    this.#client = client;
    this.name = queue;
    this.#sourceName = sourceName;
    this.#url = url;
  }

  /** @param prefix what the names of the clinic's queues start with @throws QueueDoesNotExist of the SDK */
  static async open(client: SQSClient, prefix: string, queue: QueueName): Promise<DeadLetters> {
    const sourceName = queueName(prefix, queue);
    return new DeadLetters(client, queue, sourceName, await urlOf(client, deadLettersName(sourceName)));
  }

  /** What the bus of a clinic with a key of its own could not keep: events that never came to their queue. */
  static async openBus(client: SQSClient, prefix: string): Promise<DeadLetters> {
    const url = await urlOf(client, busDeadLettersName(prefix));
    return new DeadLetters(client, 'events', queueName(prefix, 'events'), url);
  }

  /** How many there are as SQS counts them, held ones included; it may lag behind by a minute. */
  async count(): Promise<number> {
    const { Attributes = {} } = await this.#client.send(
      new GetQueueAttributesCommand({
        QueueUrl: this.#url,
        AttributeNames: ['ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesNotVisible'],
      }),
    );
    return Object.values(Attributes).reduce((sum, count) => sum + Number(count), 0);
  }

  /** All letters, each once, at most ten at a time. */
  async *batches(): AsyncGenerator<Letter[]> {
    const seen = new Set<string>();
    for (let idle = 0; idle < IDLE_ANSWERS; ) {
      const messages = await this.#receive();
      const letters = messages.map((message) => this.#letterOf(message));
      const fresh = letters.filter(({ letterId }) => !seen.has(letterId));
      for (const { letterId } of letters) seen.add(letterId);
      idle = fresh.length > 0 ? 0 : idle + 1;
      if (fresh.length > 0) yield fresh;
    }
  }

  async #receive(): Promise<Message[]> {
    const { Messages = [] } = await this.#client.send(
      new ReceiveMessageCommand({
        QueueUrl: this.#url,
        MaxNumberOfMessages: MAX_BATCH,
        VisibilityTimeout: HELD_SECONDS,
        WaitTimeSeconds: 1,
        MessageSystemAttributeNames: ['ApproximateReceiveCount', 'SentTimestamp', 'DeadLetterQueueSourceArn'],
        MessageAttributeNames: ['ERROR_CODE', 'SCHEDULE_ARN'],
      }),
    );
    return Messages;
  }

  #letterOf({ MessageId = '', ReceiptHandle = '', Body = '', ...message }: Message): Letter {
    this.#receipts.set(MessageId, ReceiptHandle);
    return {
      queue: this.name,
      letterId: MessageId,
      body: Body,
      firstSentAt: toInstant(Number(message.Attributes?.SentTimestamp ?? 0)),
      receives: Number(message.Attributes?.ApproximateReceiveCount ?? 0),
      undelivered: undeliveredOf(message),
    };
  }

  /** Sends the letter to its queue anew, then removes it: a crash in between doubles it, which is harmless. */
  async redrive(letter: Letter): Promise<void> {
    await this.#client.send(
      new SendMessageCommand({
        QueueUrl: await urlOf(this.#client, this.#sourceName),
        MessageBody: letter.body,
        MessageAttributes: { [REDRIVEN]: { DataType: 'String', StringValue: letter.letterId } },
      }),
    );
    await this.remove(letter);
  }

  /** Removes the letter for good. */
  async remove({ letterId }: Letter): Promise<void> {
    const ReceiptHandle = this.#receipts.get(letterId);
    await this.#client.send(new DeleteMessageCommand({ QueueUrl: this.#url, ReceiptHandle }));
    this.#receipts.delete(letterId);
  }

  /** Lets everybody see again at once what is still held. What they see already is not held any more. */
  async giveBack(): Promise<void> {
    const receipts = [...this.#receipts.values()];
    for (let start = 0; start < receipts.length; start += MAX_BATCH) {
      const Entries = receipts
        .slice(start, start + MAX_BATCH)
        .map((ReceiptHandle, index) => ({ Id: `${index}`, ReceiptHandle, VisibilityTimeout: 0 }));
      await this.#client.send(new ChangeMessageVisibilityBatchCommand({ QueueUrl: this.#url, Entries }));
    }
    this.#receipts.clear();
  }
}

async function urlOf(client: SQSClient, QueueName: string): Promise<string> {
  const { QueueUrl = '' } = await client.send(new GetQueueUrlCommand({ QueueName }));
  return QueueUrl;
}

/**
 * EventBridge and its Scheduler say why they could not deliver; only codes are taken over. What has been delivered since
 * and failed was moved here by its queue.
 */
function undeliveredOf({ Attributes = {}, MessageAttributes = {} }: Message): Letter['undelivered'] {
  const code = MessageAttributes['ERROR_CODE']?.StringValue;
  if (code === undefined || Attributes.DeadLetterQueueSourceArn !== undefined) return null;
  const isCode = /^[A-Za-z][A-Za-z0-9._]{0,79}$/.test(code);
  return {
    by: MessageAttributes['SCHEDULE_ARN'] ? 'scheduler' : 'event bus',
    code: isCode ? code : 'unknown code',
  };
}
