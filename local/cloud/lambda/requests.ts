import { AsyncResource } from 'node:async_hooks';
import { EventEmitter } from 'node:events';
import http, { type RequestOptions, STATUS_CODES } from 'node:http';
import { Socket } from 'node:net';
import type { Writable } from 'node:stream';
import type { AwsResponse } from '../base/aws-api.ts';
import type { CallMessage, HttpAnswer } from './protocol.ts';

const { request: realRequest } = http;

/** Sends a call to the endpoint. */
type Send = (call: Pick<CallMessage, 'call' | 'connection' | 'request'>) => void;

/**
 * Takes what a function's SDK clients ask of the endpoint off `http.request`, and hands it over as it is: to write it to
 * a socket and to read it there again takes longer than all that the cloud does with it. The rest goes its usual way.
 */
export class Requests {
  readonly #host: string;
  readonly #port: number;
  /** By number: what is not answered yet. */
  readonly #open = new Map<number, Outgoing>();
  readonly #kept = new WeakMap<object, Connection[]>();
  readonly #ended: () => void;
  #calls = 0;
  #connections = 0;

  /**
   * @param endpoint the address whose requests are taken
   * @param ended hears of each that is answered or given up
   */
  constructor(endpoint: string, ended: () => void = () => undefined) {
    this.#ended = ended;
    const { hostname, port } = new URL(endpoint);
    this.#host = hostname;
    this.#port = Number(port);
  }

  /** Whether something is not answered yet. */
  get isWaiting(): boolean {
    return this.#open.size > 0;
  }

  /** A request as `http.request` begins one. */
  request(options: RequestOptions, heard: (response: Incoming) => void, send: Send) {
    return options.host === this.#host && Number(options.port) === this.#port
      ? this.#take(options, send).once('response', heard)
      : realRequest(options, heard as never);
  }

  /** What the endpoint says to a call; nothing when nobody waits for it any more. */
  answer(call: number, answer: HttpAnswer): void {
    this.#open.get(call)?.answer(answer);
  }

  #take({ method = 'GET', path, headers = {}, agent }: RequestOptions, send: Send): Outgoing {
    const client = typeof agent === 'object' ? agent : http.globalAgent;
    const kept = this.#keptOf(client);
    const connection = kept.pop() ?? { id: ++this.#connections, socket: new Socket() };
    const call = ++this.#calls;
    const lowerCased = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)]);
    const outgoing = new Outgoing(connection.socket, {
      send: (body) => {
        this.#open.set(call, outgoing);
        const request = { method, url: path ?? '/', headers: Object.fromEntries(lowerCased), body };
        send({ call, connection: connection.id, request });
      },
      end: (isReusable) => {
        this.#open.delete(call);
        this.#ended();
        if (isReusable && 'keepAlive' in client && client.keepAlive === true) kept.push(connection);
      },
    });
    return outgoing;
  }

  /** The connections that a client holds free; the one that was used last is taken first, as Node does it. */
  #keptOf(client: object): Connection[] {
    const kept = this.#kept.get(client) ?? [];
    this.#kept.set(client, kept);
    return kept;
  }
}

/** On the socket a client may set timeouts; nothing goes through it. */
type Connection = { readonly id: number; readonly socket: Socket };

type Way = { readonly send: (body: string) => void; readonly end: (isReusable: boolean) => void };

/** What `http.request` gives, as far as SDK clients look at it: they hand over a body whole. */
export class Outgoing extends EventEmitter {
  readonly socket: Socket;
  readonly #way: Way;
  /** Where it was sent from, and its answer is heard. */
  readonly #sender = new AsyncResource('Outgoing');
  #isOver = false;
  #isDestroyed = false;

  constructor(socket: Socket, way: Way) {
    super();
    this.socket = socket;
    this.#way = way;
  }

  end(body: string | Buffer = ''): void {
    this.#way.send(body.toString());
  }

  answer(answer: HttpAnswer): void {
    this.#sender.runInAsyncScope(() =>
      answer === 'reset' ? this.destroy(broken('read ECONNRESET')) : this.#hear(answer),
    );
  }

  #hear(answer: AwsResponse): void {
    const response = new Incoming(answer);
    response.once('end', () => {
      this.#isOver = true;
      this.destroy();
    });
    this.emit('response', response);
  }

  destroy(error = this.#isOver ? null : broken('socket hang up')): void {
    if (this.#isDestroyed) return;
    this.#isDestroyed = true;
    this.socket.setTimeout(0);
    this.#way.end(this.#isOver);
    process.nextTick(() => {
      if (error) this.emit('error', error);
      this.emit('close');
    });
  }
}

const broken = (message: string): Error => Object.assign(new Error(message), { code: 'ECONNRESET' });

/** The answer, as far as SDK clients look at it: they have it flow whole into what collects it. */
export class Incoming extends EventEmitter {
  readonly statusCode: number;
  readonly statusMessage: string | undefined;
  readonly headers: AwsResponse['headers'];
  readonly #body: string;

  constructor({ status, headers, body }: AwsResponse) {
    super();
    this.statusCode = status;
    this.statusMessage = STATUS_CODES[status];
    this.headers = headers;
    this.#body = body;
  }

  pipe(collector: Writable): Writable {
    collector.once('finish', () => this.emit('end'));
    return collector.end(this.#body);
  }
}
