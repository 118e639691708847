import type { Clinic } from '../../shared/clinic.ts';
import { protocolsOf } from '../../shared/core/protocols/index.ts';
import type { DeliveryOutcome } from '../../shared/core/reminders/delivery.ts';
import { fingerprintOf } from '../../shared/core/settings/fingerprint.ts';
import { type Instant, toInstant } from '../../shared/core/time/instant.ts';
import { remembered } from '../../shared/core/time/remembered.ts';
import { type AdvanceResult, advance } from '../../shared/course/advance.ts';
import { createDelivery } from '../../shared/course/deliver.ts';
import { type SweepTools, sweep } from '../../shared/course/sweep.ts';
import { track } from '../../shared/course/track.ts';
import { courseEvents, parsed, type Raw } from './events.ts';
import { FakeMailer } from './fake-mailer.ts';
import { FakeWakes } from './fake-wakes.ts';
import { InMemoryStore } from './in-memory-store.ts';
import { InMemorySweep } from './in-memory-sweep.ts';
import { plainPages } from './plain-pages.ts';
import { clinicWith } from './plan.ts';
import { stepped } from './stepped.ts';

const fingerprint = remembered(fingerprintOf);

type Step = (call: string) => unknown;
const noStep: Step = () => undefined;

/** The shell's one story in memory: its store, its wakes, its provider and its clock. */
export class Shell {
  readonly store = new InMemoryStore();
  readonly wakes = new FakeWakes();
  readonly mailer = new FakeMailer();
  readonly sweepStore = new InMemorySweep(this.store);
  /** The settings in use; others are a deployment. */
  clinic: Clinic;
  /** The tries before which a handler has paused. */
  readonly pauses: number[] = [];
  /** Calls in their order, since they were last taken. */
  #calls: string[] = [];
  #now: Instant;
  #before = new Map<string, Step>();

  constructor(startAt: string, clinic: Clinic = clinicWith()) {
    this.#now = toInstant(startAt);
    this.clinic = clinic;
  }

  get now(): Instant {
    return this.#now;
  }

  moveTo(at: string): void {
    this.#now = toInstant(at);
  }

  /** What a handler works with; `step` is asked before each of its calls. */
  tools(step: Step = noStep): SweepTools {
    const each = async (call: string) => {
      await step(call);
      this.#calls.push(call);
      const before = this.#before.get(call);
      this.#before.delete(call);
      await before?.(call);
    };
    const common = { clinic: this.clinic, now: () => this.#now, pages: plainPages };
    const store = stepped(this.store, each);
    return {
      ...common,
      store,
      wakes: stepped(this.wakes, each),
      sweepStore: stepped(this.sweepStore, each),
      fingerprint: fingerprint(this.clinic),
      pause: async (tries) => {
        this.pauses.push(tries);
      },
      deliver: createDelivery({ ...common, store, mailer: stepped(this.mailer, each) }),
    };
  }

  /** Lets something happen, or fail, before the next call of a kind. */
  before(call: string, happens: Step): void {
    this.#before.set(call, happens);
  }

  /** Handles events of one course, as `record-event` does. */
  record(raw: readonly Raw[], step?: Step): Promise<AdvanceResult> {
    const { deliver: _, ...tools } = this.tools(step);
    return advance(tools, raw[0]?.courseId ?? '', {
      kind: 'events',
      events: parsed(raw, undefined, protocolsOf(this.clinic)),
    });
  }

  /** Handles a wake, as `wake-course` does. */
  wake(courseId = 'C-1', wakeAt: Instant | null = this.#now, repeated = false, step?: Step) {
    return advance(this.tools(step), courseId, { kind: 'wake', wakeAt, repeated });
  }

  /** Looks for what was left behind, as `sweep` does. */
  sweep() {
    const { deliver: _, ...tools } = this.tools();
    return sweep(tools);
  }

  /** Handles a report of the provider about the first message, as `track-email` does. */
  report(attempt: number, outcome: DeliveryOutcome | null = null, repeated = false, step?: Step) {
    const delivery = outcome && { outcome, at: this.#now };
    const report = { messageId: '0001', attempt, sentAt: this.#now, delivery };
    return track(this.tools(step), { courseId: 'C-1', report, event: null }, repeated);
  }

  /** Lets time pass from wake to wake. */
  async runUntil(until: string): Promise<void> {
    const end = toInstant(until);
    for (let next = this.wakes.fireNext(end); next; next = this.wakes.fireNext(end)) {
      if (next.wakeAt > this.#now) this.#now = next.wakeAt;
      await this.wake(next.courseId, next.wakeAt);
    }
    this.#now = end;
  }

  /** The calls since they were last taken. */
  takeCalls(): string[] {
    const calls = this.#calls;
    this.#calls = [];
    return calls;
  }

  head = async (courseId = 'C-1') => (await this.store.load(courseId)).head;

  /** The messages of a course: `0001 sent: closing/questionnaires`. */
  async log(courseId = 'C-1'): Promise<string[]> {
    const { messages } = await this.store.load(courseId);
    return messages.map((message) => {
      const dropped = 'dropped' in message ? message.dropped : [];
      const keys = message.reminders.map(({ key }) => (dropped.includes(key) ? `(${key})` : key));
      return `${message.messageId} ${message.status}: ${keys.join(', ')}`;
    });
  }
}

/** A course of stenosis, enrolled a quarter of an hour ago: its first reminder is due now. */
export async function dueCourse() {
  const shell = new Shell('2026-02-26T09:00:00Z');
  const events = courseEvents();
  const enrolment = events.enrolled(shell.now, { protocol: 'lumbar-spinal-stenosis', entry: 'direct' });
  await shell.record([enrolment]);
  const first = shell.wakes.fireNext(toInstant('2026-02-26T09:15:00Z'));
  if (!first) throw new Error('no wake is armed');
  shell.moveTo(first.wakeAt);
  shell.takeCalls();
  return { ...events, shell, enrolment };
}
