/** What a worker thread is started with. */
export type WorkerStart = {
  /** File URL of the handler's module. */
  readonly entry: string;
  readonly functionName: string;
  readonly functionArn: string;
  readonly memoryMegabytes: number;
  readonly clock: SharedArrayBuffer;
};

/** Asks a worker to run its handler. */
export type InvokeMessage = {
  readonly invocation: string;
  readonly event: unknown;
  readonly timeoutMillis: number;
};

/** What a worker tells. */
export type WorkerMessage =
  | { readonly kind: 'loaded'; readonly invocation: string }
  | { readonly kind: 'done'; readonly invocation: string; readonly payload: unknown }
  | { readonly kind: 'failed'; readonly invocation: string; readonly reason: string }
  | { readonly kind: 'log'; readonly invocation: string | undefined; readonly text: string };
