import { Agent, request as httpRequest, type IncomingMessage } from 'node:http';
import type { AwsRequest, AwsResponse, AwsService } from '../base/aws-api.ts';

const TARGET = /^DynamoDB_20120810\.(\w+)$/;
const PASSED_ON = ['content-type', 'x-amz-target', 'x-amz-date', 'authorization'];

/** Passes DynamoDB calls on to the engine; the answer comes back as the engine gave it. */
export class DynamoProxy implements AwsService {
  readonly #agent = new Agent({ keepAlive: true });
  #engine: URL;
  #transactions = 0;

  constructor(engineEndpoint: string) {
    this.#engine = new URL(engineEndpoint);
  }

  /** Goes on with another engine, its transactions counted from zero. */
  moveTo(engineEndpoint: string): void {
    this.#engine = new URL(engineEndpoint);
    this.#transactions = 0;
  }

  /** How many transactions the engine was asked for. */
  get transactions(): number {
    return this.#transactions;
  }

  operationOf(request: AwsRequest): string | undefined {
    return TARGET.exec(request.headers['x-amz-target'] ?? '')?.[1];
  }

  handle(request: AwsRequest): Promise<AwsResponse> {
    const { hostname, port } = this.#engine;
    if (request.headers['x-amz-target']?.endsWith('.TransactWriteItems')) this.#transactions += 1;
    const { promise, resolve, reject } = Promise.withResolvers<AwsResponse>();
    const body = Buffer.from(request.body);
    const headers = { ...passedOn(request), 'content-length': body.length };
    const outgoing = httpRequest({ agent: this.#agent, hostname, port, method: 'POST', path: '/', headers });
    outgoing.on('response', (incoming) => readAll(incoming).then(resolve, reject));
    outgoing.on('error', reject);
    outgoing.end(body);
    return promise;
  }

  close(): void {
    this.#agent.destroy();
  }
}

const passedOn = ({ headers }: AwsRequest) =>
  Object.fromEntries(PASSED_ON.flatMap((name) => (headers[name] ? [[name, headers[name]]] : [])));

async function readAll(incoming: IncomingMessage): Promise<AwsResponse> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk);
  const { 'transfer-encoding': _, connection: __, ...headers } = incoming.headers;
  return {
    status: incoming.statusCode ?? 500,
    headers: headers as Record<string, string>,
    body: Buffer.concat(chunks).toString(),
  };
}
