import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  ANNA,
  BOARD_AT,
  Cookies,
  clinicDoor,
  EVA,
  pickAtIssuer,
  signIn,
  startIssuer,
} from './clinic-door.ts';

let issuer: Awaited<ReturnType<typeof startIssuer>>;
beforeAll(async () => {
  issuer = await startIssuer([BOARD_AT]);
});
afterAll(() => issuer?.stop());

/** A clinic of two, and the browser of one of them. */
async function clinic(options: Parameters<typeof clinicDoor>[1] = {}) {
  const door = clinicDoor(issuer.url, options);
  await door.staff.write(ANNA);
  await door.staff.write(EVA);
  return { door, browser: new Cookies() };
}

const press = { method: 'POST', headers: { origin: BOARD_AT } };

test('who is not signed in is led to the issuer, and from there to the page they wanted; the log says so', async () => {
  const { door, browser } = await clinic();
  const away = await door.ask(browser, '/board/courses/C-1?tab=log');
  expect([away.status, away.headers.get('location')]).toEqual([
    303,
    '/board/sign-in?to=%2Fboard%2Fcourses%2FC-1%3Ftab%3Dlog',
  ]);
  const signedIn = await signIn(door, browser, ANNA.email, '/board/courses/C-1?tab=log');
  expect([signedIn.status, signedIn.headers.get('location')]).toEqual([303, '/board/courses/C-1?tab=log']);
  expect(await (await door.ask(browser, '/board/courses/C-1')).text()).toBe('Anna Holm /board/courses/C-1');
  expect(door.accessLog.noted).toMatchObject([{ staffId: 'a1', what: 'signed-in', courseId: null }]);
  expect(door.failures).toEqual([]);
});

test('the issuer is asked for a code with PKCE, state and nonce, and for showing anew who one is', async () => {
  const { door, browser } = await clinic();
  const begun = await door.ask(browser, '/board/sign-in');
  const { searchParams, origin } = new URL(begun.headers.get('location') ?? '');
  expect(origin).toBe(issuer.url);
  expect(Object.fromEntries(searchParams)).toMatchObject({
    response_type: 'code',
    client_id: 'board',
    redirect_uri: `${BOARD_AT}/board/signed-in`,
    scope: 'openid email',
    code_challenge_method: 'S256',
    prompt: 'login',
  });
  for (const name of ['state', 'nonce', 'code_challenge'])
    expect(searchParams.get(name)?.length).toBeGreaterThan(40);
});

test('a session stands in a cookie that no script reads, no other site sends with a press, and nobody can read', async () => {
  const { door, browser } = await clinic();
  const signedIn = await signIn(door, browser, ANNA.email);
  const cookie = signedIn.headers.getSetCookie().find((each) => each.startsWith('__Host-staff=')) ?? '';
  expect(cookie.split('; ').slice(1).sort()).toEqual(['HttpOnly', 'Path=/', 'SameSite=Lax', 'Secure']);
  const readable = cookie.split('.').map((part) => Buffer.from(part, 'base64url').toString());
  expect(readable.join()).not.toMatch(/anna|a1"|sundby/);
  expect([...browser.keys()]).toEqual(['__Host-staff']);
});

test('a cookie that was stolen before somebody signed out is worth nothing afterwards, and signing in anew does not mend it', async () => {
  const { door, browser } = await clinic();
  await signIn(door, browser, ANNA.email);
  const stolen = new Cookies(browser);
  const out = await door.ask(browser, '/board/sign-out', press);
  expect([out.status, out.headers.get('location'), browser.size]).toEqual([303, '/board/signed-out', 0]);
  expect((await door.ask(stolen, '/board')).status).toBe(303);
  expect(await (await door.ask(browser, '/board/signed-out')).text()).toContain('Du er logget ud');
  await signIn(door, browser, ANNA.email);
  expect((await door.ask(browser, '/board')).status).toBe(200);
  expect((await door.ask(stolen, '/board')).status).toBe(303);
  expect(door.accessLog.noted.map(({ what }) => what)).toEqual(['signed-in', 'signed-out', 'signed-in']);
});

test('signing out is a press: a link to it does nothing', async () => {
  const { door, browser } = await clinic();
  await signIn(door, browser, ANNA.email);
  await door.ask(browser, '/board/sign-out');
  expect((await door.ask(browser, '/board')).status).toBe(200);
});

test('who is removed, or has another role, is so from the next request on; who is added again is somebody else', async () => {
  const { door, browser } = await clinic();
  await signIn(door, browser, ANNA.email);
  await door.staff.write({ ...ANNA, version: 2, name: 'Anna Bech' });
  expect(await (await door.ask(browser, '/board')).text()).toBe('Anna Bech /board');
  await door.staff.remove(ANNA.email);
  expect((await door.ask(browser, '/board')).status).toBe(303);
  expect((await door.ask(browser, '/board/x', press)).status).toBe(401);
  await door.staff.write({ ...ANNA, staffId: 'a2' });
  expect((await door.ask(browser, '/board')).status).toBe(303);
  expect(door.pressed).toEqual([]);
});

test('a session ends after twelve hours', async () => {
  const { door, browser } = await clinic();
  await signIn(door, browser, ANNA.email);
  door.passes(12 * 60 - 1);
  expect((await door.ask(browser, '/board')).status).toBe(200);
  door.passes(2);
  expect((await door.ask(browser, '/board')).status).toBe(303);
});

test('a cookie that was changed, made up, or is of another kind opens nothing', async () => {
  const { door, browser } = await clinic();
  await door.ask(browser, '/board/sign-in');
  const begun = browser.get('__Host-signing-in') ?? '';
  await signIn(door, browser, ANNA.email);
  const good = browser.get('__Host-staff') ?? '';
  const parts = good.split('.');
  for (const place of parts.keys()) {
    const part = parts[place] ?? '';
    const changed = parts
      .with(place, part ? part.replace(/^./, (c) => (c === 'A' ? 'B' : 'A')) : 'AAAA')
      .join('.');
    expect((await door.ask(new Cookies([['__Host-staff', changed]]), '/board')).status).toBe(303);
  }
  for (const made of ['', 'x', begun, `${good}x`, 'a'.repeat(5000), '{"staffId":"a1"}'])
    expect((await door.ask(new Cookies([['__Host-staff', made]]), '/board')).status).toBe(303);
  expect((await door.ask(new Cookies([['staff', good]]), '/board')).status).toBe(303);
});

test('a session that somebody else has put into the browser is gone when one signs in (fixation)', async () => {
  const { door, browser } = await clinic();
  const attacker = new Cookies();
  await signIn(door, attacker, EVA.email);
  browser.set('__Host-staff', attacker.get('__Host-staff') ?? '');
  await signIn(door, browser, ANNA.email);
  expect(await (await door.ask(browser, '/board')).text()).toBe('Anna Holm /board');
  expect(await (await door.ask(attacker, '/board')).text()).toBe('Eva Lind /board');
});

test('a sign-in counts once, and only in the browser in which it began (login CSRF)', async () => {
  const { door, browser } = await clinic();
  const attacker = new Cookies();
  const begun = await door.ask(attacker, '/board/sign-in');
  const back = await pickAtIssuer(begun.headers.get('location') ?? '', EVA.email);
  // Lured to the attacker's address, with nothing begun, and with a sign-in of one's own.
  expect((await door.ask(browser, back)).status).toBe(400);
  await door.ask(browser, '/board/sign-in');
  expect((await door.ask(browser, back)).status).toBe(400);
  expect((await door.ask(browser, '/board')).status).toBe(303);
  const kept = new Cookies(attacker);
  expect((await door.ask(attacker, back)).status).toBe(303);
  expect((await door.ask(attacker, back)).status).toBe(400);
  // Even with the cookie of before, the issuer gives nothing for a code that was used.
  expect((await door.ask(kept, back)).status).toBe(500);
  expect(kept.has('__Host-staff')).toBe(false);
});

test('what began a quarter of an hour ago does not count any more', async () => {
  const { door, browser } = await clinic();
  const begun = await door.ask(browser, '/board/sign-in');
  const back = await pickAtIssuer(begun.headers.get('location') ?? '', ANNA.email);
  door.passes(16);
  expect((await door.ask(browser, back)).status).toBe(400);
});

test('who does not sign in at the issuer, or is refused there, may try again', async () => {
  const { door, browser } = await clinic();
  const begun = await door.ask(browser, '/board/sign-in');
  const state = new URL(begun.headers.get('location') ?? '').searchParams.get('state');
  const refused = await door.ask(
    browser,
    `/board/signed-in?error=access_denied&state=${state}&iss=${issuer.url}`,
  );
  expect([refused.status, await refused.text()]).toEqual([
    400,
    expect.stringContaining('Du blev ikke logget ind'),
  ]);
});

test('who is not on the list reads whom to ask, and sees nothing', async () => {
  const { door, browser } = await clinic();
  const refused = await signIn(door, browser, 'nobody@sundby.example');
  expect(refused.status).toBe(403);
  const page = await refused.text();
  expect(page).toContain('nobody@sundby.example');
  expect(page).toContain('Spørg klinikkens leder');
  expect(browser.size).toBe(0);
  expect(door.accessLog.noted).toEqual([]);
});

test('large letters in an address make nobody else', async () => {
  const { door, browser } = await clinic();
  await signIn(door, browser, 'Anna@Sundby.example');
  expect((await door.ask(browser, '/board')).status).toBe(200);
});

test('a sign-in that cannot be noted lets nobody in', async () => {
  const { door, browser } = await clinic();
  door.accessLog.note = async () => {
    throw new Error('no table');
  };
  const failed = await signIn(door, browser, ANNA.email);
  expect(failed.status).toBe(500);
  expect(browser.has('__Host-staff')).toBe(false);
});

test.each([
  ['//evil.example', '/board'],
  ['https://evil.example/board', '/board'],
  ['/\\evil.example', '/board'],
  ['/board/../../evil', '/board'],
  ['/boardroom', '/board'],
  ['/p/a-patients-page', '/board'],
  ['javascript:alert(1)', '/board'],
  ['https://board.sundby.example@evil.example/board', '/board'],
  [`/board/${'x'.repeat(500)}`, '/board'],
  ['/board/courses/C-1', '/board/courses/C-1'],
  ['/board?whose=all', '/board?whose=all'],
])('after signing in one goes nowhere but to the board: %s', async (to, place) => {
  const { door, browser } = await clinic();
  const signedIn = await signIn(door, browser, ANNA.email, to);
  expect(signedIn.headers.get('location')).toBe(place);
});

test.each([
  ['from nowhere', {}],
  ['from another site', { origin: 'https://evil.example' }],
  ['from a page that hides where it is', { origin: 'null' }],
  ['from another site, as the browser says', { origin: BOARD_AT, 'sec-fetch-site': 'cross-site' }],
  ['from a neighbour of the same domain', { origin: BOARD_AT, 'sec-fetch-site': 'same-site' }],
])('a press %s is refused, for pages and for signing out (CSRF)', async (_, headers) => {
  const { door, browser } = await clinic();
  await signIn(door, browser, ANNA.email);
  for (const path of ['/board/courses/C-1', '/board/sign-out'])
    expect((await door.ask(browser, path, { method: 'POST', headers })).status).toBe(403);
  expect(door.pressed).toEqual([]);
  expect((await door.ask(browser, '/board')).status).toBe(200);
});

test('a press from the board’s own pages is taken, by either header', async () => {
  const { door, browser } = await clinic();
  await signIn(door, browser, ANNA.email);
  expect((await door.ask(browser, '/board/x', press)).status).toBe(200);
  const hidden = { origin: 'null', 'sec-fetch-site': 'same-origin' };
  expect((await door.ask(browser, '/board/x', { method: 'POST', headers: hidden })).status).toBe(200);
  expect(door.pressed).toEqual(['Anna Holm', 'Anna Holm']);
});

test('a session of one clinic is nothing at another, even if the same person works at both', async () => {
  const { door, browser } = await clinic();
  const { door: other } = await clinic({ clinicId: 'havnen' });
  await signIn(door, browser, ANNA.email);
  await signIn(other, new Cookies(), ANNA.email);
  expect((await other.ask(new Cookies(browser), '/board')).status).toBe(303);
  expect((await door.ask(browser, '/board')).status).toBe(200);
});

test('every page says that nothing keeps it, frames it, or runs in it', async () => {
  const { door, browser } = await clinic();
  for (const path of ['/board/signed-out', '/board/signed-in', '/board/sign-in']) {
    const { headers } = await door.ask(browser, path);
    expect(headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('referrer-policy')).toBe('same-origin');
  }
});
