import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { isThisMachine } from '../base/host.ts';
import { type HttpApi, MAX_BODY_BYTES } from './http-api.ts';
import type { HttpRequest } from './request-event.ts';
import { type HttpResponse, messageOf } from './response.ts';

/**
 * Serves one API on a port of this machine. To its functions a request looks as if it had come to AWS's address, whose
 * place the local one takes in `origin` and `referer`, and in a `location` on the way back.
 */
export class HttpApiServer {
  readonly #api: HttpApi;
  readonly #server: Server;
  readonly #running = new Set<Promise<void>>();

  constructor(api: HttpApi) {
    this.#api = api;
    this.#server = createServer((message, response) => {
      const run = this.#serve(message, response).catch((error: unknown) => {
        send(response, messageOf(500, String(error)), message.method);
      });
      this.#running.add(run);
      void run.finally(() => this.#running.delete(run));
    });
  }

  /** Starts to listen on any free port. */
  async listen(): Promise<void> {
    this.#server.listen(0, '127.0.0.1');
    await once(this.#server, 'listening');
  }

  /** The address on this machine; only while it listens. */
  get url(): string {
    const address = this.#server.address();
    if (typeof address !== 'object' || address === null) throw new Error('the API does not listen');
    return `http://127.0.0.1:${address.port}`;
  }

  /** The same as `url` when it is an address of this API, as a template resolves it. */
  local(url: string): string | undefined {
    const { host = '', protocol = '', pathname = '', search = '', hash = '' } = URL.parse(url) ?? {};
    if (protocol !== 'https:' || !this.#api.model.hosts.includes(host)) return undefined;
    return `${this.url}${pathname}${search}${hash}`;
  }

  /** Waits until no request is being answered. */
  async idle(): Promise<void> {
    while (this.#running.size > 0) await Promise.all(this.#running);
  }

  async stop(): Promise<void> {
    if (!this.#server.listening) return;
    this.#server.close();
    this.#server.closeAllConnections();
    await once(this.#server, 'close');
  }

  async #serve(message: IncomingMessage, response: ServerResponse): Promise<void> {
    if (!isThisMachine(message.headers.host)) return send(response, messageOf(403, 'Forbidden'), 'GET');
    const answer = await this.#api.serve(this.#deployed(await readRequest(message)));
    const { location, ...headers } = answer.headers;
    const here = location && { location: this.local(location) ?? location };
    send(response, { ...answer, headers: { ...headers, ...here } }, message.method);
  }

  /** The request as it would have come to AWS. */
  #deployed(request: HttpRequest): HttpRequest {
    const there = `https://${this.#api.model.hosts[0]}`;
    const here = this.url;
    const rawHeaders = request.rawHeaders.map((value, index, all) => {
      if (index % 2 === 0) return value;
      if (/^cookie$/i.test(all[index - 1] ?? '')) return forHttps(value);
      const isAddress = /^(origin|referer)$/i.test(all[index - 1] ?? '');
      return isAddress && (value === here || value.startsWith(`${here}/`))
        ? there + value.slice(here.length)
        : value;
    });
    return { ...request, rawHeaders };
  }
}

/**
 * What browsers keep of https only, they would not keep of this machine's plain http, some of them: here it has another
 * name, and has its own again when it comes back.
 */
const forThisMachine = (cookie: string): string =>
  cookie.replace(/^__(?=Host-|Secure-)/, 'http-').replace(/; *secure(?=;|$)/i, '');
const forHttps = (cookies: string): string => cookies.replace(/(^|; *)http-(?=Host-|Secure-)/g, '$1__');

async function readRequest(message: IncomingMessage): Promise<HttpRequest> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of message) {
    // What is too much is not kept, but read to its end: only then does a client hear why.
    if (size <= MAX_BODY_BYTES) chunks.push(chunk);
    size += chunk.length;
  }
  const url = message.url ?? '/';
  const query = url.indexOf('?');
  return {
    method: message.method ?? 'GET',
    path: query < 0 ? url : url.slice(0, query),
    query: query < 0 ? '' : url.slice(query + 1),
    rawHeaders: message.rawHeaders,
    body: Buffer.concat(chunks),
    sourceIp: message.socket.remoteAddress ?? '127.0.0.1',
  };
}

/** Without a date: what is served lives by the virtual clock. */
function send(
  response: ServerResponse,
  { status, headers, cookies, body }: HttpResponse,
  method?: string,
): void {
  response.sendDate = false;
  response.writeHead(status, {
    ...headers,
    'content-length': Buffer.byteLength(body),
    ...(cookies && cookies.length > 0 && { 'set-cookie': cookies.map(forThisMachine) }),
  });
  response.end(method === 'HEAD' ? '' : body);
}
