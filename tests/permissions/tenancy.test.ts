import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { FUNCTION_NAMES } from '../../infra/constructs/clinic-function.ts';
import { callApi, giveToken } from '../../local/clinic/api-token.ts';
import { type ClinicCloud, clinicCloudOf } from '../../local/clinic/clinic-cloud.ts';
import { stackOf } from '../../local/clinic/template-cache.ts';
import {
  type Cloud,
  readPolicies,
  readTemplate,
  type StackModel,
  startCloud,
  wildcard,
} from '../../local/cloud/index.ts';
import { parseCivilDate } from '../../shared/core/time/civil-date.ts';
import { toInstant } from '../../shared/core/time/instant.ts';
import { courseEvents, PATIENT } from '../support/events.ts';
import { clinicWith } from '../support/plan.ts';
import { STENOSIS } from '../support/stories.ts';
import { reachOf, resourcesOf } from './reach.ts';

/** Two clinics of one account and Region; the name of one is the start of the other's. */
const NORTH = clinicWith({ clinicId: 'north' });
const EAST = clinicWith({
  clinicId: 'north-east',
  sender: { name: 'Another clinic', address: 'mail@another.example' },
});
const SENDERS = [NORTH.sender.address, EAST.sender.address];
const stacks = [await stackOf(NORTH), await stackOf(EAST)] as const;
const models = stacks.map(readTemplate);
const START = toInstant('2026-02-26T08:59:00Z');

let cloud: Cloud;
let north: ClinicCloud;
let east: ClinicCloud;
beforeAll(async () => {
  cloud = await startCloud({ stacks, startAt: START, sandboxes: 'here' });
  north = clinicCloudOf(cloud, NORTH, stacks[0].name);
  east = clinicCloudOf(cloud, EAST, stacks[1].name);
});
beforeEach(() => cloud.reset(START));
afterAll(() => cloud.stop());

/** What the functions of a clinic called, those that called anything. */
const callsIn = ({ stackName }: ClinicCloud) =>
  FUNCTION_NAMES.filter((name) => Object.keys(cloud.callsOf(`${stackName}-${name}`)).length > 0);

/** Tells the same event to clinics, whose patients have addresses of their own. */
async function tell(clinics: readonly ClinicCloud[], event: { occurredAt: string; data: unknown }) {
  await cloud.advanceTo(toInstant(event.occurredAt));
  for (const { putEvent, stackName } of clinics) {
    putEvent(JSON.parse(JSON.stringify(event).replace(PATIENT.email, `anna@${stackName}.example`)));
  }
  await cloud.settle();
}

/** What came of a clinic's course, without the clinic's own name. */
async function outcomeOf({ courses, courseIds, digests, stackName }: ClinicCloud) {
  const { head, events, messages } = await courses.load('C-1');
  const mails = cloud.inbox().filter(({ configurationSet }) => configurationSet === stackName);
  const outcome = {
    ids: await courseIds(),
    head: { ...head, fingerprint: '' },
    events: events.map(({ event }) => event),
    messages,
    digests: (await digests.log('THERAPIST#T-1', parseCivilDate('2026-02-26'))).entries,
    mails: mails.map(({ sentAt, to, tags }) => ({ sentAt, to, tags })),
    schedules: cloud.schedules().flatMap(({ group, name }) => (group === stackName ? [name] : [])),
  };
  return JSON.parse(JSON.stringify(outcome).replaceAll(`@${stackName}.`, '@'));
}

describe('events, wakes and e-mails', () => {
  test('of one clinic reach nothing of the other', async () => {
    await tell([north], courseEvents().enrolled('2026-02-26T09:00:00Z', STENOSIS));
    await cloud.advanceTo(toInstant('2026-02-26T10:30:00Z'));
    expect(cloud.inbox()).toMatchObject([{ configurationSet: 'course-reminders-north' }]);
    expect(callsIn(north)).toEqual(['record-event', 'wake-course', 'track-email', 'sweep']);
    expect(callsIn(east)).toEqual(['sweep']);
    const looksOnly = ['dynamodb.PutItem', 'dynamodb.Query'];
    expect(Object.keys(cloud.callsOf('course-reminders-north-east-sweep'))).toEqual(looksOnly);
    expect(await east.courseIds()).toEqual([]);
    const groups = cloud.schedules().map(({ group }) => group);
    expect(groups.filter((group) => group === 'course-reminders-north-east')).toHaveLength(2);
    expect(groups.filter((group) => group === 'course-reminders-north').length).toBeGreaterThan(2);
    expect(cloud.denials()).toEqual([]);
  });

  test('the same course in both goes the same way, each in its own', async () => {
    const { enrolled, held } = courseEvents();
    await tell([north, east], enrolled('2026-02-26T09:00:00Z', STENOSIS));
    await tell([north, east], held('pre-examination', '2026-02-26T09:30:00Z', '0251'));
    await cloud.advanceTo(toInstant('2026-03-13T12:00:00Z'));
    const [inNorth, inEast] = [await outcomeOf(north), await outcomeOf(east)];
    expect(inNorth).toEqual(inEast);
    expect(inNorth).toMatchObject({ messages: [{ status: 'sent' }, { status: 'sent' }] });
    const digests: readonly { readonly status: string }[] = inNorth.digests;
    expect(new Set(digests.map(({ status }) => status))).toEqual(new Set(['sent']));
    expect(JSON.stringify(await north.courses.load('C-1'))).not.toContain('north-east');
    const senders = cloud.inbox().map(({ from, configurationSet }) => `${configurationSet} from ${from}`);
    expect([...new Set(senders)]).toEqual([
      expect.stringMatching(/^course-reminders-north from .*sundby-fysioterapi\.example>$/),
      expect.stringMatching(/^course-reminders-north-east from .*<mail@another\.example>$/),
    ]);
    expect(cloud.deadLetters()).toEqual([]);
    expect(cloud.denials()).toEqual([]);
  });
});

test('a token of one clinic is nothing at the other', async () => {
  const { enrolled } = courseEvents();
  const event = enrolled('2026-02-26T08:50:00Z', STENOSIS);
  const [inNorth, inEast] = [await giveToken(north), await giveToken(east)];
  const send = async (clinic: ClinicCloud, token: string) =>
    (await callApi(clinic, '/v1/events', token, event)).status;
  expect([await send(north, inEast), await send(east, inNorth)]).toEqual([401, 401]);
  for (const path of ['/v1/courses/C-1', '/v1/worklist'])
    expect((await callApi(north, path, inEast)).status).toBe(401);
  expect([await north.courseIds(), await east.courseIds()]).toEqual([[], []]);
  expect([await send(north, inNorth), await send(east, inEast)]).toEqual([200, 200]);
});

const pairs = [
  [models[0], models[1]],
  [models[1], models[0]],
] as [StackModel, StackModel][];

describe.each(pairs.map(([own, other]) => [own.name, own, other] as const))(
  'the functions of %s',
  (_, own, other) => {
    const policies = readPolicies(models);

    test('may do nothing to any resource of the other clinic, in whoever’s name they send', () => {
      expect(reachOf(own, resourcesOf(other), policies, SENDERS)).toEqual([]);
    });

    test('reach their own: what is asked for is what they may', () => {
      const reached = reachOf(own, resourcesOf(own), policies, SENDERS).map((line) => line.split(' ')[2]);
      const kinds = [
        '/index/worklist',
        '/index/wakes',
        ':schedule/',
        ':role/',
        ':sqs:',
        'configuration-set/',
        'identity/',
      ];
      for (const kind of kinds) expect(reached.some((arn) => arn?.includes(kind))).toBe(true);
    });

    test('have no statement whose resources match any of the other clinic’s, logs and keys included', () => {
      const names = JSON.stringify(stacks.find(({ name }) => name === other.name)?.template).match(
        /"LogGroupName":"[^"]+"/g,
      );
      const logs = (names ?? []).map(
        (text) => `arn:aws:logs:eu-north-1:111122223333:log-group:${text.split('"')[3]}:*`,
      );
      expect(logs.length).toBeGreaterThanOrEqual(5);
      const patterns = own.roles.flatMap(({ statements }) =>
        statements.flatMap(({ Resource }) => [Resource].flat().map(String)),
      );
      expect(patterns.some((pattern) => pattern.includes(':log-group:'))).toBe(true);
      const all = [...resourcesOf(other), ...logs];
      expect(patterns.flatMap((pattern) => all.filter(wildcard(pattern)))).toEqual([]);
    });
  },
);
