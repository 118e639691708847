import { epochMillis, type Instant } from '../../../shared/core/time/instant.ts';
import type { AwsRequest, AwsResponse, AwsService } from '../base/aws-api.ts';
import { AwsError, answer } from '../base/aws-error.ts';
import type { VirtualClock } from '../base/clock.ts';
import { identityIn, operationOf, readSendEmail } from './api.ts';
import type { Outcome } from './events.ts';
import { assertMaySend, identityDetails, identitySummary, type SesIdentity } from './identities.ts';
import { SesOutbox } from './outbox.ts';
import { assertSendable } from './rules.ts';
import {
  type Behaviour,
  type SesEvent,
  type SesMail,
  type SesState,
  SUPPRESSION_REASONS,
  sesState,
} from './state.ts';
import { SuppressionList } from './suppression-list.ts';

export type { Behaviour, SesEvent, SesIdentity, SesMail, SesState };

const DAY = 24 * 60 * 60_000;

/** How the account is set up. */
export type SesOptions = {
  readonly clock: VirtualClock;
  readonly region: string;
  readonly account: string;
  /** By name, the types of events that go to the default bus, as in `MatchingEventTypes` (`SEND` or `send`). */
  readonly configurationSets: Readonly<Record<string, readonly string[]>>;
  /** By name, for which reasons a configuration set goes by the account's suppression list; for both when it says nothing. */
  readonly suppressedReasons?: Readonly<Record<string, readonly string[]>>;
  /** Who may send; without this list, everyone. */
  readonly identities?: readonly SesIdentity[];
};

/** SES v2's SendEmail with an inbox and delivery events, on a virtual clock. */
export class SesEmulator implements AwsService {
  readonly #options: SesOptions;
  readonly #outbox = new SesOutbox();
  readonly #suppression: SuppressionList;

  constructor(options: SesOptions) {
    this.#options = options;
    this.#suppression = new SuppressionList(options.clock);
  }

  operationOf(request: AwsRequest): string | undefined {
    return operationOf(request);
  }

  handle(request: AwsRequest): AwsResponse {
    return answer('message', () => this.#answerTo(request));
  }

  /** All e-mails that were accepted, the oldest first. */
  inbox(): readonly SesMail[] {
    return this.#outbox.mails();
  }

  /** Decides what becomes of e-mails to an address from now on. */
  setBehaviour(address: string, behaviour: Behaviour): void {
    this.#outbox.setBehaviour(address, behaviour);
  }

  /** The next instant at which an event reaches the default bus. */
  nextEventAt(): Instant | null {
    return this.#outbox.nextEventAt();
  }

  /** The events due at or before the clock's now, in the order of time. */
  takeEvents(): SesEvent[] {
    return this.#outbox.takeEvents(this.#options.clock.now());
  }

  /** All it remembers, as JSON. */
  dump(): SesState {
    const suppressed = this.#suppression.dump();
    return { ...this.#outbox.dump(), ...(Object.keys(suppressed).length > 0 && { suppressed }) };
  }

  /** Goes on from a dump. @throws ZodError when it is none */
  load(state: unknown): void {
    const read = sesState.parse(state);
    this.#outbox.load(read);
    this.#suppression.load(read.suppressed ?? {});
  }

  #answerTo(request: AwsRequest): unknown {
    const identities = this.#options.identities ?? [];
    const operation = operationOf(request);
    switch (operation) {
      case 'SendEmail':
        return { MessageId: this.#send(request).messageId };
      case 'GetAccount':
        return this.#account();
      case 'ListEmailIdentities':
        return { EmailIdentities: identities.map(identitySummary) };
      case 'GetEmailIdentity':
        return identityDetails(identityIn(request.path), identities);
      case 'PutSuppressedDestination':
      case 'GetSuppressedDestination':
      case 'DeleteSuppressedDestination':
      case 'ListSuppressedDestinations':
        return this.#suppression.answerTo(operation, request);
      case undefined:
        throw new AwsError('UnknownOperationException', 404, 'Unknown operation.');
    }
  }

  #send({ body, accessKeyId }: AwsRequest): SesMail {
    const { clock, region, account, configurationSets, identities, suppressedReasons } = this.#options;
    const request = readSendEmail(body);
    const sendable = assertSendable(request);
    const name = request.ConfigurationSetName;
    if (name !== undefined && !Object.hasOwn(configurationSets, name)) {
      throw new AwsError('NotFoundException', 404, `Configuration set <${name}> does not exist.`);
    }
    if (identities) assertMaySend(sendable.from, identities, region);
    const published = name === undefined ? [] : (configurationSets[name] ?? []).map(plainType);
    return this.#outbox.send(request, {
      ...sendable,
      sentAt: clock.now(),
      origin: { account, region, accessKeyId },
      listed: this.#suppression.for(suppressedReasons?.[name ?? ''] ?? SUPPRESSION_REASONS),
      publishes: ({ eventType }: Outcome) => published.includes(plainType(eventType)),
    });
  }

  #account() {
    const since = this.#options.clock.millis() - DAY;
    const sent = this.inbox().filter(({ sentAt }) => epochMillis(sentAt) > since).length;
    return {
      EnforcementStatus: 'HEALTHY',
      ProductionAccessEnabled: true,
      SendingEnabled: true,
      SendQuota: { Max24HourSend: 50_000, MaxSendRate: 14, SentLast24Hours: sent },
    };
  }
}

/** `DELIVERY_DELAY` and `deliveryDelay` are the same. */
const plainType = (eventType: string) => eventType.replaceAll('_', '').toLowerCase();
