import { SchedulerClient } from '@aws-sdk/client-scheduler';
import { createWakes } from '../../../shared/aws/schedules.ts';
import type { Clinic } from '../../../shared/clinic.ts';
import { eventSchema } from '../../../shared/core/events/events.ts';
import { fingerprintOf } from '../../../shared/core/settings/fingerprint.ts';
import { addMinutes, type Instant, toInstant } from '../../../shared/core/time/instant.ts';
import { type AdvanceTools, advance, type Occasion } from '../../../shared/course/advance.ts';
import { courseEnvironment } from '../../../shared/environment.ts';
import type { ClinicCloud } from '../../clinic/clinic-cloud.ts';
import type { AwsCall, Interceptor } from '../../cloud/index.ts';
import type { MeanwhileFault } from '../stories/fault.ts';
import { arrivalOf, type StoryEvent } from '../stories/story.ts';
import { ownCalls } from './own-calls.ts';

type Surroundings = {
  /** The settings in force. */
  readonly clinic: () => Clinic;
  readonly onFired: (fault: MeanwhileFault) => void;
  /** Hears of each course that the other handler has written. */
  readonly onWritten: (courseId: string) => Promise<void>;
  /** Another press, while somebody presses. */
  readonly rival: () => (() => Promise<unknown>) | null;
};

const DAY_MINUTES = 24 * 60;

/** Another handler that is at work at the same time: it has its effect between two calls of the first. */
export class Meanwhile implements Interceptor {
  readonly #clinicCloud: ClinicCloud;
  readonly #events: readonly StoryEvent[];
  readonly #surroundings: Surroundings;
  readonly #isOwn: (call: AwsCall) => boolean;
  readonly #client: SchedulerClient;
  #waiting: readonly MeanwhileFault[];
  #count = 0;
  /** When events came that came ahead of their time, by course and id. */
  readonly ahead = new Map<string, Instant>();

  constructor(
    faults: readonly MeanwhileFault[],
    events: readonly StoryEvent[],
    clinicCloud: ClinicCloud,
    surroundings: Surroundings,
  ) {
    this.#waiting = faults;
    this.#events = events;
    this.#clinicCloud = clinicCloud;
    this.#surroundings = surroundings;
    this.#isOwn = ownCalls(clinicCloud);
    this.#client = new SchedulerClient({
      endpoint: clinicCloud.cloud.endpoint,
      region: clinicCloud.clinic.region,
      credentials: { accessKeyId: 'meanwhile', secretAccessKey: 'meanwhile' },
    });
  }

  end(): void {
    this.#waiting = [];
    this.#client.destroy();
  }

  async before(call: AwsCall): Promise<undefined> {
    if (!call.invocation || !this.#isOwn(call)) return;
    this.#count += 1;
    const fault = this.#waiting.find(
      (each) => this.#count >= each.call && (each.of ?? call.operation) === call.operation,
    );
    const act = fault && this.#actOf(fault, courseOf(call));
    if (!act) return;
    this.#waiting = this.#waiting.filter((each) => each !== fault);
    this.#surroundings.onFired(fault);
    await act();
  }

  /** What the other handler does; null when there is nothing that it could do. */
  #actOf({ who }: MeanwhileFault, courseId: string | null): (() => Promise<unknown>) | null {
    if (who === 'press') return this.#surroundings.rival();
    if (courseId === null) return null;
    if (who === 'wake') return () => this.#advance(courseId, { kind: 'wake', wakeAt: null, repeated: true });
    const event = this.#nextOf(courseId);
    return event ? () => this.#record(event) : null;
  }

  async #record(event: StoryEvent): Promise<void> {
    this.ahead.set(`${event.courseId} ${event.eventId}`, this.#clinicCloud.cloud.clock.now());
    const { receivedAt: _, ...envelope } = event;
    await this.#advance(event.courseId, { kind: 'events', events: [eventSchema.parse(envelope)] });
  }

  async #advance(courseId: string, occasion: Occasion): Promise<void> {
    await advance(this.#tools(), courseId, occasion);
    await this.#surroundings.onWritten(courseId);
  }

  #nextOf(courseId: string): StoryEvent | undefined {
    const now = this.#clinicCloud.cloud.clock.now();
    const ahead = addMinutes(now, DAY_MINUTES);
    return this.#events.find((event) => {
      const isAhead = toInstant(arrivalOf(event)) > now && toInstant(event.occurredAt) <= ahead;
      return event.courseId === courseId && isAhead && !this.ahead.has(`${courseId} ${event.eventId}`);
    });
  }

  #tools(): AdvanceTools {
    const { cloud, courses, stackName } = this.#clinicCloud;
    const functions = cloud.stacks.find(({ name }) => name === stackName)?.functions ?? [];
    const recorder = functions.find(({ name }) => name.endsWith('-record-event'));
    const clinic = this.#surroundings.clinic();
    const { CLINIC: _, ...environment } = courseEnvironment.parse(recorder?.environment);
    return {
      store: courses,
      wakes: createWakes(this.#client, {
        group: environment.SCHEDULE_GROUP,
        queueArn: environment.WAKE_QUEUE_ARN,
        roleArn: environment.SCHEDULER_ROLE_ARN,
      }),
      clinic,
      fingerprint: fingerprintOf(clinic),
      now: () => cloud.clock.now(),
      pause: async () => undefined,
    };
  }
}

/** The course whose items a call of the table reads or writes, or to whose patient an e-mail goes. */
function courseOf({ service, request }: AwsCall): string | null {
  if (service === 'dynamodb') return /"COURSE#([^"]+)"/.exec(request.body)?.[1] ?? null;
  const tag = /"Name":"course","Value":"([^"]+)"/.exec(request.body)?.[1];
  if (tag !== undefined) return Buffer.from(tag, 'base64url').toString();
  return /courseId\\?":\\?"([^"\\]+)/.exec(request.body)?.[1] ?? null;
}
