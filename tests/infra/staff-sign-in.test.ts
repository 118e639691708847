import { describe, expect, it } from 'vitest';
import { clinic, propertiesOf, resourceOf, resourcesOf, templateOf } from './templates.ts';

const { template } = templateOf(clinic('sample'));
const own = templateOf(clinic('maximal')).template;
const none = templateOf(clinic('sample', { board: undefined })).template;

const staffPages = (from: typeof template) =>
  propertiesOf<{ Environment: { Variables: Record<string, unknown> } }>(
    resourceOf(from, 'AWS::Lambda::Function', 'FunctionsStaffPages')[1],
  ).Environment.Variables;
const routesTo = (from: typeof template, path: string) =>
  resourcesOf(from, 'AWS::ApiGatewayV2::Route')
    .map(([, { Properties }]) => String(Properties?.['RouteKey']))
    .filter((key) => key.includes(path));
const cognito = (from: typeof template) =>
  Object.values(from.Resources).filter(({ Type }) => Type.startsWith('AWS::Cognito'));

describe('signing in', () => {
  const [poolId, pool] = resourceOf(template, 'AWS::Cognito::UserPool');
  const [clientId, client] = resourceOf(template, 'AWS::Cognito::UserPoolClient');

  it('is at a pool in which nobody signs up, and nobody is given a password', () => {
    expect(pool.Properties).toMatchObject({
      UserPoolName: 'course-reminders-sample',
      UserPoolTier: 'ESSENTIALS',
      AdminCreateUserConfig: { AllowAdminCreateUserOnly: true },
      AccountRecoverySetting: { RecoveryMechanisms: [{ Name: 'admin_only', Priority: 1 }] },
      WebAuthnUserVerification: 'required',
    });
    expect(propertiesOf<{ ExplicitAuthFlows: string[] }>(client).ExplicitAuthFlows).toEqual([
      'ALLOW_USER_AUTH',
    ]);
  });

  it('sends codes from the clinic’s own address, by the identity of its domain', () => {
    expect(pool.Properties?.['EmailConfiguration']).toEqual({
      EmailSendingAccount: 'DEVELOPER',
      From: 'paamindelser@sundby-fysioterapi.example',
      SourceArn: 'arn:aws:ses:eu-north-1:111122223333:identity/sundby-fysioterapi.example',
    });
  });

  it('is for a client without a secret that comes back to the board only, and has pages', () => {
    expect(client.Properties).toMatchObject({
      GenerateSecret: false,
      AllowedOAuthFlows: ['code'],
      AllowedOAuthScopes: ['openid', 'email'],
      PreventUserExistenceErrors: 'ENABLED',
    });
    const [api] = resourceOf(template, 'AWS::ApiGatewayV2::Api');
    expect(client.Properties?.['CallbackURLs']).toEqual([
      { 'Fn::Join': ['', [{ 'Fn::GetAtt': [api, 'ApiEndpoint'] }, '/board/signed-in']] },
    ]);
    expect(resourceOf(template, 'AWS::Cognito::ManagedLoginBranding')[1].Properties).toMatchObject({
      ClientId: { Ref: clientId },
      UseCognitoProvidedValues: true,
    });
    const { Domain } = propertiesOf<{ Domain: string }>(
      resourceOf(template, 'AWS::Cognito::UserPoolDomain')[1],
    );
    expect(Domain).toMatch(/^course-reminders-[0-9a-f]{12}$/);
  });

  it('is told to the function that answers staff, and to no other', () => {
    expect(staffPages(template)).toMatchObject({
      SIGN_IN_ISSUER: {
        'Fn::Join': [
          '',
          ['https://cognito-idp.eu-north-1.', { Ref: 'AWS::URLSuffix' }, '/', { Ref: poolId }],
        ],
      },
      SIGN_IN_CLIENT_ID: { Ref: clientId },
    });
    const told = resourcesOf(template, 'AWS::Lambda::Function').filter(([, { Properties }]) =>
      JSON.stringify(Properties).includes('SIGN_IN'),
    );
    expect(told.map(([id]) => id.replace(/[0-9A-F]{8}$/, ''))).toEqual(['FunctionsStaffPagesFunction']);
  });

  it('is at the clinic’s own service instead, when its file says so', () => {
    expect(staffPages(own)).toMatchObject({
      SIGN_IN_ISSUER: 'https://login.ryg-nakke.example',
      SIGN_IN_CLIENT_ID: 'course-reminders',
    });
    expect(cognito(own)).toEqual([]);
    expect(routesTo(own, '/board')).toEqual(routesTo(template, '/board'));
  });

  it('is nowhere when the clinic has no board, and nothing leads there', () => {
    expect(cognito(none)).toEqual([]);
    expect(routesTo(none, '/board')).toEqual([]);
    expect(staffPages(none)).not.toHaveProperty('SIGN_IN_ISSUER');
  });
});
