import type { TableModel } from '../base/stack-model.ts';
import { type Dynamo, type EngineChoice, startDynamo } from './dynamodb.ts';
import { DynamoProxy } from './proxy.ts';
import { Tables } from './tables.ts';

/** An engine remembers each transaction's token for ten minutes and gets slower with every one. */
const TRANSACTIONS_PER_ENGINE = 10_000;

/** The DynamoDB engine of a cloud with the tables of its stacks. */
export class EngineRoom {
  readonly proxy: DynamoProxy;
  readonly #models: readonly TableModel[];
  #dynamo: Dynamo;

  private constructor(dynamo: Dynamo, models: readonly TableModel[]) {
    this.#dynamo = dynamo;
    this.#models = models;
    this.proxy = new DynamoProxy(dynamo);
  }

  static async start(models: readonly TableModel[], choice?: EngineChoice): Promise<EngineRoom> {
    return new EngineRoom(await startDynamo(choice), models);
  }

  /** The engine's own address. */
  get endpoint(): string {
    return this.#dynamo.endpoint;
  }

  get tables(): Tables {
    return new Tables(this.#dynamo.endpoint, this.#models);
  }

  /** Leaves every table empty; now and then in a new engine. */
  async clear(): Promise<void> {
    const { engine } = this.#dynamo;
    const isOurs = engine === 'dynoxide' || engine === 'dynamodb-local';
    if (isOurs && this.proxy.transactions > TRANSACTIONS_PER_ENGINE) {
      const worn = this.#dynamo;
      this.#dynamo = await startDynamo(engine);
      this.proxy.moveTo(this.#dynamo);
      await worn.stop();
    }
    await this.tables.createEmpty();
  }

  async stop(): Promise<void> {
    this.proxy.close();
    await this.#dynamo.stop();
  }
}
