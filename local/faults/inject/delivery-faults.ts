import type { QueueName } from '../../../shared/names.ts';
import type { Delivery, Interceptor } from '../../cloud/index.ts';
import type { DeliveryFault } from '../stories/fault.ts';

type OnFired = (fault: DeliveryFault) => void;

/** Carries out the faults of deliveries. */
export class DeliveryFaults implements Interceptor {
  readonly #faults: DeliveryFault[];
  readonly #onFired: OnFired;
  readonly #counts = new Map<string, number>();

  constructor(faults: readonly DeliveryFault[], onFired: OnFired) {
    this.#faults = [...faults];
    this.#onFired = onFired;
  }

  end(): void {
    this.#faults.length = 0;
  }

  deliver({ queueArn }: Delivery): readonly number[] {
    const nth = (this.#counts.get(queueArn) ?? 0) + 1;
    this.#counts.set(queueArn, nth);
    const fault = this.#faults.find(
      (each) => isTo(queueArn, each.to) && nth >= each.nth && nth < each.nth + (each.times ?? 1),
    );
    if (!fault) return [0];
    this.#onFired(fault);
    return fault.after;
  }
}

const isTo = (queueArn: string, name: QueueName) => queueArn.endsWith(`-${name}`);
