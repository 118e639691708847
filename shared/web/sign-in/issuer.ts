import * as oauth from 'oauth4webapi';
import * as z from 'zod';
import { OurError } from '../../ports/our-error.ts';

/** What the board keeps, sealed in a cookie, while somebody signs in. */
export type Begun = { readonly state: string; readonly nonce: string; readonly verifier: string };

/** Who has signed in, as the issuer tells it. */
export type Identity = {
  readonly email: string | null;
  /** Whether the issuer knows that the address is theirs. */
  readonly isVerified: boolean;
};

/** The service where a clinic's staff sign in. */
export type Issuer = {
  /** @returns where to send the browser, and what has to be known when it comes back */
  begin(redirectUri: string): Promise<{ readonly address: string; readonly begun: Begun }>;
  /**
   * Who has come back.
   * @param parameters of the address to which the browser was sent back
   * @returns null when they did not sign in, or this is no answer to what was begun
   * @throws SignInError when the issuer cannot be asked, or what it says does not hold
   */
  finish(parameters: URLSearchParams, begun: Begun, redirectUri: string): Promise<Identity | null>;
};

export type IssuerOptions = {
  /** As its tokens name it. */
  readonly issuer: string;
  readonly clientId: string;
  /** How it is asked; what tests put in between. */
  readonly fetch?: typeof fetch;
};

/** The issuer could not be asked, or what it said does not hold. Tells the kind of failure, and of nobody. */
export class SignInError extends OurError {
  override readonly name = 'SignInError';
}

type AskedWith = Omit<RequestInit, 'body'> & { readonly body?: URLSearchParams | undefined };

/** It is asked while somebody waits, and API Gateway waits 30 seconds at most. */
const ANSWERS_WITHIN = 6000;
const SCOPES = 'openid email';

const claimsOfEmail = z.object({
  email: z.string().nullish(),
  // Cognito's user info says it as a text.
  email_verified: z.union([z.boolean(), z.literal(['true', 'false'])]).nullish(),
});

/**
 * An OpenID Connect issuer that knows the board as a client without a secret: the code of a sign-in is of use only to who
 * began it (PKCE). What the issuer says of itself is asked once as long as it is the same process.
 */
export function createIssuer({ issuer, clientId, fetch: ask = fetch }: IssuerOptions): Issuer {
  const client: oauth.Client = { client_id: clientId };
  const options = () => ({
    [oauth.customFetch]: (url: string, { body, ...init }: AskedWith) =>
      ask(url, { ...init, ...(body !== undefined && { body }) }),
    // Only of use on the machine on which the board itself runs.
    [oauth.allowInsecureRequests]: isLoopback(issuer),
    signal: AbortSignal.timeout(ANSWERS_WITHIN),
  });
  let known: Promise<oauth.AuthorizationServer> | undefined;
  const server = () => {
    known ??= discover(new URL(issuer), options()).catch((error: unknown) => {
      known = undefined;
      throw error;
    });
    return known;
  };
  return {
    begin: (redirectUri) =>
      explained(async () => {
        const begun = {
          state: oauth.generateRandomState(),
          nonce: oauth.generateRandomNonce(),
          verifier: oauth.generateRandomCodeVerifier(),
        };
        const address = new URL((await server()).authorization_endpoint ?? '');
        const asked = {
          client_id: clientId,
          redirect_uri: redirectUri,
          response_type: 'code',
          scope: SCOPES,
          code_challenge: await oauth.calculatePKCECodeChallenge(begun.verifier),
          code_challenge_method: 'S256',
          state: begun.state,
          nonce: begun.nonce,
          // Who sits down at a shared screen must not be somebody else because that one signed in before.
          prompt: 'login',
        };
        for (const [name, value] of Object.entries(asked)) address.searchParams.set(name, value);
        return { address: address.href, begun };
      }),
    finish: (parameters, begun, redirectUri) =>
      explained(async () => {
        const as = await server();
        const answer = answerTo(as, client, parameters, begun.state);
        if (!answer) return null;
        const response = await oauth.authorizationCodeGrantRequest(
          as,
          client,
          oauth.None(),
          answer,
          redirectUri,
          begun.verifier,
          options(),
        );
        const tokens = await oauth.processAuthorizationCodeResponse(as, client, response, {
          expectedNonce: begun.nonce,
          requireIdToken: true,
        });
        await oauth.validateApplicationLevelSignature(as, response, options());
        const claims = oauth.getValidatedIdTokenClaims(tokens);
        if (!claims) throw new SignInError('the issuer gave no identity token');
        if (typeof claims['email'] === 'string') return identityOf(claims);
        const info = await oauth.userInfoRequest(as, client, tokens.access_token, options());
        return identityOf(await oauth.processUserInfoResponse(as, client, claims.sub, info));
      }),
  };
}

async function discover(
  issuer: URL,
  options: oauth.DiscoveryRequestOptions,
): Promise<oauth.AuthorizationServer> {
  const response = await oauth.discoveryRequest(issuer, options);
  return oauth.processDiscoveryResponse(issuer, response);
}

/** What the issuer sent the browser back with; null when that is a refusal, or no answer to what was begun. */
function answerTo(
  as: oauth.AuthorizationServer,
  client: oauth.Client,
  parameters: URLSearchParams,
  state: string,
): URLSearchParams | null {
  try {
    return oauth.validateAuthResponse(as, client, parameters, state);
  } catch (error) {
    if (error instanceof oauth.AuthorizationResponseError) return null;
    if (error instanceof oauth.OperationProcessingError) return null;
    throw error;
  }
}

function identityOf(claims: unknown): Identity {
  const read = claimsOfEmail.safeParse(claims);
  if (!read.success) return { email: null, isVerified: false };
  const { email, email_verified: verified } = read.data;
  return { email: email ?? null, isVerified: verified === true || verified === 'true' };
}

const isLoopback = (issuer: string): boolean =>
  URL.parse(issuer)?.protocol === 'http:' && URL.parse(issuer)?.hostname === '127.0.0.1';

/** Whatever goes wrong, told by the library's own words for it: they name no values. */
async function explained<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof SignInError || !(error instanceof Error)) throw error;
    const code = 'code' in error && typeof error.code === 'string' ? error.code : error.name;
    throw new SignInError(`the issuer cannot be used: ${code}`);
  }
}
