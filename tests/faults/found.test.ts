import { expect, test } from 'vitest';
import type { Fault } from '../../local/faults/fault.ts';
import { toInstant } from '../../shared/core/instant.ts';
import { PATIENT, THERAPIST } from '../support/events.ts';
import { CLEAN, told, useFaults } from '../support/faults.ts';
import { STENOSIS } from '../support/stories.ts';

/** Scenarios that failed once. */
const { compare } = useFaults();

test('a transaction in the way of the mark of an e-mail, whose report is lost: it does not go again', async () => {
  const story = {
    name: 'one reminder',
    events: [
      told('C-1', 'e001', 'course.enrolled', '2026-03-02T10:00:00+01:00', {
        ...STENOSIS,
        patient: PATIENT,
        therapist: THERAPIST,
      }),
    ],
    until: toInstant('2026-03-02T13:00:00+01:00'),
  };
  const faults: Fault[] = [
    { kind: 'call', call: 1, of: 'UpdateItem', what: 'conflict' },
    { kind: 'delivery', to: 'emails', nth: 1, times: 9, after: [] },
  ];
  const { verdict, run } = await compare(story, faults);
  expect(verdict).toEqual(CLEAN);
  expect(run.sent).toHaveLength(1);
  expect(run.fired).toContainEqual(faults[0]);
});
