import type { AwsRequest, AwsResponse, AwsService } from '../base/aws-api.ts';
import { EngineClient } from './engine-client.ts';

const TARGET = /^DynamoDB_20120810\.(\w+)$/;
const PASSED_ON = ['content-type', 'x-amz-target', 'x-amz-date', 'authorization'];

/** Passes DynamoDB calls on to the engine; the answer comes back as the engine gave it. */
export class DynamoProxy implements AwsService {
  #engine: EngineClient;
  #transactions = 0;

  constructor(engineEndpoint: string) {
    this.#engine = new EngineClient(engineEndpoint);
  }

  /** Goes on with another engine, its transactions counted from zero. */
  moveTo(engineEndpoint: string): void {
    this.#engine.close();
    this.#engine = new EngineClient(engineEndpoint);
    this.#transactions = 0;
  }

  /** How many transactions the engine was asked for. */
  get transactions(): number {
    return this.#transactions;
  }

  operationOf(request: AwsRequest): string | undefined {
    return TARGET.exec(request.headers['x-amz-target'] ?? '')?.[1];
  }

  async handle({ headers, body }: AwsRequest): Promise<AwsResponse> {
    if (headers['x-amz-target']?.endsWith('.TransactWriteItems')) this.#transactions += 1;
    const passedOn: Record<string, string> = {};
    for (const name of PASSED_ON) if (headers[name]) passedOn[name] = headers[name];
    const response = await this.#engine.post(passedOn, body);
    const { connection: _, ...answered } = response.headers;
    return { ...response, headers: answered };
  }

  close(): void {
    this.#engine.close();
  }
}
