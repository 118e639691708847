import { expect, test } from 'vitest';
import { courseEvents } from '../support/events.ts';
import { useClinic } from '../support/scenario.ts';
import { arriving, STENOSIS, stenosisFrom } from '../support/stories.ts';
import { lostWakes, outage } from '../support/troubles.ts';

const { cloud, tell } = useClinic({}, { sweeps: true });

test('a wake that never comes is brought back by the hourly sweep', async () => {
  const end = cloud().cloud.intercept(lostWakes(1));
  const told = await tell(
    [courseEvents().enrolled('2026-03-05T10:00:00+01:00', STENOSIS)],
    '2026-03-05T18:00:00Z',
  );
  end();
  // Due at 10:15; the hourly schedule began at 10:01, sweeps at 11:01, and the wake comes a minute later.
  expect(told.patientEmails).toEqual(['2026-03-05 11:02 C-1: pre-examination/questionnaires']);
});

test('an outage longer than queues keep their messages: no burst, and what still makes sense is sent', async () => {
  const end = cloud().cloud.intercept(outage(cloud(), ['2026-03-18T23:00:00Z', '2026-03-27T09:00:00Z']));
  const events = arriving('2026-03-18T10:00:00+01:00', stenosisFrom(courseEvents(), '2026-03-05'));
  const told = await tell(events, '2026-03-27T12:00:00Z');
  end();
  // Due on 19 March until the second took its place on the 26th; the wake of the 19th is gone after four days.
  expect(told.patientEmails).toEqual(['2026-03-27 10:01 C-1: status-4-weeks/booking/2026-03-05/2']);
  expect(told.audit).toMatchObject({ 'came due': 2, sent: 1, missed: 1 });
});

test('in health the sweep changes nothing', async () => {
  const told = await tell(
    [courseEvents().enrolled('2026-03-05T10:00:00+01:00', STENOSIS)],
    '2026-03-05T18:00:00Z',
  );
  expect(told.patientEmails).toEqual(['2026-03-05 10:15 C-1: pre-examination/questionnaires']);
  const sweep = cloud().cloud.stacks[0]?.functions.find(({ name }) => name.endsWith('-sweep'));
  expect(Object.keys(cloud().cloud.callsOf(sweep?.name ?? ''))).toEqual(['dynamodb.Query']);
});
