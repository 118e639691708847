import type { AwsResponse } from '../base/aws-api.ts';
import type { Pauses } from './timers.ts';

/** What a sandbox is started with. */
export type SandboxStart = {
  /** The file of the function's own script, and of its packages. */
  readonly script: string;
  readonly packages: string;
  readonly env: Readonly<Record<string, string>>;
  readonly functionName: string;
  readonly functionArn: string;
  readonly memoryMegabytes: number;
  readonly clock: SharedArrayBuffer;
  readonly pauses: Pauses;
};

/** A request to the AWS APIs, as HTTP carries it. */
export type HttpRequest = {
  readonly method: string;
  /** Path and query string. */
  readonly url: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
};

/** What comes back: `reset` when the connection breaks without an answer. */
export type HttpAnswer = AwsResponse | 'reset';

/** What a sandbox is told: to run its handler, and what was answered to a call of its. */
export type SandboxMessage =
  | {
      readonly kind: 'invoke';
      readonly invocation: string;
      readonly event: unknown;
      readonly timeoutMillis: number;
    }
  | { readonly kind: 'answer'; readonly call: number; readonly answer: HttpAnswer };

/** What a sandbox tells. */
export type WorkerMessage =
  | { readonly kind: 'loaded'; readonly invocation: string }
  | { readonly kind: 'done'; readonly invocation: string; readonly payload: unknown }
  | { readonly kind: 'failed'; readonly invocation: string; readonly reason: string }
  /** It pauses for longer than it may run. */
  | { readonly kind: 'overslept'; readonly invocation: string }
  | { readonly kind: 'log'; readonly invocation: string | undefined; readonly text: string }
  | CallMessage;

/** A call through one of the connections that a sandbox keeps: only one at a time goes through each. */
export type CallMessage = {
  readonly kind: 'call';
  readonly invocation: string | undefined;
  readonly call: number;
  readonly connection: number;
  readonly request: HttpRequest;
};
