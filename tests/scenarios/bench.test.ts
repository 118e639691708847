import { expect, test } from 'vitest';
import { courseEvents } from '../support/events.ts';
import { useClinic } from '../support/scenario.ts';

const { tell, cloud } = useClinic();

test('an invitation that got no answer goes out again when its lease has run out', async () => {
  const { enrolled } = courseEvents();
  let calls = 0;
  const stop = cloud().cloud.intercept({
    before: ({ operation }) => (operation === 'SendEmail' && ++calls === 1 ? 'drop' : undefined),
  });
  const told = await tell([enrolled('2026-03-02T10:00:00+01:00')], '2026-03-03T00:00:00Z');
  stop();
  expect(told.patientEmails).toEqual(['2026-03-02 10:30 C-1: supplementary-initial/questionnaires']);
  expect(told.deadLetters).toEqual([]);
  expect(calls).toBe(2);
});
