import { RemovalPolicy, Stack, Validations } from 'aws-cdk-lib';
import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import {
  ApiMapping,
  CfnIntegration,
  CfnRoute,
  CfnStage,
  DomainName,
  HttpApi,
  HttpStage,
  LogGroupLogDestination,
  SecurityPolicy,
} from 'aws-cdk-lib/aws-apigatewayv2';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import { CfnPermission, type IFunction } from 'aws-cdk-lib/aws-lambda';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import type { Clinic } from '../../shared/clinic.ts';
import { type ClinicFunction, FUNCTION_NAMES, type FunctionName } from './clinic-function.ts';
import { pascalCase } from './pascal-case.ts';

/**
 * All that is kept of a request. Not its path, query, address or browser: a path holds a patient's link, which opens
 * the page to whoever reads it.
 */
export const ACCESS_LOG = {
  requestId: '$context.requestId',
  time: '$context.requestTimeEpoch',
  route: '$context.routeKey',
  status: '$context.status',
  milliseconds: '$context.responseLatency',
  integrationError: '$context.integrationErrorMessage',
  error: '$context.error.message',
} as const;

type Route = { readonly key: string; readonly perSecond: number; readonly atOnce: number };

/** Programs that look whether a link is good ask without wanting the page. */
const page = (path: string): Route[] =>
  ['GET', 'HEAD'].map((method) => ({ key: `${method} ${path}`, perSecond: 50, atOnce: 100 }));
const press = (path: string): Route => ({ key: `POST ${path}`, perSecond: 10, atOnce: 20 });
/** Whatever else is asked: links that were cut off, and those who look for holes. */
const anythingElse: Route = { key: '$default', perSecond: 5, atOnce: 10 };

/** What of the clinic's address each function answers, and how much of it. Whoever reads a mail at once is far less. */
const ROUTES: Readonly<Partial<Record<FunctionName, readonly Route[]>>> = {
  'patient-pages': [...page('/p/{proxy+}'), press('/p/{proxy+}'), anythingElse],
  api: [
    press('/v1/questionnaire-answers'),
    { key: 'POST /v1/events', perSecond: 20, atOnce: 40 },
    { key: 'GET /v1/courses/{courseId}', perSecond: 20, atOnce: 40 },
    { key: 'GET /v1/worklist', perSecond: 10, atOnce: 20 },
    // Whatever else a program asks gets an answer that a program can read.
    { ...anythingElse, key: 'ANY /v1/{proxy+}' },
  ],
  'staff-pages': [...page('/s/{proxy+}'), press('/s/{proxy+}')],
};

/** Those of the board, where there is one. It takes lists of a clinic's system by a press. */
const BOARD_ROUTES: readonly Route[] = [
  ...page('/board'),
  ...page('/board/{proxy+}'),
  press('/board/{proxy+}'),
];

/** Everybody may ask: that a link is somebody's, or a call is signed, the function finds out. */
const OPEN =
  'The link itself, the signature of a call, the token with it, or a session is the key, and the function looks at it.';

export type ClinicFrontProps = {
  readonly clinicId: string;
  readonly name: string;
  /** Without it the pages have the name that AWS gives them. */
  readonly domain: Clinic['pagesDomain'];
};

/** What people reach: one HTTP API with the pages behind the links in e-mails. */
export class ClinicFront extends Construct {
  readonly api: HttpApi;
  readonly stage: HttpStage;
  readonly logGroup: LogGroup;
  /** What the clinic's own name points to in DNS. */
  readonly domain: DomainName | undefined;
  /** Address of the pages, without a slash at the end. */
  readonly url: string;

  constructor(scope: Construct, id: string, props: ClinicFrontProps) {
    super(scope, id);
    this.domain = props.domain && this.createDomain(props.domain);
    this.api = new HttpApi(this, 'Api', {
      apiName: props.name,
      createDefaultStage: false,
      disableExecuteApiEndpoint: this.domain !== undefined,
    });
    this.url = props.domain ? `https://${props.domain.name}` : this.api.apiEndpoint;
    this.logGroup = new LogGroup(this, 'Log', {
      // Under this name all clinics of an account share one line of CloudWatch's policy for logs, which has room for few.
      logGroupName: `/aws/vendedlogs/course-reminders/${props.clinicId}/pages`,
      retention: RetentionDays.THREE_MONTHS,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    this.stage = new HttpStage(this, 'Stage', {
      httpApi: this.api,
      stageName: '$default',
      autoDeploy: true,
      throttle: { rateLimit: anythingElse.perSecond, burstLimit: anythingElse.atOnce },
      accessLogSettings: {
        destination: new LogGroupLogDestination(this.logGroup),
        format: AccessLogFormat.custom(JSON.stringify(ACCESS_LOG)),
      },
    });
    if (this.domain) {
      const { api, domain: domainName, stage } = this;
      new ApiMapping(this, 'Mapping', { api, domainName, stage }).node.addDependency(stage);
    }
  }

  /** Leads requests to the functions behind the pages. */
  serve(
    functions: Readonly<Record<FunctionName, ClinicFunction>>,
    { hasBoard }: { readonly hasBoard: boolean },
  ): void {
    const settings = FUNCTION_NAMES.flatMap((name) => {
      const board = hasBoard && name === 'staff-pages' ? BOARD_ROUTES : [];
      const routes = [...(ROUTES[name] ?? []), ...board];
      return routes.length > 0 ? this.lead(routes, name, functions[name].function) : [];
    });
    const { defaultChild: stage } = this.stage.node;
    if (stage instanceof CfnStage) stage.routeSettings = Object.fromEntries(settings);
  }

  /** Routes to one function, which lets this API run it; with their throttles as the stage has them. */
  private lead(routes: readonly Route[], name: FunctionName, { functionArn }: IFunction) {
    const { apiId } = this.api;
    const id = pascalCase(name);
    const integration = new CfnIntegration(this, `${id}Integration`, {
      apiId,
      integrationType: 'AWS_PROXY',
      integrationUri: functionArn,
      payloadFormatVersion: '2.0',
    });
    new CfnPermission(this, `${id}Permission`, {
      functionName: functionArn,
      action: 'lambda:InvokeFunction',
      principal: 'apigateway.amazonaws.com',
      // The source of `$default` has one part less than that of other routes: two stars match both.
      sourceArn: Stack.of(this).formatArn({ service: 'execute-api', resource: apiId, resourceName: '*/*' }),
    });
    return routes.map(({ key, perSecond, atOnce }) => {
      const route = new CfnRoute(this, `${id} ${key}`.replace(/[^\w ]/g, ''), {
        apiId,
        routeKey: key,
        target: `integrations/${integration.ref}`,
        authorizationType: 'NONE',
      });
      Validations.of(route).acknowledge({ id: 'AwsSolutions::AwsSolutions-APIG4', reason: OPEN });
      // A stage that throttles a route cannot be made before the route.
      this.stage.node.addDependency(route);
      return [key, { ThrottlingRateLimit: perSecond, ThrottlingBurstLimit: atOnce }] as const;
    });
  }

  private createDomain({ name, certificateArn }: NonNullable<Clinic['pagesDomain']>): DomainName {
    const certificate = Certificate.fromCertificateArn(this, 'Certificate', certificateArn);
    return new DomainName(this, 'Domain', {
      domainName: name,
      certificate,
      securityPolicy: SecurityPolicy.TLS_1_2,
    });
  }
}
