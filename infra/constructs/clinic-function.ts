import { join } from 'node:path';
import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { type PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import {
  Architecture,
  CfnFunction,
  Code,
  EventSourceMapping,
  LoggingFormat,
  Runtime,
} from 'aws-cdk-lib/aws-lambda';
import { NodejsFunction, OutputFormat, SourceMapMode } from 'aws-cdk-lib/aws-lambda-nodejs';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { ENTRY_METADATA } from '../../shared/names.ts';
import { checkEnvironmentSize } from './environment-size.ts';
import { pollQueue, useKey, writeLog } from './service-statements.ts';

/** The functions of the system; the code of each is `functions/<name>.ts`, export `handler`. */
export const FUNCTION_NAMES = ['record-event', 'wake-course', 'track-email', 'send-digest', 'sweep'] as const;
export type FunctionName = (typeof FUNCTION_NAMES)[number];

/** Shorter than the lease of a claimed message (15 minutes): a claim never runs out under a running function. */
export const FUNCTION_TIMEOUT = Duration.seconds(60);
const MEMORY_MB = 512;
const BATCH_SIZE = 10;
const ROOT = join(import.meta.dirname, '../..');

export type ClinicFunctionProps = {
  readonly name: FunctionName;
  readonly clinicId: string;
  readonly functionName: string;
  readonly environment: Readonly<Record<string, string>>;
  /** What it may do besides reading its queue and writing its log. */
  readonly statements: readonly PolicyStatement[];
  readonly queue: Queue;
  readonly maxConcurrency: number;
  readonly key: IKey | undefined;
  /** False leaves the code out of the template: quick, and not deployable. */
  readonly bundle: boolean;
};

/** One function with a role, a log and a queue of its own. */
export class ClinicFunction extends Construct {
  readonly function: NodejsFunction;
  readonly logGroup: LogGroup;
  readonly role: Role;

  constructor(scope: Construct, id: string, props: ClinicFunctionProps) {
    super(scope, id);
    checkEnvironmentSize(props.clinicId, props.name, props.environment);
    this.logGroup = new LogGroup(this, 'Log', {
      logGroupName: `/course-reminders/${props.clinicId}/${props.name}`,
      retention: RetentionDays.THREE_MONTHS,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    this.role = new Role(this, 'Role', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
    const { statements, queue, key } = props;
    const own = [pollQueue(queue), writeLog(this.logGroup), ...(key ? [useKey(key)] : [])];
    for (const statement of [...statements, ...own]) this.role.addToPolicy(statement);
    this.function = this.createFunction(props);
    new EventSourceMapping(this, 'Poll', {
      target: this.function,
      eventSourceArn: props.queue.queueArn,
      batchSize: BATCH_SIZE,
      maxBatchingWindow: Duration.seconds(0),
      maxConcurrency: props.maxConcurrency,
      reportBatchItemFailures: true,
    });
  }

  private createFunction(props: ClinicFunctionProps): NodejsFunction {
    const entry = `functions/${props.name}.ts`;
    const created = new NodejsFunction(this, 'Function', {
      functionName: props.functionName,
      ...(props.bundle
        ? { entry: join(ROOT, entry), handler: 'handler' }
        : { code: Code.fromInline(`// ${entry}`), handler: 'index.handler' }),
      projectRoot: ROOT,
      depsLockFilePath: join(ROOT, 'package-lock.json'),
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      memorySize: MEMORY_MB,
      timeout: FUNCTION_TIMEOUT,
      role: this.role,
      logGroup: this.logGroup,
      loggingFormat: LoggingFormat.JSON,
      environment: { ...props.environment },
      bundling: BUNDLING,
    });
    const resource = created.node.defaultChild;
    if (CfnFunction.isCfnFunction(resource)) resource.addMetadata(ENTRY_METADATA, entry);
    return created;
  }
}

const BUNDLING = {
  format: OutputFormat.ESM,
  target: 'node24',
  minify: true,
  sourceMap: true,
  sourceMapMode: SourceMapMode.DEFAULT,
  sourcesContent: false,
  mainFields: ['module', 'main'],
  bundleAwsSDK: true,
  // Some dependencies still call require(), which an ES module does not have.
  banner: "import{createRequire}from'node:module';const require=createRequire(import.meta.url);",
};
