import { createHash } from 'node:crypto';
import { Stack, Validations } from 'aws-cdk-lib';
import {
  CfnManagedLoginBranding,
  CfnUserPool,
  CfnUserPoolClient,
  CfnUserPoolDomain,
} from 'aws-cdk-lib/aws-cognito';
import { Construct } from 'constructs';
import type { Clinic } from '../../shared/clinic.ts';

export type StaffSignInProps = {
  /** Of the pool; by it the command line finds it. */
  readonly name: string;
  readonly board: NonNullable<Clinic['board']>;
  /** Where the board is, without a slash at the end. */
  readonly pagesUrl: string;
  readonly senderAddress: string;
  /** What codes are sent from. */
  readonly senderIdentityArn: string;
};

/** Minutes. As short as Cognito has them: who has signed in is asked once, and the tokens are thrown away. */
const TOKENS_LAST = 5;
const REFRESH_LASTS = 60;

/** Where a clinic's staff sign in: the clinic's own service, or a user pool that is deployed with the clinic. */
export class StaffSignIn extends Construct {
  /** As its tokens name it. */
  readonly issuer: string;
  readonly clientId: string;

  constructor(scope: Construct, id: string, props: StaffSignInProps) {
    super(scope, id);
    const { signIn } = props.board;
    if (signIn) {
      this.issuer = signIn.issuer;
      this.clientId = signIn.clientId;
      return;
    }
    const pool = this.createPool(props);
    const client = this.createClient(pool, props.pagesUrl);
    this.createPages(pool, client, props.name);
    const { region, urlSuffix } = Stack.of(this);
    this.issuer = `https://cognito-idp.${region}.${urlSuffix}/${pool.ref}`;
    this.clientId = client.ref;
  }

  /** Nobody signs up by themselves, and nobody has a password: a code comes by e-mail, or a passkey is shown. */
  private createPool({ name, senderAddress, senderIdentityArn }: StaffSignInProps): CfnUserPool {
    const pool = new CfnUserPool(this, 'Pool', {
      userPoolName: name,
      // Codes and passkeys are no part of the plan below it.
      userPoolTier: 'ESSENTIALS',
      usernameAttributes: ['email'],
      usernameConfiguration: { caseSensitive: false },
      autoVerifiedAttributes: ['email'],
      adminCreateUserConfig: { allowAdminCreateUserOnly: true },
      accountRecoverySetting: { recoveryMechanisms: [{ name: 'admin_only', priority: 1 }] },
      policies: {
        // Cognito insists on passwords being possible. No user is given one, and no page lets them set one.
        signInPolicy: { allowedFirstAuthFactors: ['PASSWORD', 'EMAIL_OTP', 'WEB_AUTHN'] },
        passwordPolicy: NO_PASSWORD,
      },
      webAuthnUserVerification: 'required',
      mfaConfiguration: 'OFF',
      emailConfiguration: {
        emailSendingAccount: 'DEVELOPER',
        from: senderAddress,
        sourceArn: senderIdentityArn,
      },
    });
    for (const [rule, reason] of ACKNOWLEDGED)
      Validations.of(pool).acknowledge({ id: `AwsSolutions::AwsSolutions-${rule}`, reason });
    return pool;
  }

  /** A client without a secret: the board shows by PKCE that it is the one who began. */
  private createClient(pool: CfnUserPool, pagesUrl: string): CfnUserPoolClient {
    return new CfnUserPoolClient(this, 'Client', {
      userPoolId: pool.ref,
      clientName: 'board',
      generateSecret: false,
      explicitAuthFlows: ['ALLOW_USER_AUTH'],
      supportedIdentityProviders: ['COGNITO'],
      allowedOAuthFlowsUserPoolClient: true,
      allowedOAuthFlows: ['code'],
      allowedOAuthScopes: ['openid', 'email'],
      callbackUrLs: [`${pagesUrl}/board/signed-in`],
      readAttributes: ['email', 'email_verified'],
      preventUserExistenceErrors: 'ENABLED',
      enableTokenRevocation: true,
      idTokenValidity: TOKENS_LAST,
      accessTokenValidity: TOKENS_LAST,
      refreshTokenValidity: REFRESH_LASTS,
      tokenValidityUnits: { idToken: 'minutes', accessToken: 'minutes', refreshToken: 'minutes' },
    });
  }

  private createPages(pool: CfnUserPool, client: CfnUserPoolClient, name: string): void {
    const { account } = Stack.of(this);
    const domain = new CfnUserPoolDomain(this, 'Domain', {
      userPoolId: pool.ref,
      // One name for a whole Region, and none may have "aws" or "cognito" in it, as a clinic's might.
      domain: `course-reminders-${createHash('sha256').update(`${name} ${account}`).digest('hex').slice(0, 12)}`,
      managedLoginVersion: 2,
    });
    // Without a style of its own a client has no pages.
    const style = new CfnManagedLoginBranding(this, 'Style', {
      userPoolId: pool.ref,
      clientId: client.ref,
      useCognitoProvidedValues: true,
    });
    style.addResourceDependency(domain);
  }
}

/** What Cognito allows at most. */
const NO_PASSWORD = {
  minimumLength: 99,
  requireLowercase: true,
  requireUppercase: true,
  requireNumbers: true,
  requireSymbols: true,
};

const ACKNOWLEDGED = [
  ['COG2', 'A passkey is two factors in one, and Cognito takes no second factor besides codes and passkeys.'],
  ['COG8', 'Guards passwords, which nobody has, and is of a plan that costs for each user.'],
] as const;
