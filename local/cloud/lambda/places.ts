import { Worker } from 'node:worker_threads';
import { COMPILED } from './bundle.ts';
import type { SandboxMessage, SandboxStart, WorkerMessage } from './protocol.ts';
import { Sandbox } from './sandbox.ts';

/**
 * Where functions run: each sandbox in a thread of its own, or all of them in the thread of the cloud, which takes far
 * less computing. What a thread alone can do is to end code that never lets go.
 */
export type SandboxPlace = 'threads' | 'here';

/** A sandbox from outside. */
export type RunningSandbox = { post(message: SandboxMessage): void; terminate(): Promise<unknown> };

/** What is heard of a sandbox. */
export type Listener = {
  readonly told: (messages: readonly WorkerMessage[]) => void;
  /** Hears why it ended by itself. */
  readonly ended: (reason: string) => void;
};

export function startSandbox(place: SandboxPlace, start: SandboxStart, listener: Listener): RunningSandbox {
  switch (place) {
    case 'threads':
      return inThread(start, listener);
    case 'here':
      return new SandboxHere(start, listener);
    default:
      return place satisfies never;
  }
}

const exited = (code: number) => `the function exited with code ${code}`;

function inThread(workerData: SandboxStart, { told, ended }: Listener): RunningSandbox {
  // The function's own environment is another one.
  const env = { NODE_COMPILE_CACHE: COMPILED };
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { workerData, env, execArgv: [] });
  worker.on('message', told);
  worker.on('error', (error: unknown) => ended(String(error)));
  worker.on('exit', (code) => ended(exited(code)));
  return { post: (message) => worker.postMessage(message), terminate: () => worker.terminate() };
}

/** What passes between it and the cloud is copied. */
class SandboxHere implements RunningSandbox {
  readonly #sandbox: Sandbox;
  #hasEnded = false;

  constructor(start: SandboxStart, { told, ended }: Listener) {
    const exit = (code: number): never => {
      this.#sandbox.tellAll();
      this.#hasEnded = true;
      ended(exited(code));
      throw new Error(exited(code));
    };
    const tell = (messages: readonly WorkerMessage[]) => {
      if (!this.#hasEnded) told(messages.map(asTold));
    };
    this.#sandbox = new Sandbox(start, tell, exit);
  }

  post(message: SandboxMessage): void {
    if (this.#hasEnded) return;
    this.#sandbox.hear(message.kind === 'invoke' ? { ...message, event: copied(message.event) } : message);
  }

  /** What still runs is not heard any more, and hears nothing. */
  async terminate(): Promise<void> {
    this.#hasEnded = true;
  }
}

const asTold = (message: WorkerMessage): WorkerMessage =>
  message.kind === 'done' ? { ...message, payload: copied(message.payload) } : message;

/** What a function is given and what it gives back is JSON, as in AWS. */
const copied = (value: unknown): unknown => JSON.parse(JSON.stringify(value ?? null));
