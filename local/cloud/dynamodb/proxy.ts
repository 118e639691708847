import type { AwsRequest, AwsResponse, AwsService } from '../base/aws-api.ts';
import type { Dynamo } from './dynamodb.ts';
import { EngineClient } from './engine-client.ts';

const TARGET = /^DynamoDB_20120810\.(\w+)$/;
const PASSED_ON = ['content-type', 'x-amz-target', 'x-amz-date', 'authorization'];

type EngineAddress = Pick<Dynamo, 'endpoint' | 'post'>;
type Engine = Pick<EngineClient, 'post'> & Partial<Pick<EngineClient, 'close'>>;

/** Passes DynamoDB calls on to the engine; the answer comes back as the engine gave it. */
export class DynamoProxy implements AwsService {
  #engine: Engine;
  #transactions = 0;

  constructor(engine: EngineAddress) {
    this.#engine = clientOf(engine);
  }

  /** Goes on with another engine, its transactions counted from zero. */
  moveTo(engine: EngineAddress): void {
    this.close();
    this.#engine = clientOf(engine);
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
    this.#engine.close?.();
  }
}

const clientOf = ({ endpoint, post }: EngineAddress): Engine =>
  post ? { post } : new EngineClient(endpoint);
