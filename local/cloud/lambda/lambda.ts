import { createHash } from 'node:crypto';
import { setFlagsFromString } from 'node:v8';
import { Worker } from 'node:worker_threads';
import type { VirtualClock } from '../base/clock.ts';
import { sequentialId } from '../base/ids.ts';
import type { FunctionModel } from '../base/stack-model.ts';
import type { InvokeMessage, WorkerMessage, WorkerStart } from './protocol.ts';

export type InvocationResult =
  | { readonly ok: true; readonly payload: unknown }
  | { readonly ok: false; readonly reason: string };

export type LambdaOptions = {
  readonly clock: VirtualClock;
  readonly region: string;
  /** By the entry of each function what is run in its place, as when it is deployed. Asked at the first use. */
  readonly bundles: () => Promise<ReadonlyMap<string, string>>;
  /** Where the functions' SDK clients find AWS. */
  readonly endpoint: () => string;
  readonly onLog: (functionArn: string, text: string) => void;
  /** Hears of each run when it ends. */
  readonly onRun?: (functionName: string, isOk: boolean) => void;
};

/** The environment of a function as its template says it. */
export type Environment = FunctionModel['environment'];

type Answer = Exclude<WorkerMessage, { kind: 'log' }>;

type Pending = { readonly worker: Worker; readonly settle: (result: InvocationResult) => void };

// Of what functions make in a call next to nothing outlives it: with more room it is swept away half as often.
setFlagsFromString('--min-semi-space-size=16');

/** The access key id of a function: tells the endpoint who is calling. */
export const accessKeyIdOf = (functionArn: string): string =>
  `AKIA${createHash('sha256').update(functionArn).digest('hex').slice(0, 16).toUpperCase()}`;

/**
 * Runs functions, each in worker threads of its own: one that starts at the first use and then stays, and more while
 * invocations of one function overlap.
 */
export class Lambda {
  readonly #options: LambdaOptions;
  readonly #workers = new Set<Worker>();
  /** By the ARN of the function. */
  readonly #idle = new Map<string, Worker[]>();
  /** By invocation. */
  readonly #pending = new Map<string, Pending>();
  #bundles: Promise<ReadonlyMap<string, string>> | undefined;
  #environments: ReadonlyMap<string, Environment> = new Map();
  #count = 0;

  constructor(options: LambdaOptions) {
    this.#options = options;
  }

  /** Brings what the functions are run from, which takes seconds, and is else brought at the first use. */
  async prepare(): Promise<void> {
    await this.#bundled();
  }

  #bundled(): Promise<ReadonlyMap<string, string>> {
    this.#bundles ??= this.#options.bundles();
    return this.#bundles;
  }

  /** Runs a function once. A function that fails, dies or takes too long gives a result that is not ok. */
  async invoke(settings: FunctionModel, event: unknown): Promise<InvocationResult> {
    const idle = this.#idleOf(settings.arn);
    const worker = idle.pop() ?? this.#start(settings, await this.#bundled());
    this.#count += 1;
    const invocation = sequentialId('1ab', this.#count);
    const timeoutMillis = settings.timeoutSeconds * 1000;
    const { promise, resolve } = Promise.withResolvers<InvocationResult>();
    this.#pending.set(invocation, { worker, settle: resolve });
    const guard = setTimeout(() => this.#timeOut(settings, worker), timeoutMillis);
    worker.postMessage({ invocation, event, timeoutMillis } satisfies InvokeMessage);
    const result = await promise;
    clearTimeout(guard);
    this.#pending.delete(invocation);
    if (this.#workers.has(worker)) idle.push(worker);
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
    const workers = [...this.#workers];
    this.#workers.clear();
    this.#idle.clear();
    await Promise.all(workers.map((worker) => worker.terminate()));
  }

  #idleOf(arn: string): Worker[] {
    const idle = this.#idle.get(arn) ?? [];
    this.#idle.set(arn, idle);
    return idle;
  }

  #start(settings: FunctionModel, bundles: ReadonlyMap<string, string>): Worker {
    const { clock } = this.#options;
    const workerData: WorkerStart = {
      entry: bundles.get(settings.entry) ?? settings.entry,
      functionName: settings.name,
      functionArn: settings.arn,
      memoryMegabytes: settings.memoryMegabytes,
      clock: clock.memory,
    };
    const env = this.#environmentOf(settings);
    const worker = new Worker(new URL('./worker.ts', import.meta.url), {
      workerData,
      env,
      execArgv: [],
    });
    worker.on('message', (message: WorkerMessage) => {
      // What is left of a dead invocation is not heard any more.
      if (message.invocation !== undefined && !this.isLive(message.invocation)) return;
      if (message.kind === 'log') this.#options.onLog(settings.arn, message.text);
      else this.#hear(message);
    });
    worker.on('error', (error: unknown) => this.#bury(settings, worker, String(error)));
    worker.on('exit', (code) => this.#bury(settings, worker, `the function exited with code ${code}`));
    this.#workers.add(worker);
    return worker;
  }

  #hear(message: Answer): void {
    const pending = this.#pending.get(message.invocation);
    if (message.kind === 'done') pending?.settle({ ok: true, payload: message.payload });
    else pending?.settle({ ok: false, reason: message.reason });
  }

  #bury({ arn }: FunctionModel, worker: Worker, reason: string): void {
    if (!this.#workers.delete(worker)) return;
    const idle = this.#idleOf(arn);
    if (idle.includes(worker)) idle.splice(idle.indexOf(worker), 1);
    for (const pending of this.#pending.values()) {
      if (pending.worker === worker) pending.settle({ ok: false, reason });
    }
  }

  #timeOut(settings: FunctionModel, worker: Worker): void {
    this.#bury(settings, worker, `Task timed out after ${settings.timeoutSeconds} seconds`);
    void worker.terminate();
  }

  #environmentOf({ arn, name, environment, memoryMegabytes }: FunctionModel): Record<string, string> {
    const { region, endpoint } = this.#options;
    return {
      ...(this.#environments.get(arn) ?? environment),
      AWS_REGION: region,
      AWS_DEFAULT_REGION: region,
      AWS_ACCESS_KEY_ID: accessKeyIdOf(arn),
      AWS_SECRET_ACCESS_KEY: 'local',
      AWS_ENDPOINT_URL: endpoint(),
      // The developer's own AWS settings must not reach the function.
      AWS_CONFIG_FILE: '/dev/null',
      AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
      AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x',
      AWS_LAMBDA_FUNCTION_NAME: name,
      AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
      AWS_LAMBDA_FUNCTION_MEMORY_SIZE: `${memoryMegabytes}`,
      AWS_LAMBDA_LOG_GROUP_NAME: `/aws/lambda/${name}`,
      AWS_LAMBDA_LOG_STREAM_NAME: 'local',
      AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
      LAMBDA_TASK_ROOT: '/var/task',
      TZ: 'UTC',
    };
  }
}
