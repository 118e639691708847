import { type Clinic, parseClinic } from '../../../shared/clinic.ts';
import { addMinutes, type Instant, toInstant } from '../../../shared/core/time/instant.ts';
import type { Interceptor, Snapshot } from '../../cloud/index.ts';
import { EarlyWakes } from '../inject/early-wakes.ts';
import { Meanwhile } from '../inject/meanwhile.ts';
import type { Fault, RestoreFault } from '../stories/fault.ts';
import { arrivalOf, type Deployment, type StoryEvent } from '../stories/story.ts';
import { endStateOf } from './end-state.ts';
import { SentLog } from './sent-log.ts';
import type { ClinicStage } from './stage.ts';
import { TableWatch } from './table-watch.ts';

/** A clinic's settings from an instant on. */
export type InForce = { readonly from: Instant; readonly clinic: Clinic };

/** A table was brought back at an instant to what it was at an earlier one; what comes due before `until` is not sent. */
export type Restored = { readonly to: Instant; readonly at: Instant; readonly until: Instant };

/** What goes wrong, and who hears of it. */
export type Spoiling = {
  readonly of: <K extends Fault['kind']>(kind: K) => Extract<Fault, { kind: K }>[];
  readonly fired: (fault: Fault) => void;
  /** How many calls the functions have made. */
  readonly calls: () => number;
  /** Another press, while somebody presses. */
  readonly rival: () => (() => Promise<unknown>) | null;
};

type Backup = { readonly at: Instant; readonly tables: Snapshot['tables'] };

/** An operator gives himself so many hours to bring a table back. */
const RESTORE_HOURS = 6;

/** One clinic of a run: what is seen of it, and what is done to it from outside. */
export class WatchedClinic {
  readonly log: SentLog;
  readonly #stage: ClinicStage;
  readonly #events: readonly StoryEvent[];
  readonly #table: TableWatch;
  readonly #meanwhile: Meanwhile;
  readonly #early: EarlyWakes;
  readonly #inForce: InForce[];
  readonly #restored: Restored[] = [];
  readonly #backups = new Map<RestoreFault, Backup>();
  #changes: Deployment['changes'] = {};

  constructor(stage: ClinicStage, events: readonly StoryEvent[], { of, fired, calls, rival }: Spoiling) {
    const { clinicCloud, operator } = stage;
    const { cloud, clinic, stackName } = clinicCloud;
    this.#stage = stage;
    this.#events = events;
    this.#inForce = [{ from: cloud.clock.now(), clinic }];
    this.log = new SentLog(clinicCloud, calls);
    this.#table = new TableWatch(cloud, cloud.tableName(stackName));
    this.#meanwhile = new Meanwhile(of('meanwhile'), events, clinicCloud, {
      clinic: () => this.clinic,
      onFired: fired,
      rival,
      onWritten: async (courseId) => this.#note(courseId),
    });
    this.#early = new EarlyWakes(of('early'), () => cloud.clock.now(), operator, fired);
  }

  /** The settings in force. */
  get clinic(): Clinic {
    return this.#inForce.at(-1)?.clinic ?? this.#stage.clinicCloud.clinic;
  }

  /** Those who only look on. */
  get onlookers(): readonly Interceptor[] {
    return [this.log, this.#table];
  }

  /** Those who spoil its calls and deliveries. */
  get injectors(): readonly (Interceptor & { end(): void })[] {
    return [this.#meanwhile, this.#early];
  }

  put(events: readonly StoryEvent[]): void {
    for (const { receivedAt: _, ...event } of events) this.#stage.clinicCloud.putEvent(event);
  }

  /** Whether its functions are told other settings than its template says. */
  get isChanged(): boolean {
    return this.#inForce.length > 1;
  }

  /** Deploys it with some settings changed. */
  async deploy(changes: Deployment['changes']): Promise<void> {
    const { cloud, stackName, clinic } = this.#stage.clinicCloud;
    this.#changes = { ...this.#changes, ...changes };
    this.#inForce.push({ from: cloud.clock.now(), clinic: parseClinic({ ...clinic, ...this.#changes }) });
    const functions = cloud.stacks.find(({ name }) => name === stackName)?.functions ?? [];
    await cloud.configure(new Map(functions.map(({ arn, environment }) => [arn, this.#told(environment)])));
  }

  #told(environment: Readonly<Record<string, string>>): Record<string, string> {
    const clinic: unknown = JSON.parse(environment['CLINIC'] ?? '{}');
    return { ...environment, CLINIC: JSON.stringify({ ...Object(clinic), ...this.#changes }) };
  }

  async #note(courseId: string): Promise<void> {
    const { head } = await this.#stage.clinicCloud.courses.load(courseId);
    if (head) this.#table.note(courseId, head.tasks);
  }

  /** Keeps what a restore will go back to. */
  async backUp(of: RestoreFault): Promise<void> {
    const { cloud } = this.#stage.clinicCloud;
    const { tables } = await cloud.dump();
    this.#backups.set(of, { at: cloud.clock.now(), tables });
  }

  /**
   * Brings the table back in the order that `docs/deploy.md` gives: first nothing is sent any more that is due by then,
   * and what the bus has kept since is replayed.
   */
  async restore(of: RestoreFault): Promise<void> {
    const { cloud, stackName, courseIds } = this.#stage.clinicCloud;
    const backup = this.#backups.get(of);
    if (!backup) return;
    const at = cloud.clock.now();
    const until = addMinutes(at, RESTORE_HOURS * 60);
    await this.deploy({ sendNothingBefore: until });
    const kept = await cloud.dump();
    const table = cloud.tableName(stackName);
    await cloud.restore({ ...kept, tables: { ...kept.tables, [table]: backup.tables[table] ?? [] } });
    this.#restored.push({ to: backup.at, at, until });
    this.log.forget(backup.at);
    for (const courseId of await courseIds()) await this.#note(courseId);
    const { ahead } = this.#meanwhile;
    // Also what came before: some of it may have waited in its queue then.
    const came = (event: StoryEvent) =>
      toInstant(arrivalOf(event)) <= at || ahead.has(`${event.courseId} ${event.eventId}`);
    this.put(this.#events.filter(came));
  }

  /** What came of it by now. */
  async endState() {
    const { clinicCloud } = this.#stage;
    return {
      ...(await endStateOf(clinicCloud, this.#events, this.clinic)),
      sent: this.log.sent,
      staffMails: this.log.staffMails,
      isAmbiguous: this.log.isAmbiguous,
      tried: this.log.tried,
      endedAt: clinicCloud.cloud.clock.now(),
      clinic: this.clinic,
      inForce: this.#inForce,
      restored: this.#restored,
      takenAt: this.#table.takenAt,
      erasedAt: this.#table.erasedAt,
      worklists: this.#table.worklists,
      ahead: this.#meanwhile.ahead,
    };
  }
}
