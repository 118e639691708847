import { RemovalPolicy } from 'aws-cdk-lib';
import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import {
  ApiMapping,
  DomainName,
  HttpApi,
  HttpStage,
  LogGroupLogDestination,
  SecurityPolicy,
} from 'aws-cdk-lib/aws-apigatewayv2';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import type { Clinic } from '../../shared/clinic.ts';

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

/** For a route that says nothing else. */
const THROTTLE = { rateLimit: 10, burstLimit: 20 };

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
      throttle: THROTTLE,
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

  private createDomain({ name, certificateArn }: NonNullable<Clinic['pagesDomain']>): DomainName {
    const certificate = Certificate.fromCertificateArn(this, 'Certificate', certificateArn);
    return new DomainName(this, 'Domain', {
      domainName: name,
      certificate,
      securityPolicy: SecurityPolicy.TLS_1_2,
    });
  }
}
