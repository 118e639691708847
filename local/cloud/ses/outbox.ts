import type { Instant } from '../../../shared/core/time/instant.ts';
import { MinHeap } from '../base/min-heap.ts';
import { byBehaviour } from './behaviour.ts';
import { eventOf, type Origin } from './envelope.ts';
import { type Outcome, outcomesOf } from './events.ts';
import { mailOf, messageIdOf } from './mail.ts';
import { recipientsOf } from './rules.ts';
import type { SendEmailRequest, SimpleContent } from './schema.ts';
import type { Behaviour, PendingEvent, SesEvent, SesMail, SesState } from './state.ts';

type Sending = {
  readonly from: string;
  readonly simple: SimpleContent;
  readonly sentAt: Instant;
  readonly origin: Origin;
  /** Addresses, in small letters, to which the account does not send. */
  readonly listed: readonly string[];
  /** Whether an outcome reaches the bus. */
  readonly publishes: (outcome: Outcome) => boolean;
};

/** What was sent, and the events that follow from it. */
export class SesOutbox {
  readonly #pending = new MinHeap<PendingEvent>((a, b) => (a.at === b.at ? a.order < b.order : a.at < b.at));
  readonly #behaviours = new Map<string, Behaviour>();
  #mails: SesMail[] = [];
  #mailCount = 0;
  #eventCount = 0;

  mails(): readonly SesMail[] {
    return this.#mails;
  }

  setBehaviour(address: string, behaviour: Behaviour): void {
    this.#behaviours.set(address.toLowerCase(), behaviour);
  }

  /** Takes an e-mail and plans its events. */
  send(request: SendEmailRequest, { from, simple, sentAt, origin, listed, publishes }: Sending): SesMail {
    this.#mailCount += 1;
    const messageId = messageIdOf(origin.account, this.#mailCount, sentAt);
    const mail = mailOf(request, { from, simple }, { messageId, sentAt });
    this.#mails.push(mail);
    const behaviours = new Map([...this.#behaviours, ...listed.map((each) => [each, 'listed'] as const)]);
    const recipients = byBehaviour(recipientsOf(request), behaviours);
    for (const outcome of outcomesOf(sentAt, recipients, messageId)) {
      if (publishes(outcome)) this.#plan(mail, outcome, origin);
    }
    return mail;
  }

  nextEventAt(): Instant | null {
    return this.#pending.peek()?.at ?? null;
  }

  takeEvents(now: Instant): SesEvent[] {
    const events: SesEvent[] = [];
    for (let next = this.#pending.peek(); next && next.at <= now; next = this.#pending.peek()) {
      this.#pending.pop();
      events.push(next.event);
    }
    return events;
  }

  dump(): Omit<SesState, 'suppressed'> {
    return {
      mails: this.#mails,
      mailCount: this.#mailCount,
      eventCount: this.#eventCount,
      pending: this.#pending.items(),
      behaviours: Object.fromEntries(this.#behaviours),
    };
  }

  load({ mails, mailCount, eventCount, pending, behaviours }: SesState): void {
    this.#mails = mails;
    this.#mailCount = mailCount;
    this.#eventCount = eventCount;
    this.#pending.clear();
    for (const event of pending) this.#pending.push(event);
    this.#behaviours.clear();
    for (const [address, behaviour] of Object.entries(behaviours)) this.setBehaviour(address, behaviour);
  }

  #plan(mail: SesMail, outcome: Outcome, origin: Origin): void {
    this.#eventCount += 1;
    const order = this.#eventCount;
    this.#pending.push({ at: outcome.at, order, event: eventOf(mail, outcome, origin, order) });
  }
}
