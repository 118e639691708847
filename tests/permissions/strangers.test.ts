import { afterAll, beforeAll, expect, test } from 'vitest';
import { callApi, giveToken } from '../../local/clinic/api-token.ts';
import { openBoard, staffOf } from '../../local/clinic/board-sign-in.ts';
import { type ClinicCloud, clinicCloudOf } from '../../local/clinic/clinic-cloud.ts';
import { stackOf } from '../../local/clinic/template-cache.ts';
import { type Cloud, startCloud } from '../../local/cloud/index.ts';
import { toInstant } from '../../shared/core/time/instant.ts';
import { courseEvents } from '../support/events.ts';
import { clinicWith } from '../support/plan.ts';
import { STENOSIS } from '../support/stories.ts';
import { Cookies, pickAtIssuer } from '../web/sign-in/clinic-door.ts';

/** Two clinics of one account and Region, both with a board; the same people may sign in at both. */
const NORTH = clinicWith({ clinicId: 'north', board: {} });
const EAST = clinicWith({ clinicId: 'north-east', board: {} });
const START = toInstant('2026-02-26T08:59:00Z');

let cloud: Cloud;
let north: ClinicCloud;
let east: ClinicCloud;
let issuer: Awaited<ReturnType<typeof openBoard>>;
beforeAll(async () => {
  const stacks = [await stackOf(NORTH), await stackOf(EAST)] as const;
  cloud = await startCloud({ stacks, startAt: START, sandboxes: 'here' });
  north = clinicCloudOf(cloud, NORTH, stacks[0].name);
  east = clinicCloudOf(cloud, EAST, stacks[1].name);
  issuer = await openBoard(north);
  for (const clinic of [north, east]) {
    await staffOf(clinic).write({
      staffId: 'a1',
      version: 1,
      name: 'Anna Holm',
      email: 'anna@clinics.example',
      role: 'manager',
      therapistId: null,
      signOuts: 0,
    });
  }
});
afterAll(async () => {
  await issuer?.stop();
  await cloud?.stop();
});

test('a token of one clinic is none at the other', async () => {
  const token = await giveToken(north);
  expect((await callApi(north, '/v1/worklist', token)).status).toBe(200);
  expect((await callApi(east, '/v1/worklist', token)).status).toBe(401);
});

test('the link in a letter of one clinic opens nothing at the other, even of the same course', async () => {
  await cloud.advanceTo(toInstant('2026-02-26T09:00:00Z'));
  for (const clinic of [north, east])
    clinic.putEvent(courseEvents().enrolled('2026-02-26T09:00:00Z', STENOSIS));
  await cloud.settle();
  await cloud.advanceTo(toInstant('2026-02-26T10:30:00Z'));
  const letter = cloud.inbox().find(({ configurationSet }) => configurationSet === north.stackName);
  const [path = ''] = /\/p\/[^\s"/]+/.exec(letter?.text ?? '') ?? [];
  expect((await north.open(path)).status).toBe(200);
  const elsewhere = await east.open(path);
  expect(elsewhere.status).toBe(404);
  expect(await elsewhere.text()).not.toContain('Anna');
});

test('a session of one clinic is none at the other, even of somebody who may sign in at both', async () => {
  const browser = new Cookies();
  const ask = async (clinic: ClinicCloud, address: string) => {
    const answer = await clinic.open(address, { headers: { cookie: browser.text }, redirect: 'manual' });
    browser.keep(answer);
    return { status: answer.status, place: answer.headers.get('location') ?? '' };
  };
  const away = await ask(north, '/board');
  const begun = await ask(north, away.place);
  await ask(north, await pickAtIssuer(begun.place, 'anna@clinics.example'));
  expect(await ask(north, '/board')).toMatchObject({ status: 200 });
  expect(browser.text).not.toBe('');
  expect(await ask(east, '/board')).toMatchObject({
    status: 303,
    place: expect.stringContaining('/board/sign-in'),
  });
});
