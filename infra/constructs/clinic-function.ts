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
import { STAND_INS } from '../stand-ins/stand-ins.ts';
import { checkEnvironmentSize } from './environment-size.ts';
import { pollQueue, useKey, writeLog } from './service-statements.ts';

/** The functions of the system; the code of each is `functions/<name>.ts`, export `handler`. */
export const FUNCTION_NAMES = [
  'record-event',
  'wake-course',
  'track-email',
  'send-digest',
  'sweep',
  'patient-pages',
  'api',
  'staff-pages',
] as const;
export type FunctionName = (typeof FUNCTION_NAMES)[number];

/** Shorter than the lease of a claimed message (15 minutes): a claim never runs out under a running function. */
export const FUNCTION_TIMEOUT = Duration.seconds(60);
/** Shorter than what the HTTP API waits for (30 seconds): it is the function that says that it took too long. */
export const PAGE_TIMEOUT = Duration.seconds(20);
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
  /** Without one it is run by requests for pages. */
  readonly reads: { readonly queue: Queue; readonly maxConcurrency: number } | undefined;
  readonly key: IKey | undefined;
  /** Modules whose exports stand for names that its code leaves free, by their paths in the repository. */
  readonly inject: readonly string[];
  /** False leaves the code out of the template: quick, and not deployable. */
  readonly bundle: boolean;
};

/** One function with a role and a log of its own, and a queue if it reads one. */
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
    for (const statement of this.statementsOf(props)) this.role.addToPolicy(statement);
    this.function = this.createFunction(props);
    if (!props.reads) return;
    new EventSourceMapping(this, 'Poll', {
      target: this.function,
      eventSourceArn: props.reads.queue.queueArn,
      batchSize: BATCH_SIZE,
      maxBatchingWindow: Duration.seconds(0),
      maxConcurrency: props.reads.maxConcurrency,
      reportBatchItemFailures: true,
    });
  }

  private statementsOf({ statements, reads, key }: ClinicFunctionProps): PolicyStatement[] {
    const polling = reads ? [pollQueue(reads.queue)] : [];
    return [...statements, ...polling, writeLog(this.logGroup), ...(key ? [useKey(key)] : [])];
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
      timeout: props.reads ? FUNCTION_TIMEOUT : PAGE_TIMEOUT,
      role: this.role,
      logGroup: this.logGroup,
      loggingFormat: LoggingFormat.JSON,
      environment: { ...props.environment },
      bundling: { ...BUNDLING, inject: [...props.inject] },
    });
    const resource = created.node.defaultChild;
    if (CfnFunction.isCfnFunction(resource)) resource.addMetadata(ENTRY_METADATA, entry);
    return created;
  }
}

/**
 * A module of CommonJS: it starts faster, as one of ECMAScript has Node prepare every export of each of its own modules. A
 * source map is there for who looks for something, and is not read at a start.
 */
const BUNDLING = {
  format: OutputFormat.CJS,
  target: 'node24',
  minify: true,
  sourceMap: true,
  sourceMapMode: SourceMapMode.DEFAULT,
  sourcesContent: false,
  mainFields: ['module', 'main'],
  bundleAwsSDK: true,
  esbuildArgs: Object.fromEntries(
    Object.entries(STAND_INS).map(([module, file]) => [`--alias:${module}`, file]),
  ),
};
