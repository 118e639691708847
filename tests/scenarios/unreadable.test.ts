import { expect, test } from 'vitest';
import { toInstant } from '../../shared/core/time/instant.ts';
import { courseEvents } from '../support/events.ts';
import { useClinic } from '../support/scenario.ts';
import { stenosisFrom } from '../support/stories.ts';
import { putInTable, wholeTable } from '../support/whole-table.ts';

const { cloud, tell } = useClinic({ managerEmail: undefined });
const EVA = { therapistId: 'T-2', name: 'Eva Lind', email: 'eva@clinic.example' };

/** Two therapists, each with a record of 5 March that is due on Friday the 6th. */
const bothOwe = () => [
  ...stenosisFrom(courseEvents('C-1'), '2026-03-05').slice(0, 3),
  ...stenosisFrom(courseEvents('C-2'), '2026-03-05', { therapist: EVA }).slice(0, 3),
];
const digestsOnMonday = () =>
  cloud()
    .cloud.inbox()
    .filter(({ tags }) => tags['day'] === '2026-03-09')
    .flatMap(({ to }) => to);
const deadQueues = () =>
  cloud()
    .cloud.deadLetters()
    .map(({ queue }) => queue);
const failures = () =>
  cloud()
    .cloud.logs()
    .filter(({ function: name }) => name.endsWith('send-digest'))
    .map(({ text }) => text)
    .join('\n');

test('a course whose head cannot be read: every other digest goes out once, and the operator hears of it', async () => {
  await tell(bothOwe(), '2026-03-06T06:00:00Z');
  const head = (await wholeTable(cloud())).find(({ pk, sk }) => pk === 'COURSE#C-1' && sk === '#HEAD');
  await putInTable(cloud(), { ...head, pk: 'COURSE#C-9', dueOn: '2026-03-06', status: 'sleeping' });
  await cloud().cloud.advanceTo(toInstant('2026-03-09T17:00:00Z'));
  expect(digestsOnMonday().sort()).toEqual(['bo@clinic.example', 'eva@clinic.example']);
  expect(deadQueues()).toEqual([expect.stringMatching(/digests-dead-letters$/)]);
  expect(failures()).toContain('1 of 3 courses could not be read: C-9');
});

test('an entry of the log of digests that cannot be read stops only its recipient', async () => {
  await tell(bothOwe(), '2026-03-06T06:00:00Z');
  const entry = { pk: 'THERAPIST#T-1', sk: 'DIGEST#2026-03-04', day: '2026-03-04', version: 'Bo Holm' };
  await putInTable(cloud(), entry);
  await cloud().cloud.advanceTo(toInstant('2026-03-09T17:00:00Z'));
  expect(digestsOnMonday()).toEqual(['eva@clinic.example']);
  expect(deadQueues()).toHaveLength(1);
  expect(failures()).toContain('THERAPIST#T-1 (an entry of the log of digests cannot be read)');
  expect(failures()).not.toContain('Bo Holm');
});
