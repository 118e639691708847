import { describe, expect, test } from 'vitest';
import { ADDRESS, callClinic, giveSecret, signed } from '../../local/clinic/form-provider.ts';
import { freshSecret } from '../../shared/api/signature.ts';
import { createLinkKeyStore } from '../../shared/aws/dynamo-keys.ts';
import { addMinutes, toInstant } from '../../shared/core/time/instant.ts';
import { createLinks } from '../../shared/links/links.ts';
import { courseEvents, PATIENT } from '../support/events.ts';
import { useClinic } from '../support/scenario.ts';
import { STENOSIS } from '../support/stories.ts';
import { wholeTable } from '../support/whole-table.ts';

const FORM = 'https://forms.example/s/KX42?t=';
const { clinic, cloud, tell } = useClinic({ questionnaireUrl: `${FORM}{token}` });
const toPatient = () =>
  cloud()
    .cloud.inbox()
    .filter(({ to }) => to.includes(PATIENT.email));
const call = (json: unknown, secret: string, more: { id?: string } = {}) =>
  callClinic(cloud(), json, { secret, ...more });
const lines = () =>
  cloud()
    .cloud.logs()
    .map(({ text }) => text);
/** Everything that the clinic's table keeps. */
const table = async () =>
  (await wholeTable(cloud())).sort((a, b) => (`${a['pk']} ${a['sk']}` < `${b['pk']} ${b['sk']}` ? -1 : 1));
/** What the API's function counted, each line a number of one kind. */
const counted = (metric: string) => lines().filter((line) => line.includes(`"${metric}":1`)).length;

/** The token that the form of the last e-mail is opened with. */
const tokenIn = (): string => toPatient().at(-1)?.text?.split(FORM)[1]?.split(/[\s>]/)[0] ?? '';

/** A patient with a first visit on Monday 16 March at 10, who was asked on the Monday before to fill in a form. */
async function invited(until = '2026-03-09T10:00:00+01:00') {
  const { enrolled, booked } = courseEvents();
  await tell(
    [
      enrolled('2026-03-05T10:00:00+01:00', STENOSIS),
      booked('pre-examination', '2026-03-05T10:05:00+01:00', '2026-03-16T10:00:00+01:00'),
    ],
    until,
  );
  return { token: tokenIn(), secret: await giveSecret(cloud()) };
}

const answers = async () =>
  (await cloud().courses.load('C-1')).events
    .map(({ event }) => event)
    .filter(({ type }) => type === 'questionnaire.answered');

describe('a patient answers in the form of a provider', () => {
  test('whose signed call stops the reminders: no nudge comes, and nothing is owed for it', async () => {
    const { token, secret } = await invited();
    expect(toPatient()).toHaveLength(1);
    expect((await call({ token, answers: { smerte: 7 } }, secret)).status).toBe(204);
    expect(await answers()).toHaveLength(3);
    const { patientEmails } = await tell([], '2026-03-16T11:00:00+01:00');
    expect(patientEmails).toEqual([
      '2026-03-09 09:00 C-1: pre-examination/questionnaires',
      '2026-03-12 09:00 C-1: pre-examination/appointment/2026-03-16T09:00:00.000Z',
    ]);
    const { head } = await cloud().courses.load('C-1');
    expect(head?.tasks.map(({ task }) => task)).not.toContain('answer:pre-examination');
    expect(counted('AnswersTold')).toBe(1);
  });

  test('without a call the nudge comes', async () => {
    await invited();
    const { patientEmails } = await tell([], '2026-03-16T09:00:00+01:00');
    expect(patientEmails.join()).toContain('pre-examination/nudge/2026-03-16');
  });

  test('in the form that the patient’s page leads to: the same token, as good', async () => {
    const { secret } = await invited();
    const link = /https:\/\/\S+\/p\/[\w.-]+/.exec(toPatient().at(-1)?.text ?? '')?.[0] ?? '';
    const html = await (await cloud().open(link)).text();
    const token = html.split(FORM)[1]?.split('"')[0] ?? '';
    expect((await call({ token }, secret)).status).toBe(204);
    expect(await (await cloud().open(link)).text()).not.toContain(FORM);
  });

  test('and the call comes twice, twice at once, and again days later: it counts once', async () => {
    const { token, secret } = await invited();
    const both = await Promise.all([call({ token }, secret), call({ token }, secret)]);
    expect(both.map(({ status }) => status)).toEqual([204, 204]);
    const before = await table();
    expect((await call({ token }, secret)).status).toBe(204);
    expect(await table()).toEqual(before);
    await cloud().cloud.advanceTo(toInstant('2026-03-11T10:00:00+01:00'));
    const known = await answers();
    expect((await call({ token }, secret)).status).toBe(204);
    expect(await answers()).toEqual(known);
    expect(known).toHaveLength(3);
  });
});

test('a call that stops halfway is answered with an error; sent again it is whole, and counts once', async () => {
  const { token, secret } = await invited();
  const wakes = async () => (await cloud().courses.load('C-1')).head?.nextWakeAt;
  for (const stopAt of ['TransactWriteItems', 'CreateSchedule']) {
    const end = cloud().cloud.intercept({
      before: ({ caller, operation }) =>
        caller.endsWith('-api') && operation === stopAt ? 'crash' : undefined,
    });
    expect((await call({ token }, secret)).status).toBe(500);
    end();
  }
  expect((await call({ token }, secret)).status).toBe(204);
  expect(await answers()).toHaveLength(3);
  expect(await wakes()).toBe('2026-03-12T08:00:00.000Z');
  const { patientEmails } = await tell([], '2026-03-12T10:00:00+01:00');
  expect(patientEmails).toHaveLength(2);
});

describe('what is not the provider’s call', () => {
  test('is refused with one answer, keeps nothing, and is counted', async () => {
    const { token, secret } = await invited();
    const body = JSON.stringify({ token });
    const at = cloud().cloud.clock.now();
    const good = signed(body, { secret, at });
    const before = await table();
    const post = (sent: string, headers: Record<string, string>) =>
      cloud().open(ADDRESS, { method: 'POST', headers, body: sent });
    const refused = [
      await post(`${body} `, good),
      await post(body, signed(body, { secret: freshSecret().secret, at })),
      await post(body, signed(body, { secret, at: toInstant('2026-03-09T09:54:59+01:00') })),
      await post(body, { ...good, 'webhook-signature': '' }),
      await post(body, {}),
    ];
    expect(refused.map(({ status }) => status)).toEqual(refused.map(() => 401));
    expect(new Set(await Promise.all(refused.map((each) => each.text()))).size).toBe(1);
    for (const { headers } of refused) expect(headers.get('content-type')).toBe('application/problem+json');
    expect(await table()).toEqual(before);
    expect(counted('UnsignedCalls')).toBe(refused.length);
    expect(cloud().cloud.denials()).toEqual([]);
  });

  test('is refused by its route when there is too much of it', async () => {
    await invited();
    const statuses = [];
    for (let count = 0; count < 25; count += 1)
      statuses.push((await cloud().open(ADDRESS, { method: 'POST', body: '{}' })).status);
    expect(statuses.filter((status) => status === 429)).toHaveLength(5);
  });
});

test('a token is good for 400 days by the clinic’s clock, and not a minute longer', async () => {
  const { secret } = await invited();
  const { documents, cloud: running, stackName } = cloud();
  const store = createLinkKeyStore(documents, running.tableName(stackName));
  const madeAt = addMinutes(running.clock.now(), 1 - 400 * 24 * 60);
  const links = createLinks({ store, clinicId: clinic.clinicId, now: () => madeAt });
  const token = await links.seal({ purpose: 'answer', courseId: 'C-1', visitNumber: 1 });
  expect((await call({ token, questionnaire: 'ODI' }, secret)).status).toBe(204);
  await running.advanceTo(addMinutes(running.clock.now(), 1));
  expect((await call({ token, questionnaire: 'ZCQ' }, secret, { id: 'later' })).status).toBe(404);
  expect(await answers()).toHaveLength(1);
});

test('after a rotation the provider may go on with the former secret, until the next one', async () => {
  const { token, secret: first } = await invited();
  const second = await giveSecret(cloud());
  const status = async (secret: string, id: string) => (await call({ token }, secret, { id })).status;
  expect([await status(first, '1'), await status(second, '2')]).toEqual([204, 204]);
  const third = await giveSecret(cloud());
  expect([await status(first, '3'), await status(second, '4'), await status(third, '5')]).toEqual([
    401, 204, 204,
  ]);
});

test('answers in a call leave no trace: not in the table, the logs, the metrics and the answer', async () => {
  const { token, secret } = await invited();
  const answersGiven = {
    navn: 'Hemmelig Krogh',
    cpr: '010190-1234',
    svar: [{ spørgsmål: 'Hemmelig', værdi: 7 }],
  };
  const taken = await call({ token, ...answersGiven }, secret, { id: 'with-answers' });
  const refused = await call({ token, ...answersGiven, answeredAt: 'Hemmelig' }, secret, { id: 'refused' });
  const unsigned = await cloud().open(ADDRESS, { method: 'POST', body: JSON.stringify(answersGiven) });
  expect([taken.status, refused.status, unsigned.status]).toEqual([204, 400, 401]);
  const told = [await refused.text(), await unsigned.text(), JSON.stringify(await table()), ...lines()].join(
    '\n',
  );
  expect(told).not.toMatch(/Hemmelig|Krogh|010190|spørgsmål|værdi/);
  for (const secretThing of [token, secret, 'with-answers']) expect(told).not.toContain(secretThing);
});
