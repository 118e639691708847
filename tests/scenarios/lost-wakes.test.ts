import { DeleteScheduleCommand, SchedulerClient } from '@aws-sdk/client-scheduler';
import { expect, test } from 'vitest';
import { courseEvents } from '../support/events.ts';
import { useClinic } from '../support/scenario.ts';
import { arriving, STENOSIS, stenosisFrom } from '../support/stories.ts';
import { lostWakes, outage } from '../support/troubles.ts';

const { cloud, tell } = useClinic({}, { sweeps: true });
const SWEEP = 'course-reminders-sample-sweep';

const METRICS = ['OverdueWakes', 'MissingSchedules', 'OutdatedPlans'] as const;

/** The metrics of all runs of the sweep together. */
function foundBySweep(): number[] {
  const reports = cloud()
    .cloud.logs()
    .map(({ json }) => Object(json) as Partial<Record<(typeof METRICS)[number], number>>);
  return METRICS.map((metric) => reports.reduce((sum, report) => sum + (report[metric] ?? 0), 0));
}

/** Deletes every schedule of a wake, as an operator may at the console. */
async function deleteWakes(): Promise<void> {
  const { cloud: aws, clinic, stackName: GroupName } = cloud();
  const client = new SchedulerClient({
    endpoint: aws.endpoint,
    region: clinic.region,
    credentials: { accessKeyId: 'operator', secretAccessKey: 'operator' },
  });
  const wakes = aws.schedules().filter(({ name }) => !['digest', 'sweep'].includes(name));
  for (const { name: Name } of wakes) await client.send(new DeleteScheduleCommand({ GroupName, Name }));
  client.destroy();
}

test('a wake that never comes is brought back by the hourly sweep', async () => {
  const end = cloud().cloud.intercept(lostWakes(1));
  const told = await tell(
    [courseEvents().enrolled('2026-03-05T10:00:00+01:00', STENOSIS)],
    '2026-03-05T18:00:00Z',
  );
  end();
  // Due at 10:15; the hourly schedule began at 10:01, sweeps at 11:01, and the wake comes a minute later.
  expect(told.patientEmails).toEqual(['2026-03-05 11:02 C-1: pre-examination/questionnaires']);
  expect(foundBySweep()).toEqual([1, 0, 0]);
});

test('an outage longer than queues keep their messages: no burst, and what still makes sense is sent', async () => {
  const end = cloud().cloud.intercept(outage(cloud(), ['2026-03-18T23:00:00Z', '2026-03-27T09:00:00Z']));
  const events = arriving('2026-03-18T10:00:00+01:00', stenosisFrom(courseEvents(), '2026-03-05'));
  const told = await tell(events, '2026-03-27T12:00:00Z');
  end();
  // Due on 19 March until the second took its place on the 26th; the wake of the 19th is gone after a week.
  expect(told.patientEmails).toEqual(['2026-03-27 10:01 C-1: status-4-weeks/booking/2026-03-05/2']);
  expect(told.audit).toMatchObject({ 'came due': 2, sent: 1, missed: 1 });
});

test('a schedule that somebody deleted is put back before it is due: the reminder goes out on time', async () => {
  await tell(stenosisFrom(courseEvents(), '2026-03-05'), '2026-03-18T10:00:00Z');
  await deleteWakes();
  const told = await tell([], '2026-03-20T12:00:00Z');
  expect(told.patientEmails).toEqual(['2026-03-19 09:00 C-1: status-4-weeks/booking/2026-03-05/1']);
  expect(foundBySweep()).toEqual([0, 1, 0]);
});

test('in health the sweep finds nothing and changes nothing', async () => {
  const told = await tell(
    [courseEvents().enrolled('2026-03-05T10:00:00+01:00', STENOSIS)],
    '2026-03-05T20:00:30Z',
  );
  expect(told.patientEmails).toEqual(['2026-03-05 10:15 C-1: pre-examination/questionnaires']);
  expect(foundBySweep()).toEqual([0, 0, 0]);
  expect(await cloud().courseIds()).toEqual(['C-1']);
  // Eleven runs: the first notes that all plans are up to date, and arms the wake of the next hour again.
  expect(cloud().cloud.callsOf(SWEEP)).toEqual({
    'dynamodb.Query': 11 + 2,
    'dynamodb.PutItem': 1,
    'scheduler.CreateSchedule': 1,
  });
});

test('sweeps that piled up in an outage are one run', async () => {
  const end = cloud().cloud.intercept(outage(cloud(), ['2026-03-05T11:00:00Z', '2026-03-05T16:00:00Z']));
  await tell([courseEvents().enrolled('2026-03-05T10:00:00+01:00', STENOSIS)], '2026-03-05T20:00:30Z');
  end();
  // Of the eleven, five came at once; the first looked at the plans, too.
  expect(cloud().cloud.callsOf(SWEEP)['dynamodb.Query']).toBe(6 + 1 + 2);
  expect(foundBySweep()).toEqual([0, 0, 0]);
});
