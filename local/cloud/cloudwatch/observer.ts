import type { Delivery } from '../base/calls.ts';
import type { VirtualClock } from '../base/clock.ts';
import type { Queue } from '../queues/queue.ts';
import type { SesEvent } from '../ses/ses.ts';
import { embeddedMetrics } from './embedded-metrics.ts';
import type { Metrics } from './metrics.ts';

/** SQS leaves a message out of the age of the oldest once it was received so often. */
const POISONED = 3;

/** Publishes what AWS itself would see of a run, as the metrics of its services. */
export class Observer {
  readonly #metrics: Metrics;
  readonly #clock: VirtualClock;
  /** By configuration set: how many e-mails were sent, bounced for good, and complained of. */
  readonly #emails = new Map<string, { sent: number; bounced: number; complained: number }>();

  constructor(metrics: Metrics, clock: VirtualClock) {
    this.#metrics = metrics;
    this.#clock = clock;
  }

  output(text: string): void {
    for (const { metric, value } of embeddedMetrics(text))
      this.#metrics.put(metric, this.#clock.millis(), value);
  }

  run(functionName: string, isOk: boolean): void {
    this.#put('AWS/Lambda', 'Invocations', { FunctionName: functionName }, 1);
    this.#put('AWS/Lambda', 'Errors', { FunctionName: functionName }, isOk ? 0 : 1);
  }

  throttled(functionName: string): void {
    for (const dimensions of [{ FunctionName: functionName }, {}])
      this.#put('AWS/Lambda', 'Throttles', dimensions, 1);
  }

  /** A request to the stage of an HTTP API. */
  served(apiId: string, status: number): void {
    for (const dimensions of [{ ApiId: apiId }, { ApiId: apiId, Stage: '$default' }]) {
      this.#put('AWS/ApiGateway', 'Count', dimensions, 1);
      this.#put('AWS/ApiGateway', '4xx', dimensions, status >= 400 && status < 500 ? 1 : 0);
      this.#put('AWS/ApiGateway', '5xx', dimensions, status >= 500 ? 1 : 0);
    }
  }

  /** What reached neither its target nor the dead letters. */
  lost({ from, sourceArn }: Delivery): void {
    const [parent = '', name] = sourceArn.slice(sourceArn.indexOf('/') + 1).split('/');
    if (from === 'schedule') {
      this.#put('AWS/Scheduler', 'InvocationsFailedToBeSentToDeadLetterCount', { ScheduleGroup: parent }, 1);
    } else {
      const rule = name === undefined ? { RuleName: parent } : { EventBusName: parent, RuleName: name };
      this.#put('AWS/Events', 'InvocationsFailedToBeSentToDlq', rule, 1);
    }
  }

  queues(queues: readonly Queue[]): void {
    const at = this.#clock.millis();
    for (const queue of queues) {
      let visible = 0;
      let oldest: number | null = null;
      for (const { visibleAt, sentAt, receiveCount } of queue.messages()) {
        if (visibleAt <= at) visible += 1;
        if (receiveCount < POISONED && (oldest === null || sentAt < oldest)) oldest = sentAt;
      }
      this.#metrics.see(queue.settings.name, { at, visible, oldest });
    }
  }

  /** The rates are of all e-mails so far; AWS takes a number of the latest. */
  email({ detail }: SesEvent): void {
    const set = detail.mail.tags['ses:configuration-set']?.[0] ?? '';
    const counts = this.#emails.get(set) ?? { sent: 0, bounced: 0, complained: 0 };
    this.#emails.set(set, counts);
    if (detail.eventType === 'Send') counts.sent += 1;
    if (detail.eventType === 'Bounce' && JSON.stringify(detail).includes('"Permanent"')) counts.bounced += 1;
    if (detail.eventType === 'Complaint') counts.complained += 1;
    const dimensions = { 'ses:configuration-set': set };
    const all = Math.max(1, counts.sent);
    this.#put('AWS/SES', 'Reputation.BounceRate', dimensions, counts.bounced / all);
    this.#put('AWS/SES', 'Reputation.ComplaintRate', dimensions, counts.complained / all);
  }

  clear(): void {
    this.#metrics.clear();
    this.#emails.clear();
  }

  #put(namespace: string, name: string, dimensions: Readonly<Record<string, string>>, value: number): void {
    this.#metrics.put({ namespace, name, dimensions }, this.#clock.millis(), value);
  }
}
