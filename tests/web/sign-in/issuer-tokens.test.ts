import { decodeJwt, generateKeyPair, importJWK, type JWTPayload, SignJWT } from 'jose';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { SignInError } from '../../../shared/web/sign-in/issuer.ts';
import { ANNA, BOARD_AT, Cookies, clinicDoor, signIn, startIssuer } from './clinic-door.ts';

let issuer: Awaited<ReturnType<typeof startIssuer>>;
beforeAll(async () => {
  issuer = await startIssuer([BOARD_AT]);
});
afterAll(() => issuer?.stop());

type Key = Parameters<SignJWT['sign']>[0];
const keyOfIssuer = async () => (await importJWK(issuer.key, 'ES256')) as Key;

/** The issuer, of whose identity tokens each is replaced by one that says something else, signed by its own key. */
const saying =
  (change: (claims: JWTPayload) => JWTPayload, key?: Key): typeof fetch =>
  async (url, init) => {
    const answer = await fetch(url, init);
    if (!String(url).endsWith('/token')) return answer;
    const tokens = (await answer.json()) as { id_token: string };
    const forged = await new SignJWT(change(decodeJwt(tokens.id_token)))
      .setProtectedHeader({ alg: 'ES256', kid: 'local' })
      .sign(key ?? (await keyOfIssuer()));
    return Response.json({ ...tokens, id_token: forged });
  };

async function signInWith(ask: typeof fetch) {
  const door = clinicDoor(issuer.url, { ask });
  await door.staff.write(ANNA);
  const browser = new Cookies();
  const { status } = await signIn(door, browser, ANNA.email);
  return { status, isIn: browser.has('__Host-staff'), failures: door.failures };
}

const now = () => Math.floor(Date.now() / 1000);

test('an identity token that is signed anew and says the same is taken: so the refusals below are of what it says', async () => {
  expect(await signInWith(saying((claims) => claims))).toEqual({ status: 303, isIn: true, failures: [] });
});

test.each<[string, (claims: JWTPayload) => JWTPayload]>([
  ['another issuer', (claims) => ({ ...claims, iss: 'https://evil.example' })],
  ['another client', (claims) => ({ ...claims, aud: 'another' })],
  ['another client besides', (claims) => ({ ...claims, aud: ['board', 'another'], azp: 'another' })],
  ['another nonce', (claims) => ({ ...claims, nonce: 'x'.repeat(43) })],
  ['no nonce', ({ nonce: _, ...claims }) => claims],
  ['a time that is over', (claims) => ({ ...claims, iat: now() - 7200, exp: now() - 3600 })],
  ['a time to come', (claims) => ({ ...claims, nbf: now() + 3600 })],
])('an identity token with %s lets nobody in', async (_, change) => {
  const { status, isIn, failures } = await signInWith(saying(change));
  expect([status, isIn]).toEqual([500, false]);
  expect(failures).toEqual([expect.any(SignInError)]);
  expect(String(failures[0])).not.toMatch(/anna|evil|another/);
});

test('an identity token that another key has signed lets nobody in', async () => {
  const { privateKey } = await generateKeyPair('ES256');
  const { status, isIn } = await signInWith(saying((claims) => claims, privateKey));
  expect([status, isIn]).toEqual([500, false]);
});

test.each<[string, (claims: JWTPayload) => JWTPayload]>([
  ['is not confirmed', (claims) => ({ ...claims, email_verified: false })],
  ['nobody speaks for', ({ email_verified: _, ...claims }) => claims],
  ['is confirmed by a word', (claims) => ({ ...claims, email_verified: 'yes' })],
])('an address that %s lets nobody in', async (_, change) => {
  const { status, isIn } = await signInWith(saying(change));
  expect([status, isIn]).toEqual([403, false]);
});

test('an issuer that names itself otherwise, or does not answer, is not used', async () => {
  const silent: typeof fetch = async () => {
    throw new TypeError('fetch failed');
  };
  for (const door of [
    clinicDoor(issuer.url, { issuer: `${issuer.url}/tenant` }),
    clinicDoor(issuer.url, { ask: silent }),
  ]) {
    expect((await door.ask(new Cookies(), '/board/sign-in')).status).toBe(500);
    expect(door.failures).toEqual([expect.any(SignInError)]);
  }
});

test('an issuer that tells the address only when it is asked for it is asked', async () => {
  const conforming = await startIssuer([BOARD_AT], { conformIdTokenClaims: true });
  try {
    const door = clinicDoor(conforming.url);
    await door.staff.write(ANNA);
    const browser = new Cookies();
    await signIn(door, browser, ANNA.email);
    expect((await door.ask(browser, '/board')).status).toBe(200);
  } finally {
    await conforming.stop();
  }
});

test('plain http is for this machine only', async () => {
  const door = clinicDoor(issuer.url, { issuer: 'http://issuer.example' });
  expect((await door.ask(new Cookies(), '/board/sign-in')).status).toBe(500);
});
