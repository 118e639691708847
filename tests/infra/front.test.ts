import { describe, expect, it } from 'vitest';
import { clinic, propertiesOf, resourceOf, resourcesOf, templateOf } from './templates.ts';

const { template } = templateOf(clinic('sample'));
const own = templateOf(clinic('maximal')).template;
const [apiId, api] = resourceOf(template, 'AWS::ApiGatewayV2::Api');
const stage = propertiesOf<{
  AccessLogSettings: { DestinationArn: unknown; Format: string };
}>(resourceOf(template, 'AWS::ApiGatewayV2::Stage')[1]);

const pagesUrls = (from: typeof template) =>
  resourcesOf(from, 'AWS::Lambda::Function').flatMap(([, fn]) => {
    const { Environment } = propertiesOf<{ Environment: { Variables: Record<string, unknown> } }>(fn);
    return Environment.Variables['PAGES_URL'] ?? [];
  });

describe('the front', () => {
  it('has the name that AWS gives it, and tells it to whoever writes letters', () => {
    expect(api.Properties).toMatchObject({ ProtocolType: 'HTTP', DisableExecuteApiEndpoint: false });
    expect(resourcesOf(template, 'AWS::ApiGatewayV2::DomainName')).toEqual([]);
    const url = { 'Fn::GetAtt': [apiId, 'ApiEndpoint'] };
    expect(pagesUrls(template)).toEqual([url, url, url]);
    expect(template.Outputs?.['PagesUrl']?.Value).toEqual(url);
  });

  it('has a name of the clinic’s own instead, when its file says so', () => {
    const [id, domain] = resourceOf(own, 'AWS::ApiGatewayV2::DomainName');
    expect(domain.Properties).toEqual({
      DomainName: 'besked.ryg-nakke.example',
      DomainNameConfigurations: [
        {
          CertificateArn:
            'arn:aws:acm:eu-central-1:444455556666:certificate/0f1e2d3c-4b5a-4697-8877-665544332211',
          EndpointType: 'REGIONAL',
          SecurityPolicy: 'TLS_1_2',
        },
      ],
    });
    expect(resourceOf(own, 'AWS::ApiGatewayV2::ApiMapping')[1]).toMatchObject({
      Properties: { DomainName: { Ref: id }, Stage: '$default' },
      DependsOn: [resourceOf(own, 'AWS::ApiGatewayV2::Stage')[0]],
    });
    expect(resourceOf(own, 'AWS::ApiGatewayV2::Api')[1].Properties).toMatchObject({
      DisableExecuteApiEndpoint: true,
    });
    expect(new Set(pagesUrls(own))).toEqual(new Set(['https://besked.ryg-nakke.example']));
  });

  it('logs how requests were answered for three months, and nothing that tells who asked for what', () => {
    const [log, group] = resourceOf(template, 'AWS::Logs::LogGroup', 'Front');
    expect(stage.AccessLogSettings.DestinationArn).toEqual({ 'Fn::GetAtt': [log, 'Arn'] });
    expect(group.Properties?.['RetentionInDays']).toBe(90);
    const variables = stage.AccessLogSettings.Format.match(/\$[\w.]+/g);
    expect(variables).toEqual([
      '$context.requestId',
      '$context.requestTimeEpoch',
      '$context.routeKey',
      '$context.status',
      '$context.responseLatency',
      '$context.integrationErrorMessage',
      '$context.error.message',
    ]);
  });

  it('leads links, and whatever else is asked, to the functions behind them; what programs tell to the API', () => {
    const routes = resourcesOf(template, 'AWS::ApiGatewayV2::Route').map(
      ([, { Properties }]) => Properties ?? {},
    );
    expect(routes.map(({ RouteKey }) => RouteKey)).toEqual([
      'GET /p/{proxy+}',
      'HEAD /p/{proxy+}',
      'POST /p/{proxy+}',
      '$default',
      'POST /v1/questionnaire-answers',
      'POST /v1/events',
      'GET /v1/courses/{courseId}',
      'GET /v1/worklist',
      'ANY /v1/{proxy+}',
      'GET /s/{proxy+}',
      'HEAD /s/{proxy+}',
      'POST /s/{proxy+}',
      'GET /board',
      'HEAD /board',
      'GET /board/{proxy+}',
      'HEAD /board/{proxy+}',
      'POST /board/{proxy+}',
    ]);
    const functionOf = ({ RouteKey }: (typeof routes)[number]) => {
      const key = String(RouteKey);
      if (key.includes(' /v1/')) return 'Api';
      return / \/(s\/|board)/.test(key) ? 'StaffPages' : 'PatientPages';
    };
    for (const route of routes) {
      const name = functionOf(route);
      const [integration, { Properties }] = resourceOf(
        template,
        'AWS::ApiGatewayV2::Integration',
        `Front${name}`,
      );
      expect(route['Target']).toEqual({ 'Fn::Join': ['', ['integrations/', { Ref: integration }]] });
      const [fn] = resourceOf(template, 'AWS::Lambda::Function', `Functions${name}`);
      expect(Properties).toMatchObject({
        IntegrationType: 'AWS_PROXY',
        IntegrationUri: { 'Fn::GetAtt': [fn, 'Arn'] },
        PayloadFormatVersion: '2.0',
      });
      expect(resourceOf(template, 'AWS::Lambda::Permission', `Front${name}`)[1].Properties).toMatchObject({
        FunctionName: { 'Fn::GetAtt': [fn, 'Arn'] },
        Principal: 'apigateway.amazonaws.com',
      });
    }
  });

  it('throttles each route apart, and makes the stage after the routes that it throttles', () => {
    const [, { Properties, DependsOn }] = resourceOf(template, 'AWS::ApiGatewayV2::Stage');
    expect(Properties).toMatchObject({
      DefaultRouteSettings: { ThrottlingRateLimit: 5, ThrottlingBurstLimit: 10 },
      RouteSettings: {
        'GET /p/{proxy+}': { ThrottlingRateLimit: 50, ThrottlingBurstLimit: 100 },
        'HEAD /p/{proxy+}': { ThrottlingRateLimit: 50, ThrottlingBurstLimit: 100 },
        'POST /p/{proxy+}': { ThrottlingRateLimit: 10, ThrottlingBurstLimit: 20 },
        $default: { ThrottlingRateLimit: 5, ThrottlingBurstLimit: 10 },
        'POST /v1/questionnaire-answers': { ThrottlingRateLimit: 10, ThrottlingBurstLimit: 20 },
        'POST /v1/events': { ThrottlingRateLimit: 20, ThrottlingBurstLimit: 40 },
        'GET /v1/courses/{courseId}': { ThrottlingRateLimit: 20, ThrottlingBurstLimit: 40 },
        'GET /v1/worklist': { ThrottlingRateLimit: 10, ThrottlingBurstLimit: 20 },
        'ANY /v1/{proxy+}': { ThrottlingRateLimit: 5, ThrottlingBurstLimit: 10 },
        'GET /s/{proxy+}': { ThrottlingRateLimit: 50, ThrottlingBurstLimit: 100 },
        'HEAD /s/{proxy+}': { ThrottlingRateLimit: 50, ThrottlingBurstLimit: 100 },
        'POST /s/{proxy+}': { ThrottlingRateLimit: 10, ThrottlingBurstLimit: 20 },
        'GET /board': { ThrottlingRateLimit: 50, ThrottlingBurstLimit: 100 },
        'HEAD /board': { ThrottlingRateLimit: 50, ThrottlingBurstLimit: 100 },
        'GET /board/{proxy+}': { ThrottlingRateLimit: 50, ThrottlingBurstLimit: 100 },
        'HEAD /board/{proxy+}': { ThrottlingRateLimit: 50, ThrottlingBurstLimit: 100 },
        'POST /board/{proxy+}': { ThrottlingRateLimit: 10, ThrottlingBurstLimit: 20 },
      },
    });
    const routes = resourcesOf(template, 'AWS::ApiGatewayV2::Route').map(([id]) => id);
    expect(DependsOn).toEqual(expect.arrayContaining(routes));
  });

  it('waits longer for a page than the function has', () => {
    for (const name of ['FunctionsPatientPages', 'FunctionsStaffPages', 'FunctionsApi']) {
      const [, fn] = resourceOf(template, 'AWS::Lambda::Function', name);
      expect(fn.Properties?.['Timeout']).toBeLessThan(29);
    }
  });
});
