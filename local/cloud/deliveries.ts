import type { Delivery, Interceptor } from './base/calls.ts';
import type { BusModel } from './base/stack-model.ts';
import type { AccessControl } from './iam/iam.ts';
import { type MessageAttributes, textAttributes } from './queues/message.ts';
import type { Queues } from './queues/queues.ts';

export type DeliveriesOptions = {
  readonly queues: Queues;
  readonly buses: readonly BusModel[];
  readonly interceptors: readonly Interceptor[];
  readonly access: AccessControl | undefined;
  /** Hears of what could not even be left among dead letters. */
  readonly onLost?: ((delivery: Delivery) => void) | undefined;
};

/** Carries what rules, schedules and buses send into queues, as far as they may. */
export class Deliveries {
  readonly #options: DeliveriesOptions;

  constructor(options: DeliveriesOptions) {
    this.#options = options;
  }

  /** What cannot be sent, or may not, goes to the dead letters under the same rules, or is lost. */
  deliver(intended: Delivery, deadLetterArn: string | undefined): void {
    const { queues, interceptors } = this.#options;
    const asLetter = { ...intended, queueArn: deadLetterArn ?? '', body: bodyOfLetter(intended) };
    const delivery = [intended, asLetter].find((each) => this.#mayDeliver(each));
    const queue = delivery && queues.byArn(delivery.queueArn);
    if (!queue) return this.#options.onLost?.(intended);
    let delays: readonly number[] = [0];
    for (const interceptor of interceptors) {
      if (interceptor.deliver) delays = delays.flatMap((delay) => copies(interceptor, delivery, delay));
    }
    const attributes = delivery === intended ? undefined : whyUndelivered(intended);
    for (const delay of delays) queue.send(delivery.body, queue.settings.delay + delay, attributes);
  }

  /** What a bus cannot encrypt or decrypt goes to the dead letters of the bus, if it has any. */
  leaveUnkept(busArn: string, body: string): void {
    const { queues, buses } = this.#options;
    const queueArn = buses.find(({ arn }) => arn === busArn)?.deadLetterArn ?? '';
    const delivery = { from: 'bus', sourceArn: busArn, queueArn, body } as const;
    if (!this.#mayDeliver(delivery)) return;
    const attributes = textAttributes({
      ERROR_CODE: 'KMS_ACCESS_DENIED',
      ERROR_MESSAGE: 'The key of the event bus may not be used.',
    });
    queues.byArn(queueArn)?.send(body, undefined, attributes);
  }

  #mayDeliver(delivery: Delivery): boolean {
    const { queues, access } = this.#options;
    return queues.byArn(delivery.queueArn) !== undefined && (access?.mayDeliver(delivery) ?? true);
  }
}

/**
 * EventBridge leaves the event itself. What its Scheduler leaves is documented as "invocation details": the request
 * that it would have made.
 */
function bodyOfLetter({ from, queueArn, body }: Delivery): string {
  if (from !== 'schedule') return body;
  const [, , , region, account, name] = queueArn.split(':');
  return JSON.stringify({
    MessageBody: body,
    QueueUrl: `https://sqs.${region}.amazonaws.com/${account}/${name}`,
  });
}

/** What EventBridge and its Scheduler put on a message that they could not send to its target. */
function whyUndelivered({ from, sourceArn, queueArn, firing }: Delivery): MessageAttributes {
  const code = from === 'rule' ? 'NO_PERMISSIONS' : 'AccessDenied';
  const why = {
    TARGET_ARN: queueArn,
    ERROR_CODE: code,
    ERROR_MESSAGE: 'The target may not be sent to.',
    RETRY_ATTEMPTS: '0',
  };
  if (!firing) return textAttributes({ RULE_ARN: sourceArn, ...why });
  return textAttributes({
    SCHEDULE_ARN: sourceArn,
    EXECUTION_ID: firing.executionId,
    SCHEDULED_TIME: `${firing.scheduledAt.slice(0, 19)}Z`,
    IS_PAYLOAD_TRUNCATED: 'false',
    ...why,
  });
}

const copies = (interceptor: Interceptor, delivery: Delivery, delay: number): number[] =>
  (interceptor.deliver?.(delivery) ?? [0]).map((more) => delay + more);
