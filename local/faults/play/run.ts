import type { Clinic } from '../../../shared/clinic.ts';
import { addMinutes, type Instant } from '../../../shared/core/time/instant.ts';
import type { Interceptor } from '../../cloud/index.ts';
import { CallFaults } from '../inject/call-faults.ts';
import { DeliveryFaults } from '../inject/delivery-faults.ts';
import { type Happening, momentsOf } from '../inject/moments.ts';
import type { Fault } from '../stories/fault.ts';
import type { FaultStory } from '../stories/story.ts';
import type { EndState } from './end-state.ts';
import { Presses } from './presses.ts';
import type { SentEmail, SentLog } from './sent-log.ts';
import type { Stage } from './stage.ts';
import type { TableWatch } from './table-watch.ts';
import { type InForce, type Restored, WatchedClinic } from './watched-clinic.ts';

/** What came of a story under faults. */
export type Run = EndState & {
  readonly sent: readonly SentEmail[];
  readonly isAmbiguous: SentLog['isAmbiguous'];
  /** Every mail to somebody at the clinic, with the tasks that it lists. */
  readonly staffMails: SentLog['staffMails'];
  /** The reminders that were handed over, taken or not. */
  readonly tried: ReadonlySet<string>;
  /** The faults that really happened, in their order. */
  readonly fired: readonly Fault[];
  /** How many calls the functions made until the story ended. */
  readonly calls: number;
  readonly endedAt: Instant;
  /** With the settings that were in force at the end. */
  readonly clinic: Clinic;
  /** All settings that were ever in force, the first ones first. */
  readonly inForce: readonly InForce[];
  readonly restored: readonly Restored[];
  /** When each event was first in the table: `C-1 e002`. */
  readonly takenAt: ReadonlyMap<string, Instant>;
  readonly erasedAt: ReadonlyMap<string, Instant>;
  /** The open tasks of each course, whenever they were written. */
  readonly worklists: TableWatch['worklists'];
  /** When events came that came ahead of their time: `C-1 e002`. */
  readonly ahead: ReadonlyMap<string, Instant>;
  readonly pressed: Presses['pressed'];
  readonly unarmed: Presses['unarmed'];
  /** Which calls were made for the first press of somebody. */
  readonly pressCalls: Presses['calls'];
  /** What came of the other clinic. */
  readonly neighbour?: Run;
};

/** How long the sweep runs after a fault: it looks every hour for what is overdue by a quarter of one. */
const SWEEP_MINUTES = 4 * 60;
/** What is left at the end has this long to be brought back, and gone out. */
const RECOVERY_MINUTES = 3 * 60 + 30;

/** Tells a story under faults; at its end the faults are over, and the sweep brings back what it must. */
export async function runStory(stage: Stage, story: FaultStory, more: readonly Fault[] = []): Promise<Run> {
  const { cloud } = stage.clinicCloud;
  const faults = [...(story.faults ?? []), ...more];
  const moments = momentsOf(story, faults);
  await cloud.reset(moments[0]?.at ?? story.until);
  const run = new FaultyRun(stage, story, faults);
  try {
    await run.start();
    for (const { at, happens } of moments.filter((moment) => moment.at <= story.until)) {
      await run.passUntil(at);
      await run.happen(happens);
    }
    await run.passUntil(story.until);
    return await run.finish();
  } finally {
    await run.stop();
  }
}

/** How long a delivery may still be on its way when the story ends. */
const secondsUnderWay = (fault: Fault) => (fault.kind === 'delivery' ? Math.max(0, ...fault.after) : 0);

/** As functions by themselves, which is how they are called; nobody is at work `unless` it says so. */
const bound = (each: Interceptor, rests = () => false): Interceptor => ({
  before: (call) => (rests() ? undefined : each.before?.(call)),
  after: (call, response) => (rests() ? undefined : each.after?.(call, response)) ?? response,
  deliver: (delivery) => (rests() ? undefined : each.deliver?.(delivery)) ?? [0],
});

class FaultyRun {
  readonly #stage: Stage;
  readonly #fired: Fault[] = [];
  readonly #clinic: WatchedClinic;
  readonly #neighbour: WatchedClinic | undefined;
  readonly #calls: CallFaults;
  readonly #deliveries: DeliveryFaults;
  readonly #presses: Presses;
  readonly #ends: (() => void)[] = [];
  #sweepsUntil: Instant | null = null;
  #seen = 0;
  #isSpared = false;

  constructor(stage: Stage, { events, neighbour }: FaultStory, faults: readonly Fault[]) {
    this.#stage = stage;
    const of = <K extends Fault['kind']>(kind: K) =>
      faults.filter((fault): fault is Extract<Fault, { kind: K }> => fault.kind === kind);
    const fired = (fault: Fault) => this.#fired.push(fault);
    this.#calls = new CallFaults(of('call'), (fault, call) => {
      fired(fault);
      for (const { log } of this.#clinics) log.spoiled(fault, call);
    });
    this.#deliveries = new DeliveryFaults(of('delivery'), fired);
    const calls = () => this.#calls.count;
    this.#presses = new Presses(stage.clinicCloud, { calls, passUntil: (at) => this.passUntil(at) });
    const spoiling = { of, fired, calls, rival: () => this.#presses.rival };
    this.#clinic = new WatchedClinic(stage, events, spoiling);
    if (stage.neighbour) this.#neighbour = new WatchedClinic(stage.neighbour, neighbour ?? [], spoiling);
  }

  get #clinics(): readonly WatchedClinic[] {
    return this.#neighbour ? [this.#clinic, this.#neighbour] : [this.#clinic];
  }

  get #injectors(): readonly (Interceptor & { end(): void })[] {
    const [before, after] = [0, 1].map((index) =>
      this.#clinics.flatMap(({ injectors }) => injectors[index] ?? []),
    );
    return [...(before ?? []), this.#calls, this.#deliveries, ...(after ?? [])];
  }

  async start(): Promise<void> {
    const { cloud } = this.#stage.clinicCloud;
    const rests = () => this.#isSpared;
    const interceptors: readonly Interceptor[] = [
      ...this.#clinics.flatMap(({ onlookers }) => onlookers).map((each) => bound(each)),
      ...this.#injectors.map((each) => bound(each, rests)),
    ];
    for (const each of interceptors) this.#ends.push(cloud.intercept(each));
    await this.#switchSweep('DISABLED');
  }

  async #switchSweep(state: 'ENABLED' | 'DISABLED'): Promise<void> {
    await this.#stage.operator.switch('sweep', state);
    await this.#stage.neighbour?.operator.switch('sweep', state);
  }

  async stop(): Promise<void> {
    for (const end of this.#ends) end();
    if (this.#clinics.some(({ isChanged }) => isChanged))
      await this.#stage.clinicCloud.cloud.configure(new Map());
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
      await this.#sweep(now);
    } else if (this.#sweepsUntil !== null && now > this.#sweepsUntil) {
      this.#sweepsUntil = null;
      await this.#switchSweep('DISABLED');
    }
  }

  async #sweep(now: Instant): Promise<void> {
    if (this.#sweepsUntil === null) await this.#switchSweep('ENABLED');
    this.#sweepsUntil = addMinutes(now, SWEEP_MINUTES);
  }

  async happen(happens: Happening): Promise<void> {
    const { cloud } = this.#stage.clinicCloud;
    switch (happens.kind) {
      case 'events':
        return (happens.to === 'clinic' ? this.#clinic : this.#neighbour)?.put(happens.events);
      case 'presses':
        return this.#presses.happen(happens.presses);
      case 'deployment':
        await this.#clinic.deploy(happens.changes);
        return this.#sweep(cloud.clock.now());
      case 'backup':
        return this.#clinic.backUp(happens.of);
      case 'restore':
        this.#fired.push(happens);
        return this.#restore(() => this.#clinic.restore(happens));
      case 'restart':
        this.#fired.push(happens);
        return this.#restore(async () => cloud.restore(JSON.parse(JSON.stringify(await cloud.dump()))));
      case 'outage': {
        this.#fired.push(happens);
        const back = addMinutes(happens.at, happens.hours * 60);
        if (back > cloud.clock.now()) cloud.clock.moveTo(back);
        return;
      }
      default:
        return happens satisfies never;
    }
  }

  /** Nobody spoils what is done by hand, and the operator sees to its end. */
  async #restore(restore: () => Promise<void>): Promise<void> {
    this.#isSpared = true;
    await restore();
    await this.#switchSweep(this.#sweepsUntil ? 'ENABLED' : 'DISABLED');
    await this.#stage.clinicCloud.cloud.settle();
    this.#isSpared = false;
  }

  async finish(): Promise<Run> {
    const { cloud } = this.#stage.clinicCloud;
    const calls = this.#calls.count;
    for (const injector of this.#injectors) injector.end();
    await this.#switchSweep('ENABLED');
    const underWay = Math.max(0, ...this.#fired.map(secondsUnderWay));
    await cloud.advanceTo(addMinutes(cloud.clock.now(), RECOVERY_MINUTES + underWay / 60));
    const { pressed, unarmed, calls: pressCalls } = this.#presses;
    const shared = { fired: this.#fired, calls, pressed, unarmed, pressCalls };
    const neighbour = this.#neighbour && { ...(await this.#neighbour.endState()), ...shared };
    return { ...(await this.#clinic.endState()), ...shared, ...(neighbour && { neighbour }) };
  }
}
