import type { Instant } from '../../../shared/core/time/instant.ts';
import { MinHeap } from '../base/min-heap.ts';
import { deliveryOf, type ScheduledDelivery } from './delivery.ts';
import { firstDue, nextDue } from './expression.ts';
import { timingOf } from './schema.ts';
import type { ScheduleRecord } from './state.ts';

type Entry = { readonly at: Instant; readonly record: ScheduleRecord };

const firesBefore = (a: Entry, b: Entry) => (a.at === b.at ? keyOf(a.record) < keyOf(b.record) : a.at < b.at);

/** Orders by name, then by group: a space sorts before all that names consist of. */
const keyOf = ({ name, group }: { name: string; group: string }) => `${name} ${group}`;

/** Orders by group, then by name. */
export const listOrder = ({ name, group }: ScheduleRecord): string => `${group} ${name}`;

/** The schedules of all groups, and which of them fires next. */
export class ScheduleStore {
  readonly #records = new Map<string, ScheduleRecord>();
  /** Holds an entry for every due record, and stale ones for records since replaced. */
  readonly #due = new MinHeap<Entry>(firesBefore);

  get(group: string, name: string): ScheduleRecord | undefined {
    return this.#records.get(keyOf({ name, group }));
  }

  /** Ordered by group, then by name. */
  list(): ScheduleRecord[] {
    return [...this.#records.values()].sort((a, b) => (listOrder(a) < listOrder(b) ? -1 : 1));
  }

  /** Adds a schedule or replaces the one of this name; it fires next as if it were new. */
  put(schedule: Omit<ScheduleRecord, 'dueAt'>, now: Instant): ScheduleRecord {
    const record = { ...schedule, dueAt: firstDue(timingOf(schedule.definition), now) };
    this.restore(record);
    return record;
  }

  /** Adds a record as it was stored. */
  restore(record: ScheduleRecord): void {
    this.#records.set(keyOf(record), record);
    if (record.dueAt !== null) this.#due.push({ at: record.dueAt, record });
  }

  remove(record: ScheduleRecord): void {
    this.#records.delete(keyOf(record));
  }

  clear(): void {
    this.#records.clear();
    this.#due.clear();
  }

  /** The next instant at which a schedule fires. */
  nextDueAt(): Instant | null {
    return this.#peek()?.at ?? null;
  }

  /** All firings up to and including `now`. */
  takeDue(now: Instant): ScheduledDelivery[] {
    const deliveries: ScheduledDelivery[] = [];
    for (let next = this.#peek(); next && next.at <= now; next = this.#peek()) {
      this.#due.pop();
      deliveries.push(deliveryOf(next.record, next.at));
      this.#advance(next);
    }
    return deliveries;
  }

  #peek(): Entry | undefined {
    let next = this.#due.peek();
    while (next && this.#records.get(keyOf(next.record)) !== next.record) {
      this.#due.pop();
      next = this.#due.peek();
    }
    return next;
  }

  #advance({ record, at }: Entry): void {
    const dueAt = nextDue(timingOf(record.definition), at);
    const isDone = dueAt === null && record.definition.ActionAfterCompletion === 'DELETE';
    if (isDone) this.remove(record);
    else this.restore({ ...record, dueAt });
  }
}
