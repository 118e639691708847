import type { IncomingMessage, ServerResponse } from 'node:http';
import { exportJWK, generateKeyPair, type JWK } from 'jose';
import Provider, { type Configuration } from 'oidc-provider';
import type { Clinic } from '../../shared/clinic.ts';
import { keptInMemory } from './kept.ts';
import { type Person, peoplePage } from './people-page.ts';

/** By what the local issuer knows the board. */
export const LOCAL_CLIENT_ID = 'board';

export type LocalIssuerOptions = {
  /** Its own address, without a slash at the end. */
  readonly issuer: string;
  readonly clinic: Clinic;
  /** Where the board takes back whoever has signed in, as it is deployed. */
  readonly redirectUri: string;
  /** Where this machine answers for an address of the board's. */
  readonly localUrl: (address: string) => string;
  /** Among whom one is picked. */
  readonly people: () => Promise<readonly Person[]>;
  /** What tests have it do otherwise. */
  readonly otherwise?: Configuration;
};

export type LocalIssuer = {
  answer(request: IncomingMessage, response: ServerResponse): void;
  /** With which it signs. */
  readonly key: JWK;
};

/** A real OpenID Connect issuer, at which one picks who one is instead of showing it. */
export async function createLocalIssuer(options: LocalIssuerOptions): Promise<LocalIssuer> {
  const { privateKey } = await generateKeyPair('ES256', { extractable: true });
  const key = { ...(await exportJWK(privateKey)), alg: 'ES256', use: 'sig', kid: 'local' };
  const provider = new Provider(options.issuer, { ...configurationOf(options, key), ...options.otherwise });
  const serve = provider.callback();
  return {
    key,
    answer(request, response) {
      sendHome(response, options.localUrl);
      const url = new URL(request.url ?? '/', options.issuer);
      const work = url.pathname.startsWith(PICK)
        ? pick(provider, options, request, response)
        : serve(request, response);
      work.catch(() => {
        if (!response.headersSent) response.writeHead(400, { 'content-type': 'text/plain' });
        response.end('This sign-in is over. Go back to the board, and sign in anew.\n');
      });
    },
  };
}

const PICK = '/pick/';

function configurationOf({ redirectUri }: LocalIssuerOptions, key: JWK): Configuration {
  return {
    adapter: keptInMemory(),
    clients: [
      {
        client_id: LOCAL_CLIENT_ID,
        redirect_uris: [redirectUri],
        response_types: ['code'],
        grant_types: ['authorization_code'],
        token_endpoint_auth_method: 'none',
        id_token_signed_response_alg: 'ES256',
      },
    ],
    jwks: { keys: [key] },
    cookies: { keys: [crypto.randomUUID()] },
    claims: { openid: ['sub'], email: ['email', 'email_verified'] },
    // As Cognito and most others do: what is asked for stands in the identity token itself.
    conformIdTokenClaims: false,
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_, { uid }) => `${PICK}${uid}` },
    ttl: { Interaction: HOUR, Session: HOUR, Grant: HOUR, IdToken: HOUR, AccessToken: HOUR },
    findAccount: (_, email) => ({
      accountId: email,
      claims: () => ({ sub: email, email, email_verified: true }),
    }),
    async loadExistingGrant({ oidc }) {
      const { client, account, provider } = oidc;
      if (!client || !account) return undefined;
      const grant = new provider.Grant({ clientId: client.clientId, accountId: account.accountId });
      grant.addOIDCScope('openid email');
      await grant.save();
      return grant;
    },
  };
}

const HOUR = 3600;

/** The page on which one says who one is, and what was said there. */
async function pick(
  provider: Provider,
  { clinic, people }: LocalIssuerOptions,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  await provider.interactionDetails(request, response);
  const all = await people();
  if (request.method === 'POST') {
    const email = new URLSearchParams(await textOf(request)).get('email') ?? '';
    return provider.interactionFinished(request, response, { login: { accountId: email } });
  }
  response.writeHead(200, {
    'content-type': 'text/html; charset=utf-8',
    'cache-control': 'no-store',
    'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
  });
  response.end(String(peoplePage(clinic, all)));
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

/**
 * Whoever is sent back to the board is sent to where this machine answers for it. And what a browser keeps has no end:
 * that would be one by this clinic's clock, which a browser does not know.
 */
function sendHome(response: ServerResponse, localUrl: (address: string) => string): void {
  const setHeader = response.setHeader.bind(response);
  response.setHeader = (name, value) => {
    const lower = name.toLowerCase();
    if (lower === 'location' && typeof value === 'string') return setHeader(name, localUrl(value));
    if (lower !== 'set-cookie') return setHeader(name, value);
    return setHeader(
      name,
      [value].flat().map((cookie) => withoutEnd(String(cookie))),
    );
  };
}

const withoutEnd = (cookie: string): string =>
  cookie.includes('1970') ? cookie : cookie.replace(/; *expires=[^;]*/i, '');
