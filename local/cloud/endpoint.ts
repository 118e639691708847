import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AwsRequest, AwsResponse, AwsService } from './base/aws-api.ts';
import { type AwsCall, answerCall, CallCounter, type Interceptor } from './base/calls.ts';
import type { VirtualClock } from './base/clock.ts';
import { CloudError } from './base/cloud-error.ts';
import { isThisMachine } from './base/host.ts';
import { Connections } from './connections.ts';
import type { HttpAnswer, HttpRequest } from './lambda/protocol.ts';

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

/** What a function calls from. */
export type Sandbox = {
  readonly invocation: string | undefined;
  /** What the call comes through: the same as long as it is kept. */
  readonly connection: object;
};

/** In every answer, for those who look in from outside: the instant at which the clock stands. */
const VIRTUAL_DATE_HEADER = 'x-virtual-date';

/** All AWS APIs, over one HTTP server on 127.0.0.1 and for functions without it; signatures are read, not verified. */
export class Endpoint {
  readonly counter = new CallCounter();
  readonly #connections = new Connections();
  readonly #options: EndpointOptions;
  readonly #server: Server;

  constructor(options: EndpointOptions) {
    this.#options = options;
    this.#server = createServer({ keepAliveTimeout: 0 }, (request, response) => {
      this.#serve(request, response).catch((error: unknown) => {
        this.#send(response, internalFailure(error));
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
    const answer = await this.#answer(request);
    if (answer === 'reset') response.socket?.resetAndDestroy();
    else this.#send(response, answer);
  }

  /** The answer to a request of a function, which does not come over HTTP. */
  async answer(request: HttpRequest, by: Sandbox): Promise<HttpAnswer> {
    const answer = await this.#answer(request, by).catch(internalFailure);
    return answer === 'reset' ? answer : { ...answer, headers: this.#headersOf(answer) };
  }

  async #answer(sent: HttpRequest, by?: Sandbox): Promise<HttpAnswer> {
    const request = readCall(sent);
    const service = this.#options.services.get(request.service);
    if (!service) return unknownService(request);
    const operation = service.operationOf(request);
    if (!operation) return failure(404, 'UnknownOperationException', 'Unknown operation.');
    const { clock, isLive, callerOf, interceptors, refuse, onCrash } = this.#options;
    const invocation = by?.invocation;
    const caller = callerOf(request.accessKeyId);
    const call = { service: request.service, operation, caller, request, ...(invocation && { invocation }) };
    if (invocation && !isLive(invocation)) return 'reset';
    if (by && this.#connections.isClosed(by.connection, call, clock.millis())) return 'reset';
    this.counter.count(call);
    const answer = await answerCall(call, interceptors, () => refuse?.(call) ?? service.handle(request));
    if (answer === 'crash' && invocation) onCrash(invocation);
    return typeof answer === 'string' ? 'reset' : answer;
  }

  #send(response: ServerResponse, answer: AwsResponse): void {
    response.sendDate = false;
    const headers = { ...this.#headersOf(answer), 'content-length': Buffer.byteLength(answer.body) };
    response.writeHead(answer.status, headers);
    response.end(answer.body);
  }

  /** Without a date: callers live by the virtual clock, and take another for their own being wrong and call again. */
  #headersOf({ headers: { date: _, ...headers } }: AwsResponse): AwsResponse['headers'] {
    return { ...headers, [VIRTUAL_DATE_HEADER]: this.#options.clock.now() };
  }
}

const CREDENTIAL = /Credential=([^/,\s]+)\/\d+\/[^/]+\/([^/]+)\/aws4_request/;

function readCall({ method, url, headers, body }: HttpRequest): AwsRequest {
  const [path = '/', query = ''] = url.split('?', 2);
  const [, accessKeyId = '', service = ''] = CREDENTIAL.exec(headers['authorization'] ?? '') ?? [];
  return { service, accessKeyId, method, path, query: new URLSearchParams(query), headers, body };
}

/** Its events are a good deal cheaper than to iterate over it. */
function readRequest(message: IncomingMessage): Promise<HttpRequest> {
  const { promise, resolve, reject } = Promise.withResolvers<HttpRequest>();
  const { method = 'GET', url = '/', headers } = message;
  const chunks: Buffer[] = [];
  message.on('data', (chunk: Buffer) => chunks.push(chunk));
  message.on('end', () =>
    resolve({
      method,
      url,
      headers: headers as Record<string, string>,
      body: Buffer.concat(chunks).toString(),
    }),
  );
  message.on('error', reject);
  return promise;
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

const internalFailure = (error: unknown): AwsResponse => failure(500, 'InternalFailure', String(error));
