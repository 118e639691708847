import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AwsRequest, AwsResponse, AwsService } from './base/aws-api.ts';
import { type AwsCall, answerCall, CallCounter, type Interceptor } from './base/calls.ts';
import type { VirtualClock } from './base/clock.ts';
import { CloudError } from './base/cloud-error.ts';
import { isThisMachine } from './base/host.ts';
import { Connections } from './connections.ts';
import { INVOCATION_HEADER } from './lambda/invocation-header.ts';

export type EndpointOptions = {
  /** By signing name. */
  readonly services: ReadonlyMap<string, AwsService>;
  /** The function that an access key id belongs to. */
  readonly callerOf: (accessKeyId: string) => string;
  /** Whether an invocation still runs; what is left of a dead one gets no answer. */
  readonly isLive: (invocation: string) => boolean;
  /** The answer to a call that the caller is not allowed; everything is allowed without it. */
  readonly refuse?: ((call: AwsCall) => AwsResponse | undefined) | undefined;
  readonly onCrash: (invocation: string) => void;
  readonly clock: VirtualClock;
  readonly interceptors: readonly Interceptor[];
};

/** In every answer, for those who look in from outside: the instant at which the clock stands. */
const VIRTUAL_DATE_HEADER = 'x-virtual-date';

/** One HTTP server on 127.0.0.1 for all AWS APIs; signatures are read, not verified. */
export class Endpoint {
  readonly counter = new CallCounter();
  readonly #connections = new Connections();
  readonly #options: EndpointOptions;
  readonly #server: Server;

  constructor(options: EndpointOptions) {
    this.#options = options;
    this.#server = createServer({ keepAliveTimeout: 0 }, (request, response) => {
      this.#serve(request, response).catch((error: unknown) => {
        this.#send(response, failure(500, 'InternalFailure', String(error)));
      });
    });
  }

  /** Starts to listen, on any free port when none is given. @throws CloudError when it cannot */
  async listen(port = 0): Promise<void> {
    this.#server.listen(port, '127.0.0.1');
    try {
      await once(this.#server, 'listening');
    } catch (error) {
      throw new CloudError(`Port ${port} cannot be used: ${error instanceof Error ? error.message : error}.`);
    }
  }

  /** The address; only while it listens. */
  get url(): string {
    const address = this.#server.address();
    if (typeof address !== 'object' || address === null) throw new Error('the endpoint does not listen');
    return `http://127.0.0.1:${address.port}`;
  }

  async stop(): Promise<void> {
    if (!this.#server.listening) return;
    this.#server.close();
    this.#server.closeAllConnections();
    await once(this.#server, 'close');
  }

  async #serve(message: IncomingMessage, response: ServerResponse): Promise<void> {
    if (!isThisMachine(message.headers.host)) return this.#send(response, NOT_HERE);
    const request = await readRequest(message);
    const service = this.#options.services.get(request.service);
    if (!service) return this.#send(response, unknownService(request));
    const operation = service.operationOf(request);
    if (!operation)
      return this.#send(response, failure(404, 'UnknownOperationException', 'Unknown operation.'));
    const call = this.#callOf(request, operation);
    const { clock, isLive } = this.#options;
    if (call.invocation && !isLive(call.invocation)) return hangUp(response);
    if (this.#connections.isClosed(message.socket, call, clock.millis())) return hangUp(response);
    this.counter.count(call);
    const { interceptors, refuse } = this.#options;
    const answer = await answerCall(call, interceptors, () => refuse?.(call) ?? service.handle(request));
    if (answer === 'crash' && call.invocation) this.#options.onCrash(call.invocation);
    if (typeof answer === 'string') hangUp(response);
    else this.#send(response, answer);
  }

  /** Without a date: callers live by the virtual clock, and take another for their own being wrong and call again. */
  #send(response: ServerResponse, { status, headers: { date: _, ...headers }, body }: AwsResponse): void {
    response.sendDate = false;
    response.writeHead(status, {
      ...headers,
      [VIRTUAL_DATE_HEADER]: this.#options.clock.now(),
      'content-length': Buffer.byteLength(body),
    });
    response.end(body);
  }

  #callOf(request: AwsRequest, operation: string): AwsCall {
    const invocation = request.headers[INVOCATION_HEADER];
    const caller = this.#options.callerOf(request.accessKeyId);
    return { service: request.service, operation, caller, request, ...(invocation && { invocation }) };
  }
}

const CREDENTIAL = /Credential=([^/,\s]+)\/\d+\/[^/]+\/([^/]+)\/aws4_request/;

/** Its events are a good deal cheaper than to iterate over it. */
function readBody(message: IncomingMessage): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  const chunks: Buffer[] = [];
  message.on('data', (chunk: Buffer) => chunks.push(chunk));
  message.on('end', () => resolve(Buffer.concat(chunks).toString()));
  message.on('error', reject);
  return promise;
}

async function readRequest(message: IncomingMessage): Promise<AwsRequest> {
  const body = await readBody(message);
  const [path = '/', query = ''] = (message.url ?? '/').split('?', 2);
  const [, accessKeyId = '', service = ''] = CREDENTIAL.exec(message.headers.authorization ?? '') ?? [];
  return {
    service,
    accessKeyId,
    method: message.method ?? 'GET',
    path,
    query: new URLSearchParams(query),
    headers: message.headers as Record<string, string>,
    body,
  };
}

const failure = (status: number, type: string, message: string): AwsResponse => ({
  status,
  headers: { 'content-type': 'application/json', 'x-amzn-errortype': type },
  body: JSON.stringify({ __type: type, message }),
});

/** Signatures are not verified: whoever asks for another machine may be any page in a browser. */
const NOT_HERE = failure(
  403,
  'AccessDeniedException',
  'This endpoint answers at 127.0.0.1 and localhost only.',
);

function unknownService({ service }: AwsRequest): AwsResponse {
  if (!service) return failure(403, 'MissingAuthenticationTokenException', 'Missing Authentication Token');
  return failure(404, 'UnknownOperationException', `There is no local service "${service}".`);
}

const hangUp = (response: ServerResponse): void => {
  response.socket?.resetAndDestroy();
};
