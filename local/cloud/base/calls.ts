import type { Instant } from '../../../shared/core/time/instant.ts';
import type { AwsRequest, AwsResponse } from './aws-api.ts';

/** One API call on its way to a service. */
export type AwsCall = {
  readonly service: string;
  readonly operation: string;
  /** The function that calls, by its ARN, or the access key id of an outsider. */
  readonly caller: string;
  /** The invocation of the function, absent for outsiders. */
  readonly invocation?: string;
  readonly request: AwsRequest;
};

/**
 * What befalls a call: `drop` breaks the connection without an answer, `crash` also ends the invocation that
 * is calling, as if its sandbox had died.
 */
export type Fault = 'drop' | 'crash';

type Maybe<T> = T | Promise<T>;

/** One message on its way to a queue. */
export type Delivery = {
  /** From a bus comes only what it could not keep. */
  readonly from: 'rule' | 'schedule' | 'bus';
  /** ARN of the rule, the schedule or the bus. */
  readonly sourceArn: string;
  /** The role that a schedule assumes; EventBridge sends in its own name. */
  readonly roleArn?: string;
  readonly queueArn: string;
  readonly body: string;
  /** Which firing of a schedule it is. */
  readonly firing?: { readonly executionId: string; readonly scheduledAt: Instant };
};

/** Looks at, answers or spoils calls. `before` may answer in the service's place. */
export type Interceptor = {
  before?(call: AwsCall): Maybe<AwsResponse | Fault | undefined>;
  /** The service has acted; the caller gets what this returns. */
  after?(call: AwsCall, response: AwsResponse): Maybe<AwsResponse | Fault>;
  /** In how many seconds each copy of a message arrives: `[0]` as usual, none when it is lost. */
  deliver?(delivery: Delivery): readonly number[];
};

/** Counts calls as `<service>.<Operation>`, in all and by caller. */
export class CallCounter {
  readonly #byCaller = new Map<string, Map<string, number>>();

  count({ service, operation, caller }: AwsCall): void {
    const counts = this.#byCaller.get(caller) ?? new Map<string, number>();
    const name = `${service}.${operation}`;
    counts.set(name, (counts.get(name) ?? 0) + 1);
    this.#byCaller.set(caller, counts);
  }

  total(): Record<string, number> {
    const total: Record<string, number> = {};
    for (const caller of [...this.#byCaller.keys()].sort()) {
      for (const [name, count] of Object.entries(this.of(caller))) total[name] = (total[name] ?? 0) + count;
    }
    return sortKeys(total);
  }

  of(caller: string): Record<string, number> {
    return sortKeys(Object.fromEntries(this.#byCaller.get(caller) ?? []));
  }

  clear(): void {
    this.#byCaller.clear();
  }
}

const sortKeys = (counts: Record<string, number>) =>
  Object.fromEntries(Object.entries(counts).sort(([a], [b]) => (a < b ? -1 : 1)));

/** Lets the interceptors in their order see a call, and the service answer it unless one of them does. */
export async function answerCall(
  call: AwsCall,
  interceptors: readonly Interceptor[],
  serve: () => Maybe<AwsResponse>,
): Promise<AwsResponse | Fault> {
  let answer: AwsResponse | Fault | undefined;
  for (const { before } of interceptors) {
    answer = await before?.(call);
    if (answer !== undefined) return answer;
  }
  answer = await serve();
  for (const { after } of interceptors) {
    if (after && typeof answer !== 'string') answer = await after(call, answer);
  }
  return answer;
}
