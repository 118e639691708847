import type { SandboxMessage, SandboxStart, WorkerMessage } from './protocol.ts';
import { Requests } from './requests.ts';
import { load, type Surroundings, within } from './surroundings.ts';
import { REAL_TIMERS, Timers } from './timers.ts';

type Handler = (event: unknown, context: unknown) => unknown;
type Invoke = Extract<SandboxMessage, { kind: 'invoke' }>;

/** Where one function runs, one invocation after another. It hears and tells messages, from wherever it runs. */
export class Sandbox {
  readonly #start: SandboxStart;
  readonly #tell: (messages: readonly WorkerMessage[]) => void;
  readonly #exit: (code: number) => never;
  readonly #millis: Float64Array;
  readonly #requests: Requests;
  readonly #timers = new Timers(() => this.#requests.isWaiting);
  /** What has not been told yet. */
  #untold: WorkerMessage[] = [];
  #handler: Handler | undefined;

  /** @param exit ends the process that the function thinks it has */
  constructor(
    start: SandboxStart,
    tell: (messages: readonly WorkerMessage[]) => void,
    exit: (code: number) => never,
  ) {
    this.#start = start;
    this.#tell = tell;
    this.#exit = exit;
    this.#millis = new Float64Array(start.clock);
    this.#requests = new Requests(start.env['AWS_ENDPOINT_URL'] ?? '', () => this.#timers.look());
  }

  hear(message: SandboxMessage): void {
    if (message.kind === 'invoke') void this.#run(message);
    else this.#requests.answer(message.call, message.answer);
  }

  /** Tells what was not told yet. Output waits for what comes next, since each message may wake another thread. */
  tellAll(): void {
    if (this.#untold.length > 0) this.#tell(this.#untold.splice(0));
  }

  #say(message: WorkerMessage): void {
    this.#untold.push(message);
    if (message.kind !== 'log') this.tellAll();
    else if (this.#untold.length === 1) setImmediate(() => this.tellAll());
  }

  async #run({ invocation, event, timeoutMillis }: Invoke): Promise<void> {
    try {
      if (!this.#handler) {
        this.#handler = this.#load();
        this.#say({ kind: 'loaded', invocation });
      }
      const handler = this.#handler;
      const deadline = this.#timers.now() + timeoutMillis;
      const context = this.#contextOf(invocation, deadline);
      const surroundings = this.#surroundingsOf(invocation, deadline);
      const payload = await within(surroundings, async () => handler(event, context));
      this.#say({ kind: 'done', invocation, payload: payload ?? null });
    } catch (error) {
      this.#logFailure(invocation, error);
      this.#say({ kind: 'failed', invocation, reason: reasonOf(error) });
    }
  }

  /** The module is loaded at the first invocation, as a cold start; one that fails to load is tried again. */
  #load(): Handler {
    const { script, packages } = this.#start;
    const { handler } = within(this.#surroundingsOf(undefined), () => load(script, packages));
    if (typeof handler !== 'function') throw new TypeError(`${script} exports no function "handler"`);
    return handler as Handler;
  }

  #surroundingsOf(invocation: string | undefined, deadline = Number.POSITIVE_INFINITY): Surroundings {
    const overslept = () => {
      if (invocation !== undefined) this.#say({ kind: 'overslept', invocation });
    };
    return {
      env: this.#start.env,
      now: () => this.#millis[0] ?? 0,
      print: (text) => this.#say({ kind: 'log', invocation, text }),
      request: (options, heard) =>
        this.#requests.request(options, heard, (call) => this.#say({ kind: 'call', invocation, ...call })),
      timers: this.#start.pauses === 'skipped' ? this.#timers.of(deadline, overslept) : REAL_TIMERS,
      exit: this.#exit,
    };
  }

  /** The line that Lambda itself writes when a handler throws. */
  #logFailure(invocation: string, error: unknown): void {
    const { name, message, stack } = error instanceof Error ? error : new Error(String(error));
    const stackTrace = stack?.split('\n').slice(1) ?? [];
    const failure = { errorType: name, errorMessage: message, stackTrace };
    const line = { level: 'ERROR', requestId: invocation, message: failure };
    this.#say({ kind: 'log', invocation, text: `${JSON.stringify(line)}\n` });
  }

  /** @param deadline by the sandbox's clock */
  #contextOf(invocation: string, deadline: number) {
    const { functionName, functionArn, memoryMegabytes } = this.#start;
    return {
      awsRequestId: invocation,
      functionName,
      functionVersion: '$LATEST',
      invokedFunctionArn: functionArn,
      memoryLimitInMB: `${memoryMegabytes}`,
      logGroupName: `/aws/lambda/${functionName}`,
      logStreamName: 'local',
      callbackWaitsForEmptyEventLoop: true,
      getRemainingTimeInMillis: () => Math.max(0, Math.round(deadline - this.#timers.now())),
    };
  }
}

const reasonOf = (error: unknown) =>
  error instanceof Error ? `${error.name}: ${error.message}` : String(error);
