import type { Clinic } from '../../../shared/clinic.ts';
import { addMinutes, type Instant } from '../../../shared/core/time/instant.ts';
import type { ClinicCloud } from '../../clinic/clinic-cloud.ts';
import type { Interceptor } from '../../cloud/index.ts';
import { CallFaults } from '../inject/call-faults.ts';
import { DeliveryFaults } from '../inject/delivery-faults.ts';
import { EarlyWakes } from '../inject/early-wakes.ts';
import { Meanwhile } from '../inject/meanwhile.ts';
import { type Happening, momentsOf } from '../inject/moments.ts';
import type { Operator } from '../inject/operator.ts';
import type { Fault } from '../stories/fault.ts';
import type { FaultStory } from '../stories/story.ts';
import { type EndState, endStateOf } from './end-state.ts';
import { type SentEmail, SentLog } from './sent-log.ts';
import { TableWatch } from './table-watch.ts';

/** What came of a story under faults. */
export type Run = EndState & {
  readonly sent: readonly SentEmail[];
  readonly isAmbiguous: SentLog['isAmbiguous'];
  /** The reminders that were handed over, taken or not. */
  readonly tried: ReadonlySet<string>;
  /** The faults that really happened, in their order. */
  readonly fired: readonly Fault[];
  /** How many calls the functions made until the story ended. */
  readonly calls: number;
  readonly endedAt: Instant;
  readonly clinic: Clinic;
  /** When each event was first in the table: `C-1 e002`. */
  readonly takenAt: ReadonlyMap<string, Instant>;
  readonly erasedAt: ReadonlyMap<string, Instant>;
  /** The open tasks of each course, whenever they were written. */
  readonly worklists: TableWatch['worklists'];
  /** When events came that came ahead of their time: `C-1 e002`. */
  readonly ahead: ReadonlyMap<string, Instant>;
};

/** A clinic whose cloud is used for one run after another. */
export type Stage = { readonly clinicCloud: ClinicCloud; readonly operator: Operator };

/** How long the sweep runs after a fault: it looks every hour for what is overdue by a quarter of one. */
const SWEEP_MINUTES = 4 * 60;
/** What is left at the end has this long to be brought back, and gone out. */
const RECOVERY_MINUTES = 3 * 60 + 30;

/** Tells a story under faults; at its end the faults are over, and the sweep brings back what it must. */
export async function runStory(stage: Stage, story: FaultStory, more: readonly Fault[] = []): Promise<Run> {
  const { cloud } = stage.clinicCloud;
  const faults = [...(story.faults ?? []), ...more];
  const moments = momentsOf(story.events, faults);
  await cloud.reset(moments[0]?.at ?? story.until);
  const run = new FaultyRun(stage, story, faults);
  try {
    await run.start();
    for (const { at, happens } of moments.filter((moment) => moment.at <= story.until)) {
      await run.passUntil(at);
      await run.happen(happens);
    }
    await run.passUntil(story.until);
    return await run.finish(story);
  } finally {
    run.stop();
  }
}

/** How long a delivery may still be on its way when the story ends. */
const secondsUnderWay = (fault: Fault) => (fault.kind === 'delivery' ? Math.max(0, ...fault.after) : 0);

/** As functions by themselves, which is how they are called. */
const bound = (each: Interceptor): Interceptor => ({
  before: (call) => each.before?.(call),
  after: (call, response) => each.after?.(call, response) ?? response,
  deliver: (delivery) => each.deliver?.(delivery) ?? [0],
});

class FaultyRun {
  readonly #stage: Stage;
  readonly #fired: Fault[] = [];
  readonly #log: SentLog;
  readonly #table: TableWatch;
  readonly #calls: CallFaults;
  readonly #meanwhile: Meanwhile;
  readonly #injectors: readonly (Interceptor & { end(): void })[];
  readonly #ends: (() => void)[] = [];
  #sweepsUntil: Instant | null = null;
  #seen = 0;

  constructor(stage: Stage, { events }: FaultStory, faults: readonly Fault[]) {
    this.#stage = stage;
    const { cloud } = stage.clinicCloud;
    this.#log = new SentLog(stage.clinicCloud);
    this.#table = new TableWatch(cloud);
    const of = <K extends Fault['kind']>(kind: K) =>
      faults.filter((fault): fault is Extract<Fault, { kind: K }> => fault.kind === kind);
    const fired = (fault: Fault) => this.#fired.push(fault);
    this.#calls = new CallFaults(of('call'), (fault, call) => {
      fired(fault);
      this.#log.spoiled(fault, call);
    });
    const now = () => cloud.clock.now();
    this.#meanwhile = new Meanwhile(of('meanwhile'), events, stage.clinicCloud, fired, async (courseId) => {
      const { head } = await stage.clinicCloud.courses.load(courseId);
      if (head) this.#table.note(courseId, head.tasks);
    });
    this.#injectors = [
      this.#meanwhile,
      this.#calls,
      new DeliveryFaults(of('delivery'), fired),
      new EarlyWakes(of('early'), now, stage.operator, fired),
    ];
  }

  async start(): Promise<void> {
    const { cloud } = this.#stage.clinicCloud;
    const interceptors: readonly Interceptor[] = [this.#log, this.#table, ...this.#injectors];
    for (const each of interceptors) this.#ends.push(cloud.intercept(bound(each)));
    await this.#stage.operator.switchSweep('DISABLED');
  }

  stop(): void {
    for (const end of this.#ends) end();
  }

  /** Goes from one due thing to the next, with the sweep on its rounds when something went wrong lately. */
  async passUntil(end: Instant): Promise<void> {
    const { cloud } = this.#stage.clinicCloud;
    await cloud.settle();
    await this.#watch();
    while (cloud.clock.now() < end) {
      const next = cloud.nextDueAt();
      await cloud.advanceTo(next !== null && next < end ? next : end);
      await this.#watch();
    }
  }

  async #watch(): Promise<void> {
    const now = this.#stage.clinicCloud.cloud.clock.now();
    if (this.#fired.length > this.#seen) {
      this.#seen = this.#fired.length;
      if (this.#sweepsUntil === null) await this.#stage.operator.switchSweep('ENABLED');
      this.#sweepsUntil = addMinutes(now, SWEEP_MINUTES);
    } else if (this.#sweepsUntil !== null && now > this.#sweepsUntil) {
      this.#sweepsUntil = null;
      await this.#stage.operator.switchSweep('DISABLED');
    }
  }

  async happen(happens: Happening): Promise<void> {
    const { cloud, putEvent } = this.#stage.clinicCloud;
    if (happens.kind === 'events') {
      for (const { receivedAt: _, ...event } of happens.events) putEvent(event);
      return;
    }
    this.#fired.push(happens);
    if (happens.kind === 'restart') return this.#restart();
    const back = addMinutes(happens.at, happens.hours * 60);
    if (back > cloud.clock.now()) cloud.clock.moveTo(back);
  }

  async #restart(): Promise<void> {
    const { cloud } = this.#stage.clinicCloud;
    await cloud.restore(JSON.parse(JSON.stringify(await cloud.dump())));
    await this.#stage.operator.switchSweep(this.#sweepsUntil ? 'ENABLED' : 'DISABLED');
  }

  async finish({ events }: FaultStory): Promise<Run> {
    const { clinicCloud, operator } = this.#stage;
    const { cloud } = clinicCloud;
    const calls = this.#calls.count;
    for (const injector of this.#injectors) injector.end();
    await operator.switchSweep('ENABLED');
    const underWay = Math.max(0, ...this.#fired.map(secondsUnderWay));
    await cloud.advanceTo(addMinutes(cloud.clock.now(), RECOVERY_MINUTES + underWay / 60));
    const endedAt = cloud.clock.now();
    return {
      ...(await endStateOf(clinicCloud, events, this.#log.sent)),
      sent: this.#log.sent,
      isAmbiguous: (email) => this.#log.isAmbiguous(email),
      tried: this.#log.tried,
      fired: this.#fired,
      calls,
      endedAt,
      clinic: clinicCloud.clinic,
      takenAt: this.#table.takenAt,
      erasedAt: this.#table.erasedAt,
      worklists: this.#table.worklists,
      ahead: this.#meanwhile.ahead,
    };
  }
}
