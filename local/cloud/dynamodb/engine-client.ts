import { connect, type Socket } from 'node:net';
import type { AwsResponse } from '../base/aws-api.ts';

type Pending = { resolve(response: AwsResponse): void; reject(error: Error): void };

/**
 * Posts to an engine over connections that it keeps, one request at a time on each. It does what calls to an engine
 * need and no more, since a run makes tens of thousands of them: Node's own client takes several times as long.
 */
export class EngineClient {
  readonly #engine: URL;
  readonly #free: Connection[] = [];
  readonly #all = new Set<Connection>();

  constructor(endpoint: string) {
    this.#engine = new URL(endpoint);
  }

  /** @throws Error when the connection breaks before the answer is whole */
  async post(headers: Readonly<Record<string, string>>, body: string): Promise<AwsResponse> {
    const connection = this.#free.pop() ?? this.#connect();
    const response = await connection.send(headers, body);
    if (!connection.isClosed) this.#free.push(connection);
    return response;
  }

  #connect(): Connection {
    const connection = new Connection(this.#engine, () => {
      this.#all.delete(connection);
      const index = this.#free.indexOf(connection);
      if (index >= 0) this.#free.splice(index, 1);
    });
    this.#all.add(connection);
    return connection;
  }

  close(): void {
    for (const connection of this.#all) connection.close();
  }
}

class Connection {
  readonly #socket: Socket;
  readonly #host: string;
  #received: Buffer = Buffer.alloc(0);
  #pending: Pending | undefined;
  #error = new Error('the engine closed the connection');
  isClosed = false;

  constructor({ hostname, port, host }: URL, onClose: () => void) {
    this.#host = host;
    this.#socket = connect({ host: hostname, port: Number(port || 80), noDelay: true });
    this.#socket.on('data', (chunk) => this.#receive(chunk));
    this.#socket.on('error', (error) => {
      this.#error = error;
    });
    this.#socket.on('close', () => {
      this.isClosed = true;
      onClose();
      this.#pending?.reject(this.#error);
    });
  }

  send(headers: Readonly<Record<string, string>>, body: string): Promise<AwsResponse> {
    let head = `POST / HTTP/1.1\r\nhost: ${this.#host}\r\ncontent-length: ${Buffer.byteLength(body)}\r\n`;
    for (const [name, value] of Object.entries(headers)) head += `${name}: ${value}\r\n`;
    const { promise, resolve, reject } = Promise.withResolvers<AwsResponse>();
    this.#pending = { resolve, reject };
    this.#socket.write(`${head}\r\n${body}`);
    return promise;
  }

  close(): void {
    this.#socket.destroy();
  }

  #receive(chunk: Buffer): void {
    this.#received = this.#received.length === 0 ? chunk : Buffer.concat([this.#received, chunk]);
    const response = readResponse(this.#received);
    const pending = this.#pending;
    if (response === undefined || pending === undefined) return;
    this.#received = Buffer.alloc(0);
    this.#pending = undefined;
    if (response.headers['connection'] === 'close') {
      this.isClosed = true;
      this.#socket.end();
    }
    pending.resolve(response);
  }
}

const END_OF_HEAD = '\r\n\r\n';

/** The answer that some bytes hold; undefined while there are more to come. */
function readResponse(bytes: Buffer): AwsResponse | undefined {
  const end = bytes.indexOf(END_OF_HEAD);
  if (end < 0) return undefined;
  const [statusLine = '', ...lines] = bytes.toString('latin1', 0, end).split('\r\n');
  const headers: Record<string, string> = {};
  for (const line of lines) {
    const colon = line.indexOf(':');
    headers[line.slice(0, colon).toLowerCase()] = line.slice(colon + 1).trim();
  }
  const { 'transfer-encoding': encoding, 'content-length': length = '0' } = headers;
  const rest = bytes.subarray(end + END_OF_HEAD.length);
  const body = encoding === 'chunked' ? readChunks(rest) : readExactly(rest, Number(length));
  if (body === undefined) return undefined;
  delete headers['transfer-encoding'];
  return { status: Number(statusLine.split(' ')[1]), headers, body: body.toString() };
}

const readExactly = (bytes: Buffer, length: number): Buffer | undefined =>
  bytes.length < length ? undefined : bytes.subarray(0, length);

function readChunks(bytes: Buffer): Buffer | undefined {
  const chunks: Buffer[] = [];
  for (let at = 0; ; ) {
    const endOfSize = bytes.indexOf('\r\n', at);
    if (endOfSize < 0) return undefined;
    const size = Number.parseInt(bytes.toString('latin1', at, endOfSize), 16);
    const from = endOfSize + 2;
    if (bytes.length < from + size + 2) return undefined;
    if (size === 0) return Buffer.concat(chunks);
    chunks.push(bytes.subarray(from, from + size));
    at = from + size + 2;
  }
}
