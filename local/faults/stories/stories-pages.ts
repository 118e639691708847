import { toInstant } from '../../../shared/core/time/instant.ts';
import { enrolment, heldFirst } from './people.ts';
import type { PressedChange, Presser, StoryPress } from './press.ts';
import { courseTeller, type FaultStory, received, type StoryEvent } from './story.ts';

const VISIT = 'pre-examination';
type Say = ReturnType<typeof courseTeller>;

const press = (at: string, by: Presser): StoryPress => ({ at, courseId: 'C-1', by });

function story(
  name: string,
  until: string,
  eventsOf: (say: Say) => readonly StoryEvent[],
  presses: readonly StoryPress[],
  changes: readonly PressedChange[],
): FaultStory {
  return { name, events: eventsOf(courseTeller('C-1')), presses, changes, until: toInstant(until) };
}

const bookedOn = (say: Say, at: string, startsAt: string) =>
  say('visit.booked', at, { visit: VISIT, startsAt });
const answered = (say: Say, at: string, questionnaire: string) =>
  say('questionnaire.answered', at, { visit: VISIT, questionnaire, answeredOn: at.slice(0, 10) });

const CANNOT_COME: Presser = { page: 'patient', button: 'Jeg kan ikke komme' };
const timeTold = (say: Say) => [
  enrolment(say, '2026-03-02T10:00:00+01:00'),
  bookedOn(say, '2026-03-04T09:30:00+01:00', '2026-03-06T10:00:00+01:00'),
  answered(say, '2026-03-04T12:00:00+01:00', 'ODI'),
];

/** The clinic hears of it at once, moves the time, and the patient is told. */
const cannotCome = () =>
  story(
    'pressed: cannot come, and gets another time',
    '2026-03-05T12:00:00+01:00',
    (say) => [...timeTold(say), bookedOn(say, '2026-03-04T15:00:00+01:00', '2026-03-06T13:00:00+01:00')],
    [press('2026-03-04T11:00:00+01:00', CANNOT_COME)],
    [['call.requested']],
  );

const givesUp = () =>
  story(
    'pressed: cannot come, and gives up at an error',
    '2026-03-04T16:00:00+01:00',
    timeTold,
    [{ ...press('2026-03-04T11:00:00+01:00', CANNOT_COME), givesUp: true }],
    [['call.requested']],
  );

const pauses = () =>
  story(
    'pressed: a pause, and a time that is booked meanwhile',
    '2026-03-06T12:00:00+01:00',
    (say) => [
      enrolment(say, '2026-03-02T10:00:00+01:00'),
      bookedOn(say, '2026-03-03T10:00:00+01:00', '2026-03-09T10:00:00+01:00'),
    ],
    [
      press('2026-03-02T12:00:00+01:00', {
        page: 'patient',
        button: 'Hold pause',
        typed: { length: 'until', until: '05-03-2026' },
      }),
    ],
    [['reminders.paused']],
  );

const stops = () =>
  story(
    'pressed: the one press of a mailbox',
    '2026-03-04T12:00:00+01:00',
    (say) => [
      enrolment(say, '2026-03-02T10:00:00+01:00'),
      bookedOn(say, '2026-03-02T14:00:00+01:00', '2026-03-06T10:00:00+01:00'),
    ],
    [press('2026-03-02T11:00:00+01:00', { page: 'mailbox' })],
    [['patient.updated']],
  );

/** On Friday the list has the tests of the day before. */
const testsAreDue = (say: Say) => [
  ...heldFirst(say, '2026-03-05').slice(0, 2),
  say('questionnaire.answered', '2026-03-06T11:00:00+01:00', {
    visit: VISIT,
    questionnaire: 'ODI',
    answeredOn: '2026-03-05',
  }),
];
const onTests = (button: string, typed = {}): Presser => ({
  page: 'list',
  task: 'Registrér PSFS',
  button,
  typed,
});

const atOnce = () =>
  story(
    'pressed: two therapists at once, done and put off',
    '2026-03-06T14:00:00+01:00',
    testsAreDue,
    [
      press('2026-03-06T09:00:00+01:00', onTests('Registrér testen')),
      press('2026-03-06T09:00:00+01:00', onTests('Udsæt', { length: 'week' })),
    ],
    [['assessment.recorded', 'task.snoozed']],
  );

const undone = () =>
  story(
    'pressed: put off, and taken back',
    '2026-03-09T12:00:00+01:00',
    testsAreDue,
    [
      press('2026-03-06T09:00:00+01:00', onTests('Udsæt', { length: 'week' })),
      press('2026-03-06T09:30:00+01:00', { page: 'after', button: 'Fortryd' }),
    ],
    [['task.snoozed'], ['event.retracted']],
  );

/** The patient is told the time that a therapist has written down, and reminded of it. */
const booked = () =>
  story(
    'pressed: a therapist books, and the patient is reminded',
    '2026-03-17T12:00:00+01:00',
    (say) => [
      ...received('2026-03-12T10:00:00+01:00', heldFirst(say, '2026-03-05')),
      say('patient.updated', '2026-03-13T15:00:00+01:00', { name: 'Anna Jensen' }),
    ],
    [
      press('2026-03-13T09:00:00+01:00', {
        page: 'list',
        task: 'Aftal tid til statuskonsultationen',
        button: 'Notér tiden',
        typed: { date: '18-03-2026', time: '10.00' },
      }),
    ],
    [['visit.booked']],
  );

const tells = () =>
  story(
    'pressed: a form provider tells an answer',
    '2026-03-05T12:00:00+01:00',
    (say) => [
      enrolment(say, '2026-03-02T10:00:00+01:00'),
      bookedOn(say, '2026-03-03T10:00:00+01:00', '2026-03-06T10:00:00+01:00'),
    ],
    [
      press('2026-03-02T15:00:00+01:00', {
        page: 'api',
        callId: 'call-1',
        body: { courseId: 'C-1', visit: VISIT, questionnaire: 'ODI' },
      }),
    ],
    [['questionnaire.answered']],
  );

/** Of two courses, one of which nobody has heard of before. */
const program = () => {
  const at = '2026-03-02T15:00:00+01:00';
  const [one, other] = [courseTeller('C-1'), courseTeller('C-2')];
  const events = [
    enrolment(other, at),
    bookedOn(one, at, '2026-03-06T10:00:00+01:00'),
    answered(one, at, 'ODI'),
  ].map((event, index) => ({ ...event, eventId: `told-${index}` }));
  return story(
    'pressed: a program tells events of two courses',
    '2026-03-05T12:00:00+01:00',
    (say) => [
      enrolment(say, '2026-03-02T10:00:00+01:00'),
      ...[say, other].map((each) => each('patient.updated', '2026-03-03T10:00:00+01:00', { name: 'Anna' })),
    ],
    [press('2026-03-02T15:00:00+01:00', { page: 'program', events })],
    [['course.enrolled'], ['visit.booked'], ['questionnaire.answered']],
  );
};

/** Patients, therapists, a form provider and a program press, and each press reaches another branch of the pages. */
export const PAGE_STORIES: readonly FaultStory[] = [
  cannotCome(),
  givesUp(),
  pauses(),
  stops(),
  atOnce(),
  undone(),
  booked(),
  tells(),
  program(),
];
