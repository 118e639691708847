import type { Instant } from '../../shared/core/time/instant.ts';
import { Account } from './account.ts';
import type { AwsService } from './base/aws-api.ts';
import type { Interceptor } from './base/calls.ts';
import { VirtualClock } from './base/clock.ts';
import type { FunctionModel, StackModel } from './base/stack-model.ts';
import { TemplateError } from './base/template-error.ts';
import { Metrics } from './cloudwatch/metrics.ts';
import { Observer } from './cloudwatch/observer.ts';
import type { EngineChoice } from './dynamodb/dynamodb.ts';
import { EngineRoom } from './dynamodb/engine-room.ts';
import { Endpoint } from './endpoint.ts';
import { HttpApis } from './http-apis.ts';
import { AccessControl } from './iam/iam.ts';
import { bundleFunctions } from './lambda/bundle.ts';
import { accessKeyIdOf } from './lambda/environment.ts';
import { FunctionLogs } from './lambda/function-logs.ts';
import { Lambda } from './lambda/lambda.ts';
import type { SandboxPlace } from './lambda/places.ts';
import type { Pauses } from './lambda/timers.ts';
import type { Snapshot } from './snapshot.ts';
import type { StackTemplate } from './template/resolve.ts';
import { readTemplate } from './template/template.ts';

export type CloudOptions = {
  /** All in one account and Region. */
  readonly stacks: readonly StackTemplate[];
  readonly startAt: Instant;
  readonly engine?: EngineChoice;
  /** Whether the templates' IAM policies decide what functions may do: they do unless told otherwise. */
  readonly policies?: 'evaluated' | 'ignored';
  /** Whether HTTP APIs refuse what is too much for their routes by the virtual clock: they do unless told otherwise. */
  readonly throttling?: 'evaluated' | 'ignored';
  /** Where functions run: in threads unless told otherwise. */
  readonly sandboxes?: SandboxPlace;
  /** How functions wait when they pause between their calls: in real time unless told otherwise. */
  readonly pauses?: Pauses;
  /** Of the endpoint; any free one when absent. */
  readonly port?: number;
  /** Where the state is kept between runs. */
  readonly dataDir?: string;
  /** A state to begin with, when `dataDir` keeps none; its clock wins over `startAt`. */
  readonly state?: Snapshot | undefined;
  /** Hears in a sentence of what AWS passes over in silence, such as events for a bus that does not exist. */
  readonly onWarning?: (sentence: string) => void;
};

/** What a cloud is made of. */
export type CloudParts = {
  readonly stacks: readonly StackModel[];
  readonly clock: VirtualClock;
  readonly account: Account;
  /** Absent when policies are ignored. */
  readonly access: AccessControl | undefined;
  readonly interceptors: Interceptor[];
  readonly engine: EngineRoom;
  readonly server: Endpoint;
  readonly endpoint: string;
  readonly lambda: Lambda;
  readonly apis: HttpApis;
  readonly logs: FunctionLogs;
  readonly metrics: Metrics;
  readonly observer: Observer;
  stop(): Promise<void>;
};

/** Starts the engine and the endpoint and wires the stacks; when something fails, nothing keeps running. */
export async function startParts(options: CloudOptions, startAt: Instant): Promise<CloudParts> {
  const stacks = options.stacks.map(readTemplate);
  const place = placeOf(stacks);
  const clock = new VirtualClock(startAt);
  const interceptors: Interceptor[] = [];
  const access = options.policies === 'ignored' ? undefined : new AccessControl(stacks, place);
  const metrics = new Metrics();
  const observer = new Observer(metrics, clock);
  const account = new Account({
    ...place,
    clock,
    observer,
    stacks,
    interceptors,
    access,
    onWarning: options.onWarning,
  });
  const logs = new FunctionLogs();
  const apis = new HttpApis({
    ...place,
    stacks,
    clock,
    throttling: options.throttling ?? 'evaluated',
    mayInvoke: access && ((sourceArn, functionArn) => access.mayInvoke(sourceArn, functionArn)),
    prepare: () => lambda.prepare(),
    invoke: (arn, event) => lambda.invoke(functionOf(stacks, arn), event),
    onServed: (apiId, status) => observer.served(apiId, status),
    onLine: (group, text) => logs.add({ at: clock.now(), function: group, text: `${text}\n` }),
  });
  const engine = await EngineRoom.start(
    stacks.flatMap((stack) => stack.tables),
    options.engine,
  );
  const server = new Endpoint({
    services: servicesOf(account, engine),
    clock,
    interceptors,
    callerOf: callers(stacks),
    refuse: access && ((call) => access.refuse(call)),
    isLive: (invocation) => lambda.isLive(invocation),
    onCrash: (invocation) => lambda.crash(invocation),
  });
  const sources = stacks.flatMap(({ functions }) => functions);
  const lambda = new Lambda({
    clock,
    sandboxes: options.sandboxes ?? 'threads',
    pauses: options.pauses ?? 'real',
    bundles: () => bundleFunctions(sources),
    region: place.region,
    endpoint: () => server.url,
    onCall: ({ request, invocation }, connection) => server.answer(request, { invocation, connection }),
    onLog: (name, text) => {
      logs.add({ at: clock.now(), function: name, text });
      observer.output(text);
    },
    onThrottled: (name) => observer.throttled(name),
    onRun: (name, isOk) => observer.run(name, isOk),
  });
  const stop = async () => {
    await apis.stop();
    await lambda.stop();
    await server.stop();
    await engine.stop();
  };
  try {
    await server.listen(options.port);
    await apis.listen();
    await engine.clear();
  } catch (error) {
    await stop();
    throw error;
  }
  const { url: endpoint } = server;
  const seen = { logs, metrics, observer };
  return {
    stacks,
    clock,
    account,
    access,
    interceptors,
    engine,
    server,
    endpoint,
    lambda,
    apis,
    ...seen,
    stop,
  };
}

/** A function that a route leads to. @throws TemplateError when these stacks have none */
function functionOf(stacks: readonly StackModel[], arn: string): FunctionModel {
  const found = stacks.flatMap(({ functions }) => functions).find((each) => each.arn === arn);
  if (!found) throw new TemplateError(`${arn} is no function of these stacks`);
  return found;
}

const servicesOf = (account: Account, engine: EngineRoom) =>
  new Map<string, AwsService>([
    ['dynamodb', engine.proxy],
    ['events', account.events],
    ['scheduler', account.scheduler],
    ['ses', account.emails],
    ['sqs', account.sqs],
  ]);

/** The ARN of the function that an access key id belongs to; else the id itself. */
function callers(stacks: readonly StackModel[]): (accessKeyId: string) => string {
  const arns = stacks.flatMap(({ functions }) => functions.map(({ arn }) => arn));
  const byKey = new Map(arns.map((arn) => [accessKeyIdOf(arn), arn]));
  return (accessKeyId) => byKey.get(accessKeyId) ?? accessKeyId;
}

function placeOf([first, ...others]: readonly StackModel[]): { account: string; region: string } {
  if (!first) throw new TemplateError('the embedded cloud needs at least one stack');
  const { account, region } = first;
  if (others.some((stack) => stack.account !== account || stack.region !== region)) {
    throw new TemplateError('the stacks of one embedded cloud share one account and Region');
  }
  return { account, region };
}
