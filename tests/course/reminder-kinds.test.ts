import { expect, test } from 'vitest';
import { REMINDER_KINDS, type ReminderKind, readKey } from '../../shared/core/ids/reminder-key.ts';
import { toInstant } from '../../shared/core/time/instant.ts';
import { courseEvents, type Raw } from '../support/events.ts';
import { clinicWith } from '../support/plan.ts';
import { Shell } from '../support/shell.ts';

type Course = ReturnType<typeof courseEvents>;

const VISIT = 'pre-examination';
const enrolment = ({ enrolled }: Course) =>
  enrolled('2026-02-26T10:00:00+01:00', { protocol: 'lumbar-spinal-stenosis', entry: 'direct' });
const booking = ({ booked }: Course) =>
  booked(VISIT, '2026-02-26T11:00:00+01:00', '2026-03-20T10:00:00+01:00');

/** A clinic that sends every kind. */
const CLINIC = clinicWith({
  reminders: Object.fromEntries(REMINDER_KINDS.map((kind) => [kind, { enabled: true }])),
});

/** For each kind of reminder, what happens at a clinic that sends one until the end of March. */
const STORIES: Readonly<Record<ReminderKind, (course: Course) => readonly Raw[]>> = {
  questionnaires: (course) => [enrolment(course)],
  nudge: (course) => [enrolment(course), booking(course)],
  booking: (course) => [enrolment(course)],
  rebooking: (course) => [
    enrolment(course),
    booking(course),
    course.missed(VISIT, '2026-03-20T11:00:00+01:00'),
  ],
  confirmation: (course) => [enrolment(course), booking(course)],
  appointment: (course) => [enrolment(course), booking(course)],
  changed: (course) => [
    enrolment(course),
    booking(course),
    course.booked(VISIT, '2026-03-19T10:00:00+01:00', '2026-03-23T10:00:00+01:00'),
  ],
  cancelled: (course) => [
    enrolment(course),
    booking(course),
    course.cancelled(VISIT, '2026-03-19T10:00:00+01:00'),
  ],
};

test.each(Object.entries(STORIES))('%s: some story sends it', async (kind, story) => {
  const events = story(courseEvents());
  const shell = new Shell(events[0]?.occurredAt ?? '', CLINIC);
  for (const event of events) {
    await shell.runUntil(toInstant(event.occurredAt));
    await shell.record([event]);
  }
  await shell.runUntil('2026-03-31T00:00:00Z');
  const { messages } = await shell.store.load('C-1');
  const sent = messages.filter(({ status }) => status === 'sent').flatMap(({ reminders }) => reminders);
  expect(sent.map(({ key }) => readKey(key).kind)).toContain(kind);
});
