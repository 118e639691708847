import { createHash } from 'node:crypto';
import type { VirtualClock } from '../clock.ts';
import type { Queues } from './queues.ts';

/** A queue's settings as the template gives them. Times in seconds. */
export type QueueSettings = {
  readonly name: string;
  readonly arn: string;
  readonly url: string;
  readonly visibilityTimeout: number;
  readonly delay: number;
  readonly retention: number;
  readonly redrive?: { readonly deadLetterArn: string; readonly maxReceiveCount: number };
};

/** A message as it lies in a queue. Times in epoch milliseconds. */
export type Message = {
  readonly messageId: string;
  readonly body: string;
  readonly md5OfBody: string;
  readonly sentAt: number;
  visibleAt: number;
  receiveCount: number;
  firstReceivedAt: number | null;
  receiptHandle: string | null;
  /** Why the last attempt at it failed. */
  reason?: string;
};

/** A message as a consumer got it; it is the consumer's until its visibility timeout ends. */
export type Received = Readonly<Message> & { readonly receiptHandle: string };

/** One standard queue on the virtual clock: visibility, receive counts, delay, retention and redrive. */
export class Queue {
  readonly settings: QueueSettings;
  readonly #clock: VirtualClock;
  readonly #queues: Queues;
  #messages: Message[] = [];

  constructor(settings: QueueSettings, clock: VirtualClock, queues: Queues) {
    this.settings = settings;
    this.#clock = clock;
    this.#queues = queues;
  }

  send(body: string, delay = this.settings.delay): Message {
    const now = this.#clock.millis();
    const message: Message = {
      messageId: this.#queues.nextId(),
      body,
      md5OfBody: createHash('md5').update(body).digest('hex'),
      sentAt: now,
      visibleAt: now + delay * 1000,
      receiveCount: 0,
      firstReceivedAt: null,
      receiptHandle: null,
    };
    this.#messages.push(message);
    return message;
  }

  /** Up to `max` visible messages, oldest first; those received too often move to the dead letters. */
  receive(max: number): Received[] {
    const now = this.#clock.millis();
    this.#expire(now);
    const received: Received[] = [];
    for (const message of this.#messages.filter(({ visibleAt }) => visibleAt <= now)) {
      if (received.length === max) break;
      if (this.#isWornOut(message)) this.#moveToDeadLetters(message);
      else received.push(this.#handOut(message, now));
    }
    return received;
  }

  #isWornOut({ receiveCount }: Message): boolean {
    const { redrive } = this.settings;
    return redrive !== undefined && receiveCount >= redrive.maxReceiveCount;
  }

  #handOut(message: Message, now: number): Received {
    message.receiveCount += 1;
    message.firstReceivedAt ??= now;
    message.visibleAt = now + this.settings.visibilityTimeout * 1000;
    const receiptHandle = `${message.messageId}#${message.receiveCount}`;
    message.receiptHandle = receiptHandle;
    return { ...message, receiptHandle };
  }

  #moveToDeadLetters(message: Message): void {
    this.#remove(message);
    const target = this.#queues.byArn(this.settings.redrive?.deadLetterArn ?? '');
    const now = this.#clock.millis();
    if (target) target.#messages.push({ ...message, visibleAt: now });
  }

  /** Standard queues count a message's age from when it was first sent, also after a redrive. */
  #expire(now: number): void {
    const oldest = now - this.settings.retention * 1000;
    if (this.#messages.some(({ sentAt }) => sentAt < oldest)) {
      this.#messages = this.#messages.filter(({ sentAt }) => sentAt >= oldest);
    }
  }

  /** Removes a message for good; a stale receipt does nothing. */
  delete(receiptHandle: string): void {
    const message = this.#held(receiptHandle);
    if (message) this.#remove(message);
  }

  /** Notes why the attempt at a received message failed. */
  noteFailure(receiptHandle: string, reason: string): void {
    const message = this.#held(receiptHandle);
    if (message) message.reason = reason;
  }

  #held(receiptHandle: string): Message | undefined {
    return this.#messages.find((message) => message.receiptHandle === receiptHandle);
  }

  #remove(message: Message): void {
    const index = this.#messages.indexOf(message);
    if (index >= 0) this.#messages.splice(index, 1);
  }

  /** Epoch milliseconds at which a message can next be received; Infinity when there is none. */
  nextVisibleMillis(): number {
    return this.#messages.reduce(
      (next, { visibleAt }) => Math.min(next, visibleAt),
      Number.POSITIVE_INFINITY,
    );
  }

  /** The id of the oldest message that can be received now; ids of all queues sort by age. */
  oldestVisible(): string | null {
    const now = this.#clock.millis();
    return this.#messages.find(({ visibleAt }) => visibleAt <= now)?.messageId ?? null;
  }

  messages(): readonly Message[] {
    return this.#messages;
  }

  replaceMessages(messages: readonly Message[]): void {
    this.#messages = messages.map((message) => ({ ...message }));
  }
}
