import * as z from 'zod';
import type { AwsRequest } from '../base/aws-api.ts';
import { AwsError } from '../base/aws-error.ts';
import type { VirtualClock } from '../base/clock.ts';
import { badRequest } from './rules.ts';
import { type SesState, SUPPRESSION_REASONS, type Suppressed } from './state.ts';

const PATH = '/v2/email/suppression/addresses';
const putRequest = z.object({ EmailAddress: z.string().min(3), Reason: z.enum(SUPPRESSION_REASONS) });

/** An operation on the list. */
export type SuppressionOperation =
  | 'PutSuppressedDestination'
  | 'GetSuppressedDestination'
  | 'DeleteSuppressedDestination'
  | 'ListSuppressedDestinations';

/** The operation that a request asks for, if it is about the list. */
export function suppressionOperationOf({ method, path }: AwsRequest): SuppressionOperation | undefined {
  if (path === PATH) {
    if (method === 'PUT') return 'PutSuppressedDestination';
    return method === 'GET' ? 'ListSuppressedDestinations' : undefined;
  }
  if (!path.startsWith(`${PATH}/`)) return undefined;
  if (method === 'GET') return 'GetSuppressedDestination';
  return method === 'DELETE' ? 'DeleteSuppressedDestination' : undefined;
}

/** The account's list of addresses to which nothing is sent, whoever asks for it. */
export class SuppressionList {
  readonly #clock: VirtualClock;
  readonly #listed = new Map<string, Suppressed>();

  constructor(clock: VirtualClock) {
    this.#clock = clock;
  }

  /** The addresses, in small letters, that are on it for one of some reasons. */
  for(reasons: readonly string[]): string[] {
    return [...this.#listed].flatMap(([address, { reason }]) => (reasons.includes(reason) ? [address] : []));
  }

  dump(): NonNullable<SesState['suppressed']> {
    return Object.fromEntries(this.#listed);
  }

  load(listed: NonNullable<SesState['suppressed']>): void {
    this.#listed.clear();
    for (const [address, each] of Object.entries(listed)) this.#listed.set(address, each);
  }

  /** @throws AwsError NotFoundException, BadRequestException */
  answerTo(operation: SuppressionOperation, { path, body }: AwsRequest): unknown {
    const address = decodeURIComponent(path.slice(PATH.length + 1)).toLowerCase();
    switch (operation) {
      case 'PutSuppressedDestination':
        return this.#put(body);
      case 'ListSuppressedDestinations':
        return {
          SuppressedDestinationSummaries: [...this.#listed.keys()].map((each) => this.#summary(each)),
        };
      case 'GetSuppressedDestination':
        return { SuppressedDestination: this.#summary(address) };
      case 'DeleteSuppressedDestination':
        this.#summary(address);
        this.#listed.delete(address);
        return {};
      default:
        return operation satisfies never;
    }
  }

  #put(body: string): object {
    const request = putRequest.safeParse(JSON.parse(body));
    if (!request.success) throw badRequest('expected EmailAddress, and BOUNCE or COMPLAINT as Reason');
    const { EmailAddress, Reason: reason } = request.data;
    this.#listed.set(EmailAddress.toLowerCase(), { reason, since: this.#clock.now() });
    return {};
  }

  #summary(address: string) {
    const listed = this.#listed.get(address);
    if (!listed) {
      const message = `Email address ${address} does not exist on your suppression list.`;
      throw new AwsError('NotFoundException', 404, message);
    }
    return {
      EmailAddress: address,
      Reason: listed.reason,
      LastUpdateTime: Date.parse(listed.since) / 1000,
    };
  }
}
