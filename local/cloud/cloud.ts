import { type Instant, toInstant } from '../../shared/core/time/instant.ts';
import type { Interceptor } from './base/calls.ts';
import { VirtualClock } from './base/clock.ts';
import { CloudError } from './base/cloud-error.ts';
import type { FunctionModel, PolicyStatement, StackModel } from './base/stack-model.ts';
import { type CloudOptions, type CloudParts, startParts } from './cloud-parts.ts';
import { type AlarmChange, AlarmWatch } from './cloudwatch/alarms.ts';
import type { PutEventsEntry, PutEventsResult } from './events/api.ts';
import type { Denial, UsedStatement } from './iam/decision.ts';
import type { AccessRequest } from './iam/request.ts';
import type { LogLine } from './lambda/function-logs.ts';
import type { Environment } from './lambda/lambda.ts';
import { type OnStep, Pump } from './pump.ts';
import { type DeadLetter, deadLettersIn } from './queues/dead-letters.ts';
import type { SesEmulator } from './ses/ses.ts';
import { DataFolder, type Snapshot } from './snapshot.ts';
import { readTemplate } from './template/template.ts';

export type { CloudOptions, DeadLetter };

/**
 * Starts the embedded cloud: the stacks' resources on a virtual clock, their functions in worker threads, and
 * one endpoint for all AWS APIs.
 * @throws CloudError with a sentence for people
 */
export async function startCloud(options: CloudOptions): Promise<Cloud> {
  const { dataDir } = options;
  if (dataDir === undefined) return startFrom(options, options.state);
  const folder = await DataFolder.open(dataDir);
  try {
    return await startKept(options, folder);
  } catch (error) {
    await folder.close();
    throw error;
  }
}

async function startKept(options: CloudOptions, folder: DataFolder): Promise<Cloud> {
  const { dataDir } = options;
  const saved = await folder.load();
  if (saved) assertOwn(saved, options.stacks.map(readTemplate), dataDir);
  return startFrom(options, saved ?? options.state, { folder, isRestored: saved !== undefined });
}

type Kept = { readonly folder: DataFolder; readonly isRestored: boolean };

async function startFrom(options: CloudOptions, state: Snapshot | undefined, kept?: Kept): Promise<Cloud> {
  const parts = await startParts(options, state ? toInstant(state.clock) : options.startAt);
  try {
    const cloud = new Cloud(parts, kept);
    if (state) await cloud.restore(state);
    return cloud;
  } catch (error) {
    await parts.stop();
    if (!kept?.isRestored || error instanceof CloudError) throw error;
    const message = `The state saved in ${options.dataDir} cannot be used: move it away to start anew.`;
    throw new CloudError(message, { cause: error });
  }
}

/** Of the state of other stacks nothing would be left after the next save. */
function assertOwn({ tables }: Snapshot, stacks: readonly StackModel[], dataDir = ''): void {
  const saved = Object.keys(tables);
  const ours = stacks.flatMap((stack) => stack.tables.map(({ name }) => name));
  if (saved.length === 0 || saved.some((name) => ours.includes(name))) return;
  throw new CloudError(
    `${dataDir} keeps the state of ${saved.join(', ')}, not of ${ours.join(', ')}: give the file that belongs to it, or another folder.`,
  );
}

/** A running embedded cloud. Nothing moves in it unless it is told to. */
export class Cloud {
  /** The address of all AWS APIs, for `AWS_ENDPOINT_URL`. */
  readonly endpoint: string;
  readonly clock: VirtualClock;
  readonly stacks: readonly StackModel[];
  /** To decide what becomes of e-mails to an address. */
  readonly emails: SesEmulator;
  readonly #parts: CloudParts;
  /** Whether it goes on from a state that was kept. */
  readonly isRestored: boolean;
  readonly #folder: DataFolder | undefined;
  readonly #pump: Pump;
  #turn: Promise<void> = Promise.resolve();
  #alarms: AlarmWatch;

  constructor(parts: CloudParts, kept?: Kept) {
    this.#parts = parts;
    this.#folder = kept?.folder;
    this.isRestored = kept?.isRestored === true;
    this.endpoint = parts.endpoint;
    this.clock = parts.clock;
    this.stacks = parts.stacks;
    this.#alarms = this.#watchAlarms();
    this.emails = parts.account.emails;
    const { account, clock, lambda, apis } = parts;
    this.#pump = new Pump(account, clock, account.consumers(lambda), () => apis.idle());
  }

  /** The address of the DynamoDB engine itself, until the next reset: calls to it are nobody's and not counted. */
  get engineEndpoint(): string {
    return this.#parts.engine.endpoint;
  }

  /** Brings what the functions are run from: it takes seconds that the first of them would take. */
  prepare(): Promise<void> {
    return this.#parts.lambda.prepare();
  }

  /**
   * Where what an HTTP API serves can be asked for on this machine; any other address stays as it is. A request runs its
   * function at once, while the clock stands still; what comes of that later waits until the cloud is moved.
   * @param url at the address that AWS would give the API, as templates resolve it, or at a domain name of its own
   */
  localUrl(url: string): string {
    return this.#parts.apis.local(url) ?? url;
  }

  /**
   * Deploys functions anew with other environments; those that are not named get their template's again. It outlasts a
   * reset.
   * @param environments by name or ARN
   */
  configure(environments: ReadonlyMap<string, Environment>): Promise<void> {
    const byArn = [...environments].map(
      ([name, each]) => [this.#functionOf(name)?.arn ?? name, each] as const,
    );
    return this.#oneByOne(() => this.#parts.lambda.configure(new Map(byArn)));
  }

  /** Runs everything due at the current instant, until nothing is. */
  settle(): Promise<void> {
    return this.#oneByOne(() => this.#pump.settle());
  }

  /** When a schedule, a message or a report of SES is due next. */
  nextDueAt(): Instant | null {
    return this.#pump.nextDueAt();
  }

  /** Jumps from one due thing to the next and settles at each; ends exactly at `at`. */
  advanceTo(at: Instant, { onStep }: { onStep?: OnStep } = {}): Promise<void> {
    return this.#oneByOne(() => this.#pump.advanceTo(at, onStep));
  }

  /**
   * Puts events on a bus as PutEvents does.
   * @param bus name of an event bus, or of a stack that has one
   * @param senderAccount another account, whose right to do so the bus's policy decides
   * @throws AwsError AccessDeniedException when it has none
   */
  putEvents(bus: string, entries: readonly PutEventsEntry[], senderAccount?: string): PutEventsResult {
    const { account, stacks, access } = this.#parts;
    const ofStack = stacks.find(({ name }) => name === bus)?.buses[0]?.name;
    const EventBusName = account.buses.has(bus) ? bus : (ofStack ?? bus);
    const events = entries.map((entry) => ({ EventBusName, ...entry }));
    if (senderAccount !== undefined) access?.assertMayPutEvents(senderAccount, events);
    return account.events.putEvents(events, senderAccount);
  }

  /** The e-mails that SES accepted, in their order. */
  inbox() {
    return this.emails.inbox();
  }

  /** All schedules, by group and name. */
  schedules() {
    return this.#parts.account.scheduler.list();
  }

  /** How often each API operation was called, as `<service>.<Operation>`. */
  calls(): Record<string, number> {
    return this.#parts.server.counter.total();
  }

  /** The calls of one function (name or ARN), or of one access key id. */
  callsOf(caller: string): Record<string, number> {
    return this.#parts.server.counter.of(this.#functionOf(caller)?.arn ?? caller);
  }

  #functionOf(nameOrArn: string): FunctionModel | undefined {
    const functions = this.stacks.flatMap((stack) => stack.functions);
    return functions.find(({ arn, name }) => arn === nameOrArn || name === nameOrArn);
  }

  /** The name of a stack's table. @throws RangeError when it has none */
  tableName(stack: string): string {
    const table = this.stacks.find(({ name }) => name === stack)?.tables[0];
    if (!table) throw new RangeError(`there is no stack ${stack} with a table`);
    return table.name;
  }

  /** What the IAM policies of a function (name or ARN) say. */
  policiesOf(nameOrArn: string): readonly PolicyStatement[] {
    const arn = this.#functionOf(nameOrArn)?.arn ?? '';
    return this.stacks.flatMap((stack) => stack.policiesOf(arn));
  }

  /** What was not allowed since the last reset, each thing once. */
  denials(): Denial[] {
    return this.#parts.access?.log.denials() ?? [];
  }

  /** The statements of policies that have allowed something since the last reset. */
  usedStatements(): UsedStatement[] {
    return this.#parts.access?.log.used() ?? [];
  }

  /** What was asked of the policies so far, each thing once, whoever asked. */
  asked(): AccessRequest[] {
    return this.#parts.access?.asked() ?? [];
  }

  /** Whether the policies let somebody do something. @param who ARN of a role, or the name of an AWS service */
  wouldAllow(who: string, request: AccessRequest): boolean {
    return this.#parts.access?.wouldAllow(who, request) ?? true;
  }

  /** What lies in queues that no function reads. */
  deadLetters(): DeadLetter[] {
    const queues = this.#parts.account.queues.all();
    return deadLettersIn(queues.filter(({ settings }) => !this.#pump.isConsumed(settings.arn)));
  }

  /** Which alarms of the templates began to sound and ended, from the start or the last reset until now. */
  alarms(): AlarmChange[] {
    return this.#alarms.changesUntil(this.clock.millis());
  }

  #watchAlarms(): AlarmWatch {
    const alarms = this.stacks.flatMap((stack) => stack.alarms);
    return new AlarmWatch(alarms, this.#parts.metrics, this.clock.millis());
  }

  /** The latest output of the functions. */
  logs(): LogLine[] {
    return this.#parts.logs.lines();
  }

  /** How many bytes of output each function (by its ARN) has written since the last reset. */
  written(): ReadonlyMap<string, number> {
    return this.#parts.logs.written();
  }

  /** Adds an interceptor of calls and deliveries. Returns what removes it. */
  intercept(interceptor: Interceptor): () => void {
    const { interceptors } = this.#parts;
    interceptors.push(interceptor);
    return () => {
      const index = interceptors.indexOf(interceptor);
      if (index >= 0) interceptors.splice(index, 1);
    };
  }

  /** Two who let the cloud run at once take turns, so that its order stays the same. */
  #oneByOne<T>(run: () => Promise<T>): Promise<T> {
    const turn = this.#turn.then(run);
    this.#turn = turn.then(ignore, ignore);
    return turn;
  }

  /** Back to empty tables, queues and inbox, the templates' schedules and zero calls; workers stay. */
  reset(startAt: Instant): Promise<void> {
    return this.#oneByOne(() => this.#reset(startAt));
  }

  async #reset(startAt: Instant): Promise<void> {
    const { account, access, server, logs, observer, engine, apis } = this.#parts;
    await apis.idle();
    apis.clear();
    setBack(this.clock, startAt);
    account.clear();
    observer.clear();
    this.#alarms = this.#watchAlarms();
    access?.log.clear();
    server.counter.clear();
    logs.clear();
    await engine.clear();
  }

  /** The whole state, as JSON. */
  async dump(): Promise<Snapshot> {
    const { account, engine } = this.#parts;
    return { version: 1, clock: this.clock.now(), tables: await engine.tables.dump(), ...account.dump() };
  }

  /** Goes on from a dump; the schedules of the templates are deployed again. */
  async restore(snapshot: Snapshot): Promise<void> {
    await this.reset(toInstant(snapshot.clock));
    this.#parts.account.load(snapshot);
    await this.#parts.engine.tables.load(snapshot.tables);
  }

  /** Writes the state into the data folder, if there is one. */
  async save(): Promise<void> {
    if (this.#folder) await this.#folder.save(await this.dump());
  }

  /** Saves the state and ends everything; waits until no process is left. What runs ends after its step. */
  async stop(): Promise<void> {
    this.#pump.halt();
    await this.#turn;
    try {
      await this.save();
    } finally {
      await this.#parts.stop();
      await this.#folder?.close();
    }
  }
}

const ignore = () => undefined;

/** A clock never goes back by itself; a new one on the same memory sets the time for all who read it. */
function setBack(clock: VirtualClock, to: Instant): void {
  new VirtualClock(to, clock.memory);
}
