import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBoard, staffOf } from '../../local/clinic/board-sign-in.ts';
import { type ClinicCloud, startClinicCloud } from '../../local/clinic/clinic-cloud.ts';
import { toInstant } from '../../shared/core/time/instant.ts';
import { clinicWith } from '../support/plan.ts';
import { Cookies, pickAtIssuer } from '../web/sign-in/clinic-door.ts';

/** Far from the machine's own time. */
const MONDAY = toInstant('2026-03-02T08:00:00Z');

let clinic: ClinicCloud;
let issuer: Awaited<ReturnType<typeof openBoard>>;
beforeAll(async () => {
  clinic = await startClinicCloud(clinicWith({ board: {} }), { startAt: MONDAY });
  issuer = await openBoard(clinic);
});
afterAll(async () => {
  await issuer?.stop();
  await clinic?.cloud.stop();
});

/** As a browser asks, which keeps cookies and follows nothing by itself. */
async function ask(cookies: Cookies, address: string, init: RequestInit = {}) {
  const headers = { ...init.headers, cookie: cookies.text };
  const answer = await clinic.open(address, { ...init, headers, redirect: 'manual' });
  cookies.keep(answer);
  return { status: answer.status, place: answer.headers.get('location') ?? '', page: await answer.text() };
}

test('a therapist signs in at the local issuer and sees the day; signed out, she does not', async () => {
  await staffOf(clinic).write({
    staffId: 'a1',
    version: 1,
    name: 'Anna Holm',
    email: 'anna@sundby.example',
    role: 'therapist',
    therapistId: 'T-1',
    signOuts: 0,
  });
  const browser = new Cookies();
  const away = await ask(browser, '/board');
  expect(away.status).toBe(303);
  const begun = await ask(browser, away.place);
  expect(begun.place.startsWith(`${issuer?.issuer}/`)).toBe(true);
  const back = await pickAtIssuer(begun.place, 'anna@sundby.example');
  expect(back.startsWith('http://127.0.0.1:')).toBe(true);
  const signedIn = await ask(browser, back);
  expect([signedIn.status, signedIn.place]).toEqual([303, '/board']);
  const today = await ask(browser, '/board');
  expect(today.status).toBe(200);
  expect(today.page).toContain('Logget ind som Anna Holm (behandler)');
  const origin = new URL(clinic.cloud.localUrl(`${clinic.pagesUrl}/`)).origin;
  const out = await ask(browser, '/board/sign-out', { method: 'POST', headers: { origin } });
  expect([out.status, out.place]).toEqual([303, '/board/signed-out']);
  expect((await ask(browser, '/board')).status).toBe(303);
});
