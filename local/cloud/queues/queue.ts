import type { VirtualClock } from '../base/clock.ts';
import type { QueueSettings } from '../base/stack-model.ts';
import { type Message, type MessageAttributes, newMessage, type Received } from './message.ts';

/** What a queue needs of those beside it. */
export type Neighbours = {
  /** Sorts after every id that was given out before. */
  nextId(): string;
  byArn(arn: string): Queue | undefined;
};

/** One standard queue on the virtual clock: visibility, receive counts, delay, retention and redrive. */
export class Queue {
  readonly settings: QueueSettings;
  readonly #clock: VirtualClock;
  readonly #queues: Neighbours;
  #messages: Message[] = [];

  constructor(settings: QueueSettings, clock: VirtualClock, queues: Neighbours) {
    this.settings = settings;
    this.#clock = clock;
    this.#queues = queues;
  }

  /** @param delay seconds until it can be received */
  send(body: string, delay = this.settings.delay, attributes?: MessageAttributes): Message {
    const now = this.#clock.millis();
    const message = newMessage({ body, attributes }, this.#queues.nextId(), now, now + delay * 1000);
    this.#messages.push(message);
    return message;
  }

  /**
   * Up to `max` visible messages, oldest first; those received too often move to the dead letters.
   * @param visibility seconds for which nobody else gets them
   */
  receive(max: number, visibility = this.settings.visibilityTimeout): Received[] {
    const now = this.#clock.millis();
    this.#expire(now);
    const received: Received[] = [];
    for (const message of this.#messages.filter(({ visibleAt }) => visibleAt <= now)) {
      if (received.length === max) break;
      if (this.#isWornOut(message)) this.#moveToDeadLetters(message);
      else received.push(this.#handOut(message, now, visibility));
    }
    return received;
  }

  #isWornOut({ receiveCount }: Message): boolean {
    const { redrive } = this.settings;
    return redrive !== undefined && receiveCount >= redrive.maxReceiveCount;
  }

  #handOut(message: Message, now: number, visibility: number): Received {
    message.receiveCount += 1;
    message.firstReceivedAt ??= now;
    message.visibleAt = now + visibility * 1000;
    const receiptHandle = `${message.messageId}#${message.receiveCount}`;
    message.receiptHandle = receiptHandle;
    return { ...message, receiptHandle };
  }

  #moveToDeadLetters(message: Message): void {
    this.#remove(message);
    const target = this.#queues.byArn(this.settings.redrive?.deadLetterArn ?? '');
    const now = this.#clock.millis();
    const deadLetterSourceArn = this.settings.arn;
    if (target) target.#messages.push({ ...message, visibleAt: now, deadLetterSourceArn });
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

  /**
   * Lets a received message be seen again in so many seconds, also when it can be seen again already.
   * @returns false when it was received again, or is gone
   */
  changeVisibility(receiptHandle: string, seconds: number): boolean {
    const message = this.#held(receiptHandle);
    const now = this.#clock.millis();
    if (!message) return false;
    message.visibleAt = now + seconds * 1000;
    return true;
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
