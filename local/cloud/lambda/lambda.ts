import { setFlagsFromString } from 'node:v8';
import type { VirtualClock } from '../base/clock.ts';
import { sequentialId } from '../base/ids.ts';
import type { FunctionModel } from '../base/stack-model.ts';
import type { Bundles } from './bundle.ts';
import { environmentOf } from './environment.ts';
import { type RunningSandbox, type SandboxPlace, startSandbox } from './places.ts';
import type { CallMessage, HttpAnswer, WorkerMessage } from './protocol.ts';
import type { Pauses } from './timers.ts';

export type InvocationResult =
  | { readonly ok: true; readonly payload: unknown }
  | { readonly ok: false; readonly reason: string };

export type LambdaOptions = {
  readonly clock: VirtualClock;
  readonly region: string;
  /** What the functions are run from. Asked at the first use. */
  readonly bundles: () => Promise<Bundles>;
  readonly sandboxes: SandboxPlace;
  readonly pauses: Pauses;
  /** Where the functions' SDK clients find AWS. */
  readonly endpoint: () => string;
  /** Answers a function's call to that address. @param connection what it came through, the same as long as it is kept */
  readonly onCall: (call: CallMessage, connection: object) => Promise<HttpAnswer>;
  readonly onLog: (functionArn: string, text: string) => void;
  /** Hears of each run that AWS does not begin. */
  readonly onThrottled?: (functionName: string) => void;
  /** Hears of each run when it ends. */
  readonly onRun?: (functionName: string, isOk: boolean) => void;
};

/** The environment of a function as its template says it. */
export type Environment = FunctionModel['environment'];

type Pending = {
  readonly sandbox: RunningSandbox;
  readonly settle: (result: InvocationResult) => void;
  /** Its time runs from here on. */
  readonly begin: () => void;
};

/** Loading a function's code does not count as its time, as in AWS; it has seconds of its own. */
const LOADING_SECONDS = 10;

// Of what functions make in a call next to nothing outlives it: with more room it is swept away half as often.
setFlagsFromString('--min-semi-space-size=16');

/**
 * Runs functions, each in sandboxes of its own: one that starts at the first use and then stays, and more while
 * invocations of one function overlap.
 */
export class Lambda {
  readonly #options: LambdaOptions;
  readonly #sandboxes = new Set<RunningSandbox>();
  /** By the ARN of the function. */
  readonly #idle = new Map<string, RunningSandbox[]>();
  /** By invocation. */
  readonly #pending = new Map<string, Pending>();
  #bundles: Promise<Bundles> | undefined;
  #environments: ReadonlyMap<string, Environment> = new Map();
  #count = 0;

  constructor(options: LambdaOptions) {
    this.#options = options;
  }

  /** Brings what the functions are run from, which takes seconds, and is else brought at the first use. */
  async prepare(): Promise<void> {
    await this.#bundled();
  }

  #bundled(): Promise<Bundles> {
    this.#bundles ??= this.#options.bundles();
    return this.#bundles;
  }

  /** Runs a function once. A function that fails, dies or takes too long gives a result that is not ok. */
  async invoke(settings: FunctionModel, event: unknown): Promise<InvocationResult> {
    if (settings.isThrottled) {
      this.#options.onThrottled?.(settings.name);
      return { ok: false, reason: 'Rate Exceeded.' };
    }
    const idle = this.#idleOf(settings.arn);
    const warm = idle.pop();
    const sandbox = warm ?? this.#start(settings, await this.#bundled());
    this.#count += 1;
    const invocation = sequentialId('1ab', this.#count);
    const timeoutMillis = settings.timeoutSeconds * 1000;
    const { promise, resolve } = Promise.withResolvers<InvocationResult>();
    const guardFor = (seconds: number) =>
      setTimeout(() => this.#timeOut(settings, sandbox, seconds), seconds * 1000);
    let guard = guardFor(warm ? settings.timeoutSeconds : LOADING_SECONDS);
    const begin = () => {
      clearTimeout(guard);
      guard = guardFor(settings.timeoutSeconds);
    };
    this.#pending.set(invocation, { sandbox, settle: resolve, begin });
    sandbox.post({ kind: 'invoke', invocation, event, timeoutMillis });
    const result = await promise;
    clearTimeout(guard);
    this.#pending.delete(invocation);
    if (this.#sandboxes.has(sandbox)) idle.push(sandbox);
    this.#options.onRun?.(settings.name, result.ok);
    return result;
  }

  /** Gives functions other environments, by ARN; all others get their template's again. Sandboxes start anew. */
  async configure(environments: ReadonlyMap<string, Environment>): Promise<void> {
    this.#environments = environments;
    await this.stop();
  }

  isLive(invocation: string): boolean {
    return this.#pending.has(invocation);
  }

  /** Ends an invocation as if its sandbox had died. What its handler still does has no effect. */
  crash(invocation: string): void {
    this.#pending.get(invocation)?.settle({ ok: false, reason: 'the function crashed' });
  }

  async stop(): Promise<void> {
    const sandboxes = [...this.#sandboxes];
    this.#sandboxes.clear();
    this.#idle.clear();
    await Promise.all(sandboxes.map((sandbox) => sandbox.terminate()));
  }

  #idleOf(arn: string): RunningSandbox[] {
    const idle = this.#idle.get(arn) ?? [];
    this.#idle.set(arn, idle);
    return idle;
  }

  #start(settings: FunctionModel, bundles: Bundles): RunningSandbox {
    const { clock, region, endpoint, sandboxes, pauses } = this.#options;
    const environment = this.#environments.get(settings.arn) ?? settings.environment;
    const start = {
      script: bundles.scriptOf(settings),
      packages: bundles.packages,
      env: environmentOf({ ...settings, environment }, region, endpoint()),
      functionName: settings.name,
      functionArn: settings.arn,
      memoryMegabytes: settings.memoryMegabytes,
      clock: clock.memory,
      pauses,
    };
    const connections: object[] = [];
    const sandbox = startSandbox(sandboxes, start, {
      told: (messages) => {
        for (const message of messages) {
          if (message.kind === 'call') void this.#answer(sandbox, message, connections);
          else this.#hear(settings, sandbox, message);
        }
      },
      ended: (reason) => this.#bury(settings, sandbox, reason),
    });
    this.#sandboxes.add(sandbox);
    return sandbox;
  }

  async #answer(sandbox: RunningSandbox, message: CallMessage, connections: object[]): Promise<void> {
    connections[message.connection] ??= {};
    const answer = await this.#options.onCall(message, connections[message.connection] ?? {});
    sandbox.post({ kind: 'answer', call: message.call, answer });
  }

  #hear(
    settings: FunctionModel,
    sandbox: RunningSandbox,
    message: Exclude<WorkerMessage, CallMessage>,
  ): void {
    const pending = this.#pending.get(message.invocation ?? '');
    // What is left of a dead invocation is not heard any more.
    if (message.invocation !== undefined && !pending) return;
    switch (message.kind) {
      case 'log':
        return this.#options.onLog(settings.arn, message.text);
      case 'loaded':
        return pending?.begin();
      case 'done':
        return pending?.settle({ ok: true, payload: message.payload });
      case 'failed':
        return pending?.settle({ ok: false, reason: message.reason });
      case 'overslept':
        return this.#timeOut(settings, sandbox, settings.timeoutSeconds);
      default:
        return message satisfies never;
    }
  }

  #bury({ arn }: FunctionModel, sandbox: RunningSandbox, reason: string): void {
    if (!this.#sandboxes.delete(sandbox)) return;
    const idle = this.#idleOf(arn);
    if (idle.includes(sandbox)) idle.splice(idle.indexOf(sandbox), 1);
    for (const pending of this.#pending.values()) {
      if (pending.sandbox === sandbox) pending.settle({ ok: false, reason });
    }
  }

  #timeOut(settings: FunctionModel, sandbox: RunningSandbox, seconds: number): void {
    this.#bury(settings, sandbox, `Task timed out after ${seconds} seconds`);
    void sandbox.terminate();
  }
}
