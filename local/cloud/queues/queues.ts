import type { VirtualClock } from '../base/clock.ts';
import { sequentialId } from '../base/ids.ts';
import type { QueueSettings } from '../base/stack-model.ts';
import type { Message } from './message.ts';
import { Queue } from './queue.ts';

/** All queues of an account and Region. */
export class Queues {
  readonly #clock: VirtualClock;
  readonly #byArn = new Map<string, Queue>();
  #sent = 0;

  constructor(clock: VirtualClock) {
    this.#clock = clock;
  }

  add(settings: QueueSettings): Queue {
    const queue = new Queue(settings, this.#clock, this);
    this.#byArn.set(settings.arn, queue);
    return queue;
  }

  byArn(arn: string): Queue | undefined {
    return this.#byArn.get(arn);
  }

  byName(name: string): Queue | undefined {
    return this.all().find(({ settings }) => settings.name === name);
  }

  all(): Queue[] {
    return [...this.#byArn.values()];
  }

  nextId(): string {
    this.#sent += 1;
    return sequentialId('005', this.#sent);
  }

  clear(): void {
    this.#sent = 0;
    for (const queue of this.all()) queue.replaceMessages([]);
  }

  dump(): QueuesDump {
    const messages = this.all().map((queue) => [queue.settings.arn, queue.messages()] as const);
    return { sent: this.#sent, messages: Object.fromEntries(messages) };
  }

  load(dump: QueuesDump): void {
    this.#sent = dump.sent;
    for (const queue of this.all()) queue.replaceMessages(dump.messages[queue.settings.arn] ?? []);
  }
}

/** What the queues hold, as JSON. */
export type QueuesDump = {
  readonly sent: number;
  readonly messages: Readonly<Record<string, readonly Message[]>>;
};
