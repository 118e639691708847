import type { VisitName } from '../../shared/core/protocols/protocol.ts';
import { addDays, parseCivilDate as day } from '../../shared/core/time/civil-date.ts';
import type { CourseLog } from './course-log.ts';
import { openDayAfter } from './local-time.ts';
import { mailboxOf, patientOf, THERAPISTS } from './people.ts';
import { answer, attend, book, close, finish, heldOn, hold } from './steps.ts';
import { lowBackPain, type Story, stenosis } from './story.ts';
import {
  closeAndFollowUp,
  enterLowBackPain,
  finishStenosis,
  followUpInOpenCourse,
  normalStenosis,
} from './usual.ts';

/** An address to which nothing can be delivered. */
const bouncing = (number: number) => `${mailboxOf(patientOf(number).name)}@bounce.example`;

/** The therapist has phoned a patient whom no e-mail reaches; the visit is booked on the phone. */
function phoneAndAttend(log: CourseLog, visit: VisitName): void {
  const { occurredAt } = book(log, visit);
  const on = day(occurredAt.slice(0, 10));
  log.say('task.completed', { task: `call-patient:${visit}` }, on, '19:10');
  answer(log, visit, 'one-missing');
  hold(log, visit);
}

/** Patients whom e-mail does not reach, or not for a while, and therapists who change. */
export const contactStories: readonly Story[] = [
  stenosis(
    {
      number: 1005,
      enrolled: '2026-01-22',
      patient: { email: null },
      story: 'Has no e-mail address: the therapist phones before each visit.',
    },
    (log) => {
      phoneAndAttend(log, 'pre-examination');
      phoneAndAttend(log, 'status-4-weeks');
      phoneAndAttend(log, 'final-status');
      finish(log, 'final-status');
    },
  ),
  stenosis(
    {
      number: 1009,
      enrolled: '2026-02-05',
      patient: { consent: { email: false } },
      story: 'Gives no consent to e-mail; answers on paper at the clinic.',
    },
    (log) =>
      normalStenosis(log, {
        'pre-examination': { answers: 'never' },
        'final-status': { answers: 'after-nudge' },
      }),
  ),
  stenosis(
    {
      number: 1015,
      enrolled: '2026-03-05',
      patient: { email: bouncing(1015) },
      story: 'The address bounces and stays so; the calls are never ticked off.',
    },
    (log) =>
      normalStenosis(log, { 'pre-examination': { answers: 'never' }, 'final-status': { answers: 'never' } }),
  ),
  lowBackPain(
    {
      number: 1017,
      enrolled: '2026-03-17',
      patient: { email: bouncing(1017) },
      story: 'The address bounces; phoned and corrected two days later. One line is delivered twice.',
    },
    (log) => {
      log.say('task.completed', { task: 'call-patient:first-consultation' }, day('2026-03-19'), '09:30');
      const corrected = log.say(
        'patient.updated',
        { email: patientOf(1017).email },
        day('2026-03-19'),
        '09:35',
      );
      log.repeat(corrected, '2026-03-19T14:35:00+01:00');
      enterLowBackPain(log, { 'first-consultation': { bookedOn: day('2026-03-19') } });
      closeAndFollowUp(log);
    },
  ),
  stenosis(
    {
      number: 1025,
      enrolled: '2026-04-30',
      story: 'Withdraws the consent to e-mail in the middle and gives it again.',
    },
    (log) => {
      attend(log, 'pre-examination');
      const withdrawn = openDayAfter(heldOn(log, 'pre-examination'), 6);
      log.say('patient.updated', { consent: { email: false } }, withdrawn, '17:20');
      phoneAndAttend(log, 'status-4-weeks');
      log.say(
        'patient.updated',
        { consent: { email: true } },
        openDayAfter(heldOn(log, 'status-4-weeks'), 0),
        '16:45',
      );
      finishStenosis(log);
    },
  ),
  lowBackPain(
    {
      number: 1029,
      enrolled: '2026-05-28',
      story: 'Abroad: reminders rest until a day, then go on by themselves.',
    },
    (log) => {
      enterLowBackPain(log);
      log.say('reminders.paused', { until: '2026-08-17' }, day('2026-07-27'), '19:20');
      followUpInOpenCourse(log, { closing: { bookedOn: day('2026-08-18') } });
    },
  ),
  stenosis(
    {
      number: 1040,
      enrolled: '2026-09-04',
      therapist: THERAPISTS.aylin,
      story:
        'Another therapist takes over, whose address is mistyped: his list goes to the manager for two weeks. The patient takes a new name.',
    },
    (log) => {
      attend(log, 'pre-examination');
      const mistyped = { ...THERAPISTS.jonas, email: 'jonas@bounce.example' };
      log.say('therapist.assigned', { therapist: mistyped }, day('2026-10-05'), '08:35');
      log.say('therapist.assigned', { therapist: THERAPISTS.jonas }, day('2026-10-19'), '08:10');
      attend(log, 'status-4-weeks');
      const name = `${patientOf(1040).name} Birk`;
      log.say('patient.updated', { name }, addDays(heldOn(log, 'status-4-weeks'), 20), '12:40');
      finishStenosis(log);
    },
  ),
  lowBackPain(
    {
      number: 1041,
      enrolled: '2026-09-10',

      story: 'Withdraws the consent and gives it again; closed by mistake and reopened the next day.',
    },
    (log) => {
      enterLowBackPain(log);
      log.say('patient.updated', { consent: { email: false } }, day('2026-10-05'), '18:15');
      close(log, 'completed', day('2026-10-12'));
      log.say('course.reopened', { reason: 'The wrong course was closed' }, day('2026-10-13'), '08:20');
      log.say('patient.updated', { consent: { email: true } }, day('2026-11-02'), '10:30');
      followUpInOpenCourse(log);
    },
  ),
];
