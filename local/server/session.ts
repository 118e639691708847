import { type CourseJson, courseToJson } from '../../shared/core/course-json.ts';
import type { CourseEvent } from '../../shared/core/events/events.ts';
import { type ParsedEvent, parseEvent } from '../../shared/core/events/parse-event.ts';
import { protocolsOf } from '../../shared/core/protocols/index.ts';
import { type Instant, toInstant } from '../../shared/core/time/instant.ts';
import { planLoaded } from '../../shared/course/plan-loaded.ts';
import type { ClinicCloud } from '../clinic/clinic-cloud.ts';
import { EmailLog, type SentEmail } from '../clinic/emails.ts';
import { explainLoaded, type StoredExplanation } from '../explain/explain-loaded.ts';
import type { EventLine } from '../files/events-file.ts';
import type { Order, Work } from '../redrive/redrive-clinic.ts';
import type { EmailJson } from '../words/email-json.ts';
import { type Sight, type StepReport, stepReport } from '../words/step-report.ts';
import { Attention } from './attention.ts';
import { type ClockStep, goalOf } from './clock-goal.ts';
import { type ReadCourse, readEveryCourse } from './reading.ts';
import { StateKeeper } from './state-keeper.ts';

/** What is known of one course. */
export type OneCourse = {
  readonly course: CourseJson;
  readonly explanation: StoredExplanation;
  readonly events: readonly CourseEvent[];
};

const ERASED = {
  path: 'courseId',
  message: 'expected a course that was not erased; of this one nothing is kept',
};

/** A clinic on the embedded cloud that somebody is looking at. One thing happens at a time. */
export class ClinicSession {
  readonly clinicCloud: ClinicCloud;
  /** What somebody has to look after. */
  readonly attention: Attention;
  readonly #end: Instant;
  readonly #emailLog: EmailLog;
  readonly #keeper: StateKeeper;
  #waiting: readonly EventLine[];
  #work: Promise<unknown> = Promise.resolve();
  readonly #began = crypto.randomUUID().slice(0, 8);
  /** How often a job began or ended. */
  #changes = 0;
  #jobs = 0;
  #lastStep: StepReport | undefined;
  #isClosed = false;

  /**
   * @param lines events that reach the bus as the clock comes to them
   * @param end where "to the end" goes
   */
  constructor(clinicCloud: ClinicCloud, lines: readonly EventLine[], end: Instant) {
    this.clinicCloud = clinicCloud;
    this.attention = new Attention(clinicCloud);
    // What came before the clock has arrived already, in the run whose state was kept.
    this.#waiting = lines.filter(({ arrivesAt }) => arrivesAt >= clinicCloud.cloud.clock.now());
    this.#end = end;
    this.#emailLog = new EmailLog(clinicCloud);
    this.#keeper = new StateKeeper(() => clinicCloud.cloud.save());
  }

  get now(): Instant {
    return this.clinicCloud.cloud.clock.now();
  }

  /** Another text after everything that happened, and after a new start of the program. */
  get version(): string {
    return `${this.#began}.${this.#changes}.${this.now}`;
  }

  /** Whether the clock is moving. */
  get isBusy(): boolean {
    return this.#jobs > 0;
  }

  /** What the last step of the clock did; undefined before the first one, and while the clock is moving. */
  get lastStep(): StepReport | undefined {
    return this.isBusy ? undefined : this.#lastStep;
  }

  get emails(): readonly EmailJson[] {
    return this.#emailLog.emails;
  }

  /** An e-mail as the provider took it. */
  sentEmail(messageId: string): SentEmail | undefined {
    return this.clinicCloud.cloud.inbox().find((each) => each.messageId === messageId);
  }

  /** Every course as it stands. */
  async courses(): Promise<CourseJson[]> {
    return (await this.everyCourse()).map(({ course }) => course);
  }

  /** Every course as it stands, and whose it is. */
  everyCourse(): Promise<ReadCourse[]> {
    return readEveryCourse(this.clinicCloud, this.now);
  }

  /** One course as it stands and why, with what was told of it, read once and alone; null when nothing was told of it. */
  async course(courseId: string): Promise<OneCourse | null> {
    const { courses, clinic } = this.clinicCloud;
    const loaded = await courses.load(courseId);
    if (!loaded.head) return null;
    const plan = planLoaded(courseId, loaded, [], clinic, this.now);
    return {
      course: courseToJson(plan),
      explanation: explainLoaded(courseId, loaded, clinic, this.now),
      events: loaded.events.map(({ event }) => event),
    };
  }

  /**
   * Puts an event on the clinic's bus, if it is a valid one, and lets it have its effect. The bus would take one for an
   * erased course as well, and it would have none.
   */
  async send(envelope: unknown): Promise<ParsedEvent> {
    const parsed = parseEvent(envelope, {
      now: this.now,
      timeZone: this.clinicCloud.clinic.timeZone,
      protocols: protocolsOf(this.clinicCloud.clinic),
      from: 'sender',
    });
    if (!parsed.ok) return parsed;
    const { courseId, eventId } = parsed.event;
    const { head } = await this.clinicCloud.courses.load(courseId);
    if (head?.status === 'erased') return { ok: false, eventId, issues: [ERASED] };
    await this.#oneAtATime(async () => {
      this.clinicCloud.putEvent(envelope);
      await this.clinicCloud.cloud.settle();
      await this.#emailLog.catchUp();
    });
    return parsed;
  }

  /** Puts dead letters back into their queues or removes them, and lets what was put back have its effect. */
  async redrive(order: Order): Promise<Work> {
    const { cloud } = this.clinicCloud;
    const done = this.#oneAtATime(async () => {
      const work = await this.attention.work(order);
      await cloud.settle();
      await this.#emailLog.catchUp();
      return work;
    });
    return done;
  }

  /** Lets what came in from outside, over the AWS APIs, have its effect. */
  settle(): Promise<void> {
    return this.#oneAtATime(async () => {
      await this.clinicCloud.cloud.settle();
      await this.#emailLog.catchUp();
    });
  }

  /** Moves the clock by a step; the session is busy from here on. */
  step(step: ClockStep): Promise<void> {
    const { clinic, nextWakeAfter } = this.clinicCloud;
    return this.#oneAtATime(async () => {
      const before = await this.#sight();
      const { now } = this;
      const goal = await goalOf(step, {
        now,
        timeZone: clinic.timeZone,
        end: this.#end,
        arrivals: this.#waiting.map(({ arrivesAt }) => arrivesAt),
        nextWake: () => nextWakeAfter(now),
      });
      await this.#advanceTo(goal);
      if (!this.#isClosed) this.#lastStep = stepReport(before, await this.#sight());
    });
  }

  /** Moves the clock to an instant; events of the file arrive on the way. */
  moveTo(at: Instant, onProgress?: (now: Instant) => void): Promise<void> {
    return this.#oneAtATime(() => this.#advanceTo(at, onProgress));
  }

  /** Stops the clock where it is, keeps the state if it is to be kept, and ends the cloud. */
  async close(): Promise<void> {
    this.#isClosed = true;
    this.#keeper.stop();
    await this.clinicCloud.cloud.stop();
  }

  async #advanceTo(at: Instant, onProgress?: (now: Instant) => void): Promise<void> {
    const { cloud } = this.clinicCloud;
    const onStep = async (now: Instant) => {
      if (this.#isClosed) return;
      await this.#emailLog.catchUp();
      await this.#keeper.keepNowAndThen();
      onProgress?.(now);
    };
    for (let [next] = this.#waiting; next && next.arrivesAt <= at; [next] = this.#waiting) {
      await cloud.advanceTo(next.arrivesAt > this.now ? next.arrivesAt : this.now, { onStep });
      if (this.#isClosed) return;
      this.#arrive(next);
      await cloud.settle();
    }
    if (at > this.now) await cloud.advanceTo(at, { onStep });
    await onStep(at);
  }

  #arrive(line: EventLine): void {
    const { receivedAt, ...envelope } = Object(line.json) as Record<string, unknown>;
    this.clinicCloud.putEvent(envelope);
    this.#waiting = this.#waiting.slice(1);
  }

  async #sight(): Promise<Sight> {
    const courses = await this.everyCourse();
    return { at: this.now, courses, emails: [...this.emails] };
  }

  #oneAtATime<T>(job: () => Promise<T>): Promise<T> {
    this.#jobs += 1;
    this.#changes += 1;
    const done = this.#work.then(job).finally(() => {
      this.#jobs -= 1;
      this.#changes += 1;
    });
    this.#work = done.catch(() => undefined);
    this.#keeper.keepSoon((keep) => {
      this.#work = this.#work.then(keep);
    });
    return done;
  }
}

/** The start of the month after the last event, or now when there is none. */
export function endOfStory(lines: readonly EventLine[], now: Instant): Instant {
  const last = lines.at(-1)?.arrivesAt;
  return last ? toInstant(Date.parse(last) + 31 * 86_400_000) : now;
}
