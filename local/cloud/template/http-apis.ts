import * as z from 'zod';
import type { FunctionPolicyModel, HttpApiModel, HttpRouteModel, Throttle } from '../base/stack-model.ts';
import { TemplateError } from '../base/template-error.ts';
import { apiHostOf } from './names.ts';
import type { ResourceReader } from './reader.ts';

const never = (what: string) => z.never(`${what} is not known locally`).optional();

const apiProperties = z.looseObject({
  ProtocolType: z.literal('HTTP', 'expected HTTP: no other API is known locally'),
  DisableExecuteApiEndpoint: z.boolean().default(false),
  CorsConfiguration: never('CORS'),
  Body: never('an API from an OpenAPI definition'),
  Target: never('quick create'),
});

const settings = z
  .looseObject({ ThrottlingRateLimit: z.number().optional(), ThrottlingBurstLimit: z.number().optional() })
  .transform(({ ThrottlingRateLimit: ratePerSecond, ThrottlingBurstLimit: burst }): Throttle | undefined =>
    ratePerSecond === undefined || burst === undefined ? undefined : { ratePerSecond, burst },
  );

const stageProperties = z.looseObject({
  ApiId: z.string(),
  StageName: z.literal('$default', 'expected $default: no other stage is known locally'),
  AutoDeploy: z.literal(true, 'expected true: deployments are not known locally'),
  DefaultRouteSettings: settings.optional(),
  RouteSettings: z.record(z.string(), settings).default({}),
  StageVariables: z.record(z.string(), z.string()).default({}),
  AccessLogSettings: z.looseObject({ DestinationArn: z.string(), Format: z.string() }).optional(),
});

const routeProperties = z.looseObject({
  ApiId: z.string(),
  RouteKey: z.string(),
  Target: z.string().regex(/^integrations\//),
  AuthorizationType: z.literal('NONE', 'authorizers are not known locally').default('NONE'),
});

const integrationProperties = z.looseObject({
  IntegrationType: z.literal('AWS_PROXY', 'expected AWS_PROXY: no other integration is known locally'),
  IntegrationUri: z.string(),
  PayloadFormatVersion: z.literal('2.0', 'expected 2.0: no other payload format is known locally'),
  TimeoutInMillis: z.number().default(30_000),
  RequestParameters: never('parameter mapping'),
});

const mappingProperties = z.looseObject({
  ApiId: z.string(),
  DomainName: z.string(),
  ApiMappingKey: z.literal('', 'a mapping with a path is not known locally').optional(),
});

const permissionProperties = z.looseObject({
  Action: z.string(),
  FunctionName: z.string(),
  Principal: z.string().regex(/\.amazonaws\.com$/, 'expected a service: no other principal is known locally'),
  SourceArn: z.string().optional(),
  SourceAccount: z.string().optional(),
});

/** The HTTP APIs of a stack. @throws TemplateError naming what cannot be stood in for */
export function readHttpApis(reader: ResourceReader, region: string): HttpApiModel[] {
  const integrations = new Map(
    reader.all('AWS::ApiGatewayV2::Integration', ({ name, read }) => [name, read(integrationProperties)]),
  );
  const stages = reader.all('AWS::ApiGatewayV2::Stage', ({ read }) => read(stageProperties));
  const routes = reader.all('AWS::ApiGatewayV2::Route', ({ read }) => read(routeProperties));
  const mappings = reader.all('AWS::ApiGatewayV2::ApiMapping', ({ read }) => read(mappingProperties));
  return reader.all('AWS::ApiGatewayV2::Api', ({ logicalId, name: id, read }) => {
    const { DisableExecuteApiEndpoint } = read(apiProperties);
    const stage = stages.find(({ ApiId }) => ApiId === id);
    if (!stage) throw new TemplateError(`${logicalId}: expected a stage`);
    const { RouteSettings, DefaultRouteSettings: throttle, AccessLogSettings: log } = stage;
    const own = routes.filter(({ ApiId }) => ApiId === id);
    const unknown = Object.keys(RouteSettings).find((key) => own.every(({ RouteKey }) => RouteKey !== key));
    if (unknown !== undefined) {
      throw new TemplateError(
        `${logicalId}: Unable to find Route by key ${unknown} within the provided RouteSettings`,
      );
    }
    return {
      id,
      hosts: [
        ...mappings.filter(({ ApiId }) => ApiId === id).map(({ DomainName }) => DomainName),
        ...(DisableExecuteApiEndpoint ? [] : [apiHostOf(id, region)]),
      ],
      routes: own.map(({ RouteKey: key, Target }): HttpRouteModel => {
        const integration = integrations.get(Target.replace('integrations/', ''));
        if (!integration) throw new TemplateError(`${logicalId}: ${key} leads to no integration`);
        const { IntegrationUri, TimeoutInMillis: timeoutMillis } = integration;
        return {
          key,
          functionArn: functionIn(IntegrationUri),
          timeoutMillis,
          throttle: RouteSettings[key] ?? throttle,
        };
      }),
      throttle,
      variables: stage.StageVariables,
      ...(log && { accessLog: { group: groupIn(log.DestinationArn), format: log.Format } }),
    };
  });
}

/** A function's ARN, as it is or in the longer form of an integration. */
const functionIn = (uri: string): string => /functions\/(arn:.+)\/invocations$/.exec(uri)?.[1] ?? uri;

const groupIn = (arn: string): string => /:log-group:([^:]+)/.exec(arn)?.[1] ?? arn;

/** What the policies of functions let other services do, one statement each. */
export function readFunctionPolicies(reader: ResourceReader): FunctionPolicyModel[] {
  return reader.all('AWS::Lambda::Permission', ({ logicalId, read }) => {
    const { Action, FunctionName, Principal, SourceArn, SourceAccount } = read(permissionProperties);
    const conditions = {
      ...(SourceArn !== undefined && { ArnLike: { 'aws:SourceArn': SourceArn } }),
      ...(SourceAccount !== undefined && { StringEquals: { 'aws:SourceAccount': SourceAccount } }),
    };
    if (!FunctionName.startsWith('arn:')) {
      throw new TemplateError(`${logicalId}: expected the ARN of a function`);
    }
    const statement = {
      Effect: 'Allow',
      Principal: { Service: Principal },
      Action,
      Resource: FunctionName,
      ...(Object.keys(conditions).length > 0 && { Condition: conditions }),
    };
    return { functionArn: FunctionName, statement };
  });
}
