import { addMinutes, type Instant, toInstant } from '../../../shared/core/time/instant.ts';
import type { AwsCall, AwsResponse, Delivery, Interceptor } from '../../cloud/index.ts';
import type { EarlyFault } from '../stories/fault.ts';
import type { Operator } from './operator.ts';

type OnFired = (fault: EarlyFault) => void;

/**
 * Lets wakes come some seconds before their minute: the schedule fires a minute ahead, and what it sends takes the
 * rest of that minute to arrive.
 */
export class EarlyWakes implements Interceptor {
  #faults: readonly EarlyFault[];
  readonly #now: () => Instant;
  readonly #operator: Operator;
  readonly #onFired: OnFired;
  readonly #early = new Map<string, EarlyFault>();
  #armed = 0;

  constructor(faults: readonly EarlyFault[], now: () => Instant, operator: Operator, onFired: OnFired) {
    this.#faults = faults;
    this.#now = now;
    this.#operator = operator;
    this.#onFired = onFired;
  }

  end(): void {
    this.#faults = [];
  }

  async after({ operation, invocation, request }: AwsCall, response: AwsResponse): Promise<AwsResponse> {
    if (operation !== 'CreateSchedule' || !invocation || response.status !== 200) return response;
    const name = request.path.slice(request.path.lastIndexOf('/') + 1);
    const { GroupName, ...body } = JSON.parse(request.body) as Asked;
    if (GroupName !== this.#operator.group) return response;
    this.#armed += 1;
    const at = firesAt(body);
    const fault = this.#faults.find(({ nth }) => nth <= this.#armed);
    if (!fault || !at || addMinutes(at, -1) <= this.#now()) return response;
    this.#faults = this.#faults.filter((each) => each !== fault);
    await this.#operator.reschedule(name, `at(${addMinutes(at, -1).slice(0, 19)})`);
    this.#early.set(`${GroupName}/${name}`, fault);
    return response;
  }

  deliver({ from, sourceArn }: Delivery): readonly number[] {
    const name = sourceArn.split('/').slice(-2).join('/');
    const fault = from === 'schedule' ? this.#early.get(name) : undefined;
    if (!fault) return [0];
    this.#early.delete(name);
    this.#onFired(fault);
    return [60 - fault.seconds];
  }
}

type Asked = { readonly GroupName?: string; readonly ScheduleExpression?: string };

/** The instant in `at(2026-03-19T08:00:00)`, which our wakes give in UTC. */
function firesAt({ ScheduleExpression = '' }: Asked): Instant | null {
  const [, at] = /^at\((.*)\)$/.exec(ScheduleExpression) ?? [];
  return at === undefined ? null : toInstant(`${at}Z`);
}
