import { DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb';
import type { AwsCall, AwsResponse, Cloud, Interceptor } from '../../local/cloud/index.ts';
import { epochMillis } from '../../shared/core/time/instant.ts';
import { sizeOf, type WireItem } from './item-size.ts';
import { type Index, indexUnits, readUnits, writeUnits } from './units.ts';
import { COLD_MS, coldAfter, millisOf, OWN_MS } from './waits.ts';

/** What the runs of one function use. */
export type FunctionUsage = {
  invocations: number;
  coldStarts: number;
  /** Milliseconds that it runs, loading its code included. */
  millis: number;
  readUnits: number;
  writeUnits: number;
  calls: Record<string, number>;
};

/** What a clinic uses of AWS. */
export type Usage = {
  /** By the end of a function's name, `record-event`. */
  readonly functions: Readonly<Record<string, FunctionUsage>>;
  readonly events: number;
  readonly archivedBytes: number;
  /** Messages that rules and schedules sent into queues, by the end of the queue's name. */
  readonly messages: Readonly<Record<string, number>>;
  readonly firings: number;
  readonly emails: number;
  /** Bytes that functions wrote into their logs, by the end of a function's name. */
  readonly logged: Readonly<Record<string, number>>;
};

/** Counts what a cloud's stack uses from now on, as AWS would meter it. */
export class Meter {
  readonly #cloud: Cloud;
  readonly #prefix: string;
  readonly #functions = new Map<string, FunctionUsage>();
  readonly #lastRunAt = new Map<string, number>();
  readonly #seen = new Set<string>();
  readonly #items = new Map<string, WireItem>();
  readonly #messages = new Map<string, number>();
  readonly #indexes: readonly Index[];
  #client: DynamoDBClient | undefined;
  #events = 0;
  #archivedBytes = 0;
  #firings = 0;
  #emails = 0;

  /** @param stackName a stack whose resources' names begin with its own */
  constructor(cloud: Cloud, stackName: string) {
    this.#cloud = cloud;
    this.#prefix = `${stackName}-`;
    const create = cloud.stacks.find(({ name }) => name === stackName)?.tables[0]?.create ?? {};
    this.#indexes = (create['GlobalSecondaryIndexes'] as Index[] | undefined) ?? [];
  }

  readonly interceptor: Interceptor = {
    before: (call) => {
      this.#note(call);
      return undefined;
    },
    after: async (call, response) => {
      if (call.service === 'dynamodb' && response.status === 200) await this.#measure(call, response);
      if (call.operation === 'SendEmail' && response.status === 200) this.#emails += 1;
      return response;
    },
    deliver: ({ from, queueArn, body }) => {
      const queue = this.#shortName(queueArn);
      this.#messages.set(queue, (this.#messages.get(queue) ?? 0) + 1);
      if (from === 'schedule') this.#firings += 1;
      if (queue === 'events') {
        this.#events += 1;
        this.#archivedBytes += Buffer.byteLength(body);
      }
      return [0];
    },
  };

  usage(): Usage {
    return {
      functions: Object.fromEntries(this.#functions),
      events: this.#events,
      archivedBytes: this.#archivedBytes,
      messages: Object.fromEntries(this.#messages),
      firings: this.#firings,
      emails: this.#emails,
      logged: Object.fromEntries(
        [...this.#cloud.written()].map(([writer, bytes]) => [this.#shortName(writer), bytes]),
      ),
    };
  }

  #shortName(arn: string): string {
    return arn.slice(arn.lastIndexOf(':') + 1).replace(this.#prefix, '');
  }

  #of(caller: string): FunctionUsage {
    const name = this.#shortName(caller);
    const none = { invocations: 0, coldStarts: 0, millis: 0, readUnits: 0, writeUnits: 0, calls: {} };
    const usage = this.#functions.get(name) ?? none;
    this.#functions.set(name, usage);
    return usage;
  }

  #note({ caller, invocation, service, operation }: AwsCall): void {
    if (invocation === undefined) return;
    const usage = this.#of(caller);
    if (!this.#seen.has(invocation)) this.#begin(invocation, caller, usage);
    const name = `${service}.${operation}`;
    usage.calls[name] = (usage.calls[name] ?? 0) + 1;
    usage.millis += millisOf(operation);
  }

  #begin(invocation: string, caller: string, usage: FunctionUsage): void {
    this.#seen.add(invocation);
    const now = epochMillis(this.#cloud.clock.now());
    const last = this.#lastRunAt.get(caller);
    this.#lastRunAt.set(caller, now);
    const isCold = last === undefined || now - last > coldAfter;
    usage.invocations += 1;
    usage.coldStarts += isCold ? 1 : 0;
    usage.millis += OWN_MS + (isCold ? COLD_MS : 0);
  }

  async #measure({ caller, operation, request }: AwsCall, response: AwsResponse): Promise<void> {
    const usage = this.#of(caller);
    const input = JSON.parse(request.body);
    const output = JSON.parse(response.body);
    switch (operation) {
      case 'Query':
        usage.readUnits += readUnits(this.#sizeOfAll(output.Items ?? []), input.ConsistentRead === true);
        return;
      case 'GetItem':
        usage.readUnits += readUnits(
          this.#sizeOfAll([{ ...input.Key, ...output.Item }]),
          input.ConsistentRead === true,
        );
        return;
      case 'BatchGetItem':
        for (const item of Object.values<WireItem[]>(output.Responses ?? {}).flat())
          usage.readUnits += readUnits(this.#sizeOfAll([item]), true);
        return;
      case 'TransactWriteItems':
        for (const each of input.TransactItems) {
          const [write] = Object.values<{
            readonly TableName: string;
            readonly Key?: WireItem;
            readonly Item?: WireItem;
          }>(each);
          if (write) usage.writeUnits += await this.#written(write, true);
        }
        return;
      case 'PutItem':
      case 'UpdateItem':
      case 'DeleteItem':
        usage.writeUnits += await this.#written(input, false);
        return;
      default:
        throw new Error(`nobody has told what ${operation} costs`);
    }
  }

  /** Of what a projection leaves out DynamoDB has read the rest as well. */
  #sizeOfAll(items: readonly WireItem[]): number {
    return items.reduce(
      (sum, item) => sum + Math.max(sizeOf(item), sizeOf(this.#items.get(idOf(item)) ?? {})),
      0,
    );
  }

  /** What a write has cost, by what was there before and is there now. */
  async #written(
    {
      TableName,
      Key,
      Item,
    }: { readonly TableName: string; readonly Key?: WireItem; readonly Item?: WireItem },
    inTransaction: boolean,
  ): Promise<number> {
    const id = idOf(Item ?? Key ?? {});
    const before = this.#items.get(id);
    const after = Item ?? (await this.#read(TableName, Key ?? {}));
    if (after) this.#items.set(id, after);
    else this.#items.delete(id);
    const ofIndexes = this.#indexes.reduce((sum, index) => sum + indexUnits(index, before, after), 0);
    return writeUnits(before, after, inTransaction) + ofIndexes;
  }

  async #read(TableName: string, Key: WireItem): Promise<WireItem | undefined> {
    this.#client ??= new DynamoDBClient({
      endpoint: this.#cloud.engineEndpoint,
      region: 'eu-west-1',
      credentials: { accessKeyId: 'meter', secretAccessKey: 'meter' },
    });
    const command = new GetItemCommand({ TableName, Key: Key as never, ConsistentRead: true });
    const { Item } = await this.#client.send(command);
    return Item as WireItem | undefined;
  }

  /** Closes its own connection. */
  stop(): void {
    this.#client?.destroy();
  }
}

const idOf = (item: WireItem) => JSON.stringify([item['pk'], item['sk']]);
