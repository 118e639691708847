import { AsyncLocalStorage } from 'node:async_hooks';
import { enableCompileCache, flushCompileCache } from 'node:module';
import { fileURLToPath } from 'node:url';
import { parentPort, workerData } from 'node:worker_threads';
import type { SandboxMessage, WorkerMessage, WorkerStart } from './protocol.ts';
import { Requests } from './requests.ts';
import { cheapenSigning } from './signing.ts';
import { installVirtualDate } from './virtual-date.ts';

type Handler = (event: unknown, context: unknown) => unknown;

const start = workerData as WorkerStart;
const invocations = new AsyncLocalStorage<string>();
/** What the other thread has not been told yet. */
const untold: WorkerMessage[] = [];

const requests = new Requests((call) => tell({ kind: 'call', invocation: invocations.getStore(), ...call }));

// A cold start takes a quarter less when what V8 made of the code lies beside it.
enableCompileCache(fileURLToPath(new URL('compiled', start.entry)));
installVirtualDate(start.clock);
cheapenSigning();
captureOutput();
requests.capture(process.env['AWS_ENDPOINT_URL'] ?? '');
parentPort?.on('message', (message: SandboxMessage) => {
  if (message.kind === 'invoke') void run(message);
  else requests.answer(message.call, message.answer);
});
process.on('exit', tellAll);

/** Output waits for what comes next, since each message wakes the other thread: a call, the result, or the end. */
function tell(message: WorkerMessage): void {
  untold.push(message);
  if (message.kind !== 'log') tellAll();
  else if (untold.length === 1) setImmediate(tellAll);
}

function tellAll(): void {
  if (untold.length > 0) parentPort?.postMessage(untold.splice(0));
}

type Invoke = Extract<SandboxMessage, { kind: 'invoke' }>;

async function run({ invocation, event, timeoutMillis }: Invoke): Promise<void> {
  const isFirst = loaded === undefined;
  try {
    const handler = await loadHandler();
    if (isFirst) tell({ kind: 'loaded', invocation });
    const context = contextOf(invocation, timeoutMillis);
    const payload = await invocations.run(invocation, async () => handler(event, context));
    tell({ kind: 'done', invocation, payload: payload ?? null });
  } catch (error) {
    logFailure(invocation, error);
    tell({ kind: 'failed', invocation, reason: reasonOf(error) });
  }
  if (isFirst) flushCompileCache();
}

/** The line that Lambda itself writes when a handler throws. */
function logFailure(invocation: string, error: unknown): void {
  const { name, message, stack } = error instanceof Error ? error : new Error(String(error));
  const stackTrace = stack?.split('\n').slice(1) ?? [];
  const failure = { errorType: name, errorMessage: message, stackTrace };
  const line = { level: 'ERROR', requestId: invocation, message: failure };
  tell({ kind: 'log', invocation, text: `${JSON.stringify(line)}\n` });
}

let loaded: Promise<{ handler: Handler }> | undefined;

/** The module is loaded at the first invocation, as a cold start; one that fails to load is tried again. */
async function loadHandler(): Promise<Handler> {
  loaded ??= import(start.entry);
  const { handler } = await loaded;
  if (typeof handler !== 'function') throw new TypeError(`${start.entry} exports no function "handler"`);
  return handler;
}

function contextOf(invocation: string, timeoutMillis: number) {
  const deadline = performance.now() + timeoutMillis;
  return {
    awsRequestId: invocation,
    functionName: start.functionName,
    functionVersion: '$LATEST',
    invokedFunctionArn: start.functionArn,
    memoryLimitInMB: `${start.memoryMegabytes}`,
    logGroupName: `/aws/lambda/${start.functionName}`,
    logStreamName: 'local',
    callbackWaitsForEmptyEventLoop: true,
    getRemainingTimeInMillis: () => Math.max(0, Math.round(deadline - performance.now())),
  };
}

const reasonOf = (error: unknown) =>
  error instanceof Error ? `${error.name}: ${error.message}` : String(error);

/** Output goes through the port: in order with the results, and without the streams' overhead. */
function captureOutput(): void {
  for (const stream of [process.stdout, process.stderr]) {
    stream.write = (chunk: string | Uint8Array, ...rest: unknown[]): boolean => {
      const text = typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString();
      tell({ kind: 'log', invocation: invocations.getStore(), text });
      const done = rest.findLast((argument) => typeof argument === 'function');
      if (done) queueMicrotask(() => done());
      return true;
    };
  }
}
