import { expect, test } from 'vitest';
import { courseEvents, PATIENT } from '../support/events.ts';
import { asOperator } from '../support/operator.ts';
import { useClinic } from '../support/scenario.ts';
import { stenosisFrom } from '../support/stories.ts';
import { temporaryFile } from '../support/temporary.ts';
import { changeItem } from '../support/whole-table.ts';

const SOONER = { sendTime: '08:10', reminders: { booking: { daysBeforeEarliest: [10, 0] } } };
/** The sweep matters from the moment on at which there are other settings. */
const usual = useClinic();
const swept = useClinic({}, { sweeps: true });
const sooner = useClinic(SOONER, { sweeps: true });
const soonerUnswept = useClinic(SOONER);
const rehearsing = useClinic({ delivery: 'rehearsal' });
const later = useClinic({ sendTime: '11:00' }, { sweeps: true });

const FIRST = 'C-1: status-4-weeks/booking/2026-03-05/1';

/** A course whose first reminder goes on Thursday 19 March at nine. */
const startedAnd = (until: string) => usual.tell(stenosisFrom(courseEvents(), '2026-03-05'), until);
const waiting = () => startedAnd('2026-03-13T10:00:00Z');

test('a reminder that moves earlier than the armed wake goes out on its new day and hour', async () => {
  expect((await waiting()).patientEmails).toEqual([]);
  await sooner.deployOver(usual.cloud());
  const { patientEmails, audit } = await sooner.tell([], '2026-03-20T12:00:00Z');
  expect(patientEmails).toEqual([`2026-03-16 08:10 ${FIRST}`]);
  expect(audit).toMatchObject({ 'came due': 1, sent: 1 });
});

test('without the sweep it waits for the wake that was armed', async () => {
  await waiting();
  await soonerUnswept.deployOver(usual.cloud());
  const { patientEmails } = await soonerUnswept.tell([], '2026-03-20T12:00:00Z');
  expect(patientEmails).toEqual([`2026-03-19 09:00 ${FIRST}`]);
});

test('one that moves later is not due yet when the armed wake comes', async () => {
  await startedAnd('2026-03-18T10:00:00Z');
  await later.deployOver(usual.cloud());
  const { patientEmails } = await later.tell([], '2026-03-20T12:00:00Z');
  expect(patientEmails).toEqual([`2026-03-19 11:00 ${FIRST}`]);
});

test('one that should have gone by now goes within the hour', async () => {
  await startedAnd('2026-03-17T10:20:00Z');
  await sooner.deployOver(usual.cloud());
  const { patientEmails } = await sooner.tell([], '2026-03-20T12:00:00Z');
  expect(patientEmails).toEqual([expect.stringMatching(/^2026-03-17 1[12]:\d\d C-1: status-4-weeks/)]);
});

test('a plan of another protocol that says the same: its head is renewed within a day, its reminder stays', async () => {
  await startedAnd('2026-03-17T10:00:00Z');
  await swept.deployOver(usual.cloud());
  const { courses } = swept.cloud();
  const { head } = await courses.load('C-1');
  await changeItem(swept.cloud(), 'C-1', '#HEAD', { fingerprint: 'of another protocol' });
  await swept.tell([], '2026-03-18T11:00:00Z');
  expect(await courses.load('C-1')).toMatchObject({ head: { ...head, version: 3 } });
  const { patientEmails } = await swept.tell([], '2026-03-20T12:00:00Z');
  expect(patientEmails).toEqual([`2026-03-19 09:00 ${FIRST}`]);
});

test('before it is deployed, `diff` tells what it will move in the courses that run', async () => {
  await waiting();
  const deployed = temporaryFile('deployed.json', JSON.stringify(usual.clinic));
  const compared = ['diff', '--against', deployed, '--deployed', '--json'];
  const { code, out, err } = await asOperator(usual.cloud(), sooner.clinic, ...compared);
  expect({ code, err }).toEqual({ code: 1, err: '' });
  expect(JSON.parse(out).courses).toEqual([
    expect.objectContaining({
      courseId: 'C-1',
      visits: [],
      moved: expect.arrayContaining([
        {
          key: FIRST.replace('C-1: ', ''),
          from: '2026-03-19T08:00:00.000Z',
          to: '2026-03-16T07:10:00.000Z',
        },
      ]),
    }),
  ]);
  expect(await asOperator(usual.cloud(), usual.clinic, ...compared)).toMatchObject({ code: 0, err: '' });
});

test('a rehearsal: the manager gets what the patient would; live, he gets only what comes due from then on', async () => {
  const lettersTo = (cloud: ReturnType<typeof usual.cloud>, address: string) =>
    cloud.cloud.inbox().filter(({ to }) => to.includes(address));
  await rehearsing.tell(stenosisFrom(courseEvents(), '2026-03-05'), '2026-03-20T12:00:00Z');
  expect(lettersTo(rehearsing.cloud(), PATIENT.email)).toEqual([]);
  const manager = rehearsing.clinic.managerEmail ?? '';
  expect(lettersTo(rehearsing.cloud(), manager).map(({ subject }) => subject)).toContainEqual(
    expect.stringContaining('P-17'),
  );
  await swept.deployOver(rehearsing.cloud());
  await swept.tell([], '2026-03-25T12:00:00Z');
  expect(lettersTo(swept.cloud(), PATIENT.email)).toEqual([]);
  await swept.tell([], '2026-03-27T12:00:00Z');
  expect(lettersTo(swept.cloud(), PATIENT.email).map(({ sentAt }) => sentAt)).toEqual([
    '2026-03-26T08:00:00.000Z',
  ]);
});
