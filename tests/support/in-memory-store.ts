import { headToItem, readHead } from '../../shared/aws/head-item.ts';
import {
  courseKey,
  eventKey,
  eventToItem,
  HEAD_KEY,
  LINE_KEY,
  messageKey,
  messageToItem,
  readEvent,
  readMessage,
} from '../../shared/aws/items.ts';
import { findLine, lineToItem } from '../../shared/aws/line-item.ts';
import { type Delivery, type Report, type Reported, weightOf } from '../../shared/core/reminders/delivery.ts';
import type { ClaimOutcome, ClaimRef, CourseStore } from '../../shared/ports/course-store.ts';

export type Item = Readonly<Record<string, unknown>>;
type Noted = { status: string; delivery: Delivery; weight: number };
type Partition = Map<string, Item>;

/** Courses in memory, by the same items and conditions as in the table. Every call is one step. */
export class InMemoryStore implements CourseStore {
  readonly #partitions = new Map<string, Partition>();

  async load(courseId: string) {
    const items = this.#sorted(courseId);
    const of = (prefix: string) => items.filter(({ sk }) => String(sk).startsWith(prefix));
    const [head = null] = of(HEAD_KEY).map(readHead);
    const [line] = of(LINE_KEY).flatMap((item) => findLine(item) ?? []);
    return {
      head,
      events: of('EVENT#').map(readEvent),
      messages: of('MESSAGE#').map(readMessage),
      ...(line && { line }),
    };
  }

  async version(courseId: string) {
    return this.#version(courseId);
  }

  async commit(courseId: string, commit: Parameters<CourseStore['commit']>[1]) {
    const partition = this.#partition(courseId);
    const { head, expectedVersion, newEvents, messages, forgets, recalls, line } = commit;
    const isCurrent = this.#version(courseId) === expectedVersion;
    const isNew = newEvents.every(({ event }) => !partition.has(eventKey(event.eventId)));
    const isReplaced = messages.every(({ message, replaces }) => {
      const stored = partition.get(messageKey(message.messageId));
      if (!replaces || !stored) return !replaces && !stored;
      return stored['status'] === replaces.status && stored['attempt'] === attemptOf(replaces);
    });
    const rewritten = [
      ...(forgets?.events ?? []).map((event) => eventToItem(courseId, event, forgets?.expiresAt ?? null)),
      ...(forgets?.messageIds ?? []).map((id) => ({ sk: messageKey(id), expiresAt: forgets?.expiresAt })),
      ...(recalls?.eventIds ?? []).map((id) => ({ sk: eventKey(id), expiresAt: undefined })),
      ...(recalls?.messageIds ?? []).map((id) => ({ sk: messageKey(id), expiresAt: undefined })),
    ];
    const isThere = rewritten.every(({ sk }) => partition.has(sk));
    if (!isCurrent || !isNew || !isReplaced || !isThere) return false;
    const items = [
      ...rewritten.map((item) => ({ ...partition.get(item.sk), ...item })),
      headToItem(courseId, head),
      ...newEvents.map((event) => eventToItem(courseId, event, head.expiresAt)),
      ...messages.map(({ message }) => messageToItem(courseId, message, head.expiresAt)),
      ...(line ? [lineToItem(courseId, line)] : []),
    ];
    if (line === null) partition.delete(LINE_KEY);
    for (const item of items) this.put(item);
    return true;
  }

  async settle(courseId: string, { messageId, attempt }: ClaimRef, outcome: ClaimOutcome) {
    const stored = this.#partition(courseId).get(messageKey(messageId));
    if (stored?.['status'] !== 'claimed' || stored['attempt'] !== attempt) return false;
    const { leaseUntil: _, wakes, nextWakeAt: __, ...rest } = stored;
    const index = outcome.status === 'released' ? { wakes, nextWakeAt: outcome.retryAt } : {};
    const weight = outcome.status === 'sent' ? { weight: weightOf(attempt, null) } : {};
    this.put({ ...rest, ...index, ...outcome, ...weight });
    return true;
  }

  async narrow(courseId: string, { messageId, attempt }: ClaimRef, dropped: readonly string[]) {
    const stored = this.#partition(courseId).get(messageKey(messageId));
    if (stored?.['status'] !== 'claimed' || stored['attempt'] !== attempt) return false;
    this.put({ ...stored, dropped });
    return true;
  }

  async report(courseId: string, { messageId, attempt, sentAt, delivery }: Report): Promise<Reported | null> {
    const stored = this.#partition(courseId).get(messageKey(messageId));
    if (!stored || stored['expiresAt'] !== undefined) return null;
    const { status, delivery: known, weight: knownWeight } = stored as Partial<Noted>;
    const weight = weightOf(attempt, delivery?.outcome ?? null);
    const isNews = knownWeight === undefined ? Number(stored['attempt']) >= attempt : knownWeight < weight;
    if (isNews) {
      const { leaseUntil, wakes, nextWakeAt, retryAt, settledAt, reason, delivery: _, ...rest } = stored;
      this.put({
        ...rest,
        status: 'sent',
        sentAt,
        attempt,
        weight,
        ...(delivery && { delivery }),
      });
    }
    return { isSent: status === 'sent', outcome: known?.outcome ?? null, isNews };
  }

  async eraseItems(courseId: string) {
    const partition = this.#partition(courseId);
    for (const sk of [...partition.keys()].filter((key) => key !== HEAD_KEY)) partition.delete(sk);
  }

  /** Everything that is stored, in the order of the keys. */
  items(): Item[] {
    const keys = [...this.#partitions.keys()].map((pk) => pk.slice(courseKey('').length));
    return keys.sort().flatMap((courseId) => this.#sorted(courseId));
  }

  /** Writes an item as it is, whatever was there. */
  put(item: Item): void {
    const courseId = String(item['pk']).slice(courseKey('').length);
    const plain = JSON.parse(JSON.stringify(item)) as Item;
    this.#partition(courseId).set(String(item['sk']), plain);
  }

  #version(courseId: string): number | null {
    const version = this.#partition(courseId).get(HEAD_KEY)?.['version'];
    return typeof version === 'number' ? version : null;
  }

  #partition(courseId: string): Partition {
    const partition = this.#partitions.get(courseKey(courseId)) ?? new Map();
    this.#partitions.set(courseKey(courseId), partition);
    return partition;
  }

  #sorted(courseId: string): Item[] {
    const entries = [...this.#partition(courseId)];
    return entries.sort(([a], [b]) => (a < b ? -1 : 1)).map(([, item]) => item);
  }
}

const attemptOf = (message: object) => ('attempt' in message ? message.attempt : 0);
