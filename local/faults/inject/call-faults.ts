import type { AwsCall, AwsResponse, Interceptor, Fault as Lost } from '../../cloud/index.ts';
import type { CallFault, CallTrouble } from '../stories/fault.ts';
import { type Refusal, refusalOf } from './answers.ts';
import { TornQueries } from './torn-queries.ts';

type OnFired = (fault: CallFault, call: AwsCall) => void;
type Waiting = { readonly fault: CallFault; left: number; operation: string | null };

const WRITES = ['TransactWriteItems', 'UpdateItem', 'PutItem'];

/** Carries out the faults of calls. Only calls of functions count, those of an onlooker do not. */
export class CallFaults implements Interceptor {
  #count = 0;
  readonly #waiting: Waiting[];
  readonly #numbers = new WeakMap<AwsCall, number>();
  /** Only where a Query is to be torn: to remember them all takes long. */
  readonly #torn: TornQueries | null;
  readonly #onFired: OnFired;

  constructor(faults: readonly CallFault[], onFired: OnFired) {
    this.#waiting = faults.map((fault) => ({ fault, left: fault.times ?? 1, operation: null }));
    this.#torn = faults.some(({ what }) => what.startsWith('torn')) ? new TornQueries() : null;
    this.#onFired = onFired;
  }

  /** How many calls the functions have made. */
  get count(): number {
    return this.#count;
  }

  /** No fault fires any more. */
  end(): void {
    this.#waiting.length = 0;
  }

  before(call: AwsCall): AwsResponse | Lost | undefined {
    if (!call.invocation) return undefined;
    this.#count += 1;
    this.#numbers.set(call, this.#count);
    for (const waiting of this.#waiting) {
      const answer = this.#applies(waiting, call) ? answerBefore(waiting.fault.what, call) : undefined;
      if (answer === undefined) continue;
      this.#fire(waiting, call);
      return answer;
    }
    return undefined;
  }

  after(call: AwsCall, response: AwsResponse): AwsResponse | Lost {
    if (!call.invocation) return response;
    const torn = this.#torn?.see(call, response);
    for (const waiting of this.#waiting) {
      if (!this.#applies(waiting, call)) continue;
      const answer = answerAfter(waiting.fault.what, call) ?? torn?.(waiting.fault.what);
      if (answer === undefined) continue;
      this.#fire(waiting, call);
      return answer;
    }
    return response;
  }

  #applies({ fault, left, operation }: Waiting, call: AwsCall): boolean {
    if (left === 0 || (this.#numbers.get(call) ?? 0) < fault.call) return false;
    return (operation ?? fault.of ?? call.operation) === call.operation;
  }

  #fire(waiting: Waiting, call: AwsCall): void {
    waiting.left -= 1;
    waiting.operation = call.operation;
    this.#onFired(waiting.fault, call);
  }
}

/** What the caller gets in the service's place. */
function answerBefore(what: CallTrouble, call: AwsCall): AwsResponse | Lost | undefined {
  switch (what) {
    case 'crash before':
      return 'crash';
    case 'drop before':
      return 'drop';
    case 'throttled':
      return refusalOf(call, what);
    case 'broken before':
      return refusalOf(call, 'broken');
    case 'conflict':
      return mayConflict(call) ? refusalOf(call, what) : undefined;
    case 'rejected':
      return call.operation === 'SendEmail' ? refusalOf(call, what satisfies Refusal) : undefined;
    default:
      return undefined;
  }
}

/** Only items of courses are written by transactions. */
const mayConflict = ({ operation, request }: AwsCall) =>
  WRITES.includes(operation) && request.body.includes('"COURSE#');

/** What the caller gets in place of the service's answer. */
function answerAfter(what: CallTrouble, call: AwsCall): AwsResponse | Lost | undefined {
  if (what === 'crash after') return 'crash';
  if (what === 'drop after') return 'drop';
  return what === 'broken after' ? refusalOf(call, 'broken') : undefined;
}
