import { expect, test } from 'vitest';
import type { Fault } from '../../local/faults/stories/fault.ts';
import { enrolment } from '../../local/faults/stories/people.ts';
import { courseTeller } from '../../local/faults/stories/story.ts';
import { toInstant } from '../../shared/core/time/instant.ts';
import { CLEAN, useFaults } from '../support/faults.ts';

/** Another handler records what happens next while the first is at work. */
const { compare } = useFaults();
const before = (of: string, call = 1): Fault[] => [{ kind: 'meanwhile', call, of }];
const VISIT = 'pre-examination';

/** Reminded at 09:15 UTC; dead half an hour later. */
function death() {
  const say = courseTeller('C-1');
  return {
    name: 'a death',
    events: [
      enrolment(say, '2026-03-02T10:00:00+01:00'),
      say('course.closed', '2026-03-02T10:45:00+01:00', { date: '2026-03-02', reason: 'deceased' }),
    ],
    until: toInstant('2026-03-02T13:00:00+01:00'),
  };
}

test.each(['GetItem', 'TransactWriteItems'])('a death that lands before a %s: nothing goes', async (call) => {
  const { run, undisturbed, verdict } = await compare(death(), before(call, 4));
  expect(verdict).toEqual(CLEAN);
  expect(run.fired).toHaveLength(1);
  expect(undisturbed.sent).toHaveLength(1);
  expect(run.sent).toEqual([]);
});

test('a death that lands when the e-mail is on its way is too late', async () => {
  const { run, verdict } = await compare(death(), before('SendEmail'));
  expect(verdict).toEqual(CLEAN);
  expect(run.fired).toHaveLength(1);
  expect(run.sent).toHaveLength(1);
});

test('an answer that lands before the last look: only what is still wanted goes', async () => {
  const say = courseTeller('C-1');
  const answered = (questionnaire: string, at: string) =>
    say('questionnaire.answered', at, { visit: VISIT, questionnaire, answeredOn: at.slice(0, 10) });
  const story = {
    name: 'the last answer',
    events: [
      enrolment(say, '2026-03-02T10:00:00+01:00'),
      say('visit.booked', '2026-03-03T10:00:00+01:00', {
        visit: VISIT,
        startsAt: '2026-03-12T10:00:00+01:00',
      }),
      answered('NPRS', '2026-03-04T10:00:00+01:00'),
      answered('ZCQ', '2026-03-04T10:00:00+01:00'),
      answered('ODI', '2026-03-10T09:30:00+01:00'),
    ],
    until: toInstant('2026-03-10T13:00:00+01:00'),
  };
  const nudge = `${VISIT}/nudge/2026-03-12`;
  const { run, undisturbed, verdict } = await compare(story, before('GetItem', 14));
  expect(verdict).toEqual(CLEAN);
  expect(run.fired).toHaveLength(1);
  expect(undisturbed.sent.flatMap(({ keys }) => keys)).toContain(`C-1 ${nudge}`);
  const messages = run.courses.get('C-1')?.messages ?? [];
  expect(messages.at(-1)).toMatchObject({ status: 'sent', dropped: [nudge] });
});
