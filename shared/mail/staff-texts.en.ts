import type { DigestCounts, StaffTexts } from './texts.ts';
import { visitsIn } from './visit-words.ts';

const amount = (count: number, one: string, many: string): string => `${count} ${count === 1 ? one : many}`;
const tasks = (count: number) => amount(count, 'task', 'tasks');
const weekdays = (count: number) => amount(count, 'weekday', 'weekdays');

/** `2 tasks due today and 4 overdue`: what must be done, or else what is worth knowing. */
const holds = (counts: DigestCounts): string => owed(counts) || worthKnowing(counts);

function owed({ dueToday, overdue, duringClosure }: DigestCounts): string {
  const parts: readonly (readonly [number, string])[] = [
    [dueToday, 'due today'],
    [overdue, 'overdue'],
    [duringClosure, 'due while the clinic is closed'],
  ];
  const some = parts.filter(([count]) => count > 0);
  return listed(some.map(([count, when], index) => `${index === 0 ? tasks(count) : count} ${when}`));
}

const worthKnowing = ({ worthKnowing: count }: DigestCounts): string =>
  count === 0 ? '' : `${amount(count, 'thing', 'things')} worth knowing`;

const all = (counts: DigestCounts): string =>
  listed([owed(counts), worthKnowing(counts)].filter((part) => part !== ''));

function listed(parts: readonly string[]): string {
  return parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;
}

/** What therapists and managers who read English are told. */
export const staffEn: StaffTexts = {
  footer: (clinic) => [
    'Patients are shown by initials and patient number only.',
    `This e-mail was sent automatically by ${clinic}.`,
  ],
  patient: (initials, patientId) => `${initials} (patient ${patientId})`,
  sessions: (training, from, to) =>
    `${amount(training, 'training session', 'training sessions')} (usually ${from}–${to})`,
  isNew: 'NEW',
  columns: { task: 'Task', due: 'Due', overdue: 'Overdue' },
  weekdays: (count) => (count < 1 ? 'less than 1 weekday' : weekdays(count)),
  more: (counts) => `There are more: ${all(counts)}. Open the list to see it all.`,
  moreLines: (count) => `There are ${count} more.`,
  openList: 'Open the list',
  therapist: {
    subject: (counts, clinic) => `${holds(counts)} – ${clinic}`,
    intro: (counts, day) => `As of ${day}: ${holds(counts)}.`,
    forManager: (therapist) =>
      `This is the list of ${therapist}. It comes to you because e-mails do not reach ${therapist}.`,
    forNobody: 'These are courses of which we do not know the therapist.',
    dueToday: 'Due today',
    overdue: 'Overdue',
    duringClosure: (from, to) => `While the clinic is closed from ${from} to ${to}`,
    worthKnowing: 'Worth knowing',
  },
  manager: {
    subject: (arrived, known, clinic) =>
      arrived > 0
        ? `${amount(arrived, 'new task', 'new tasks')} long overdue – ${clinic}`
        : `${tasks(known)} long overdue – ${clinic}`,
    intro: (arrived, after, day) =>
      arrived > 0
        ? `Since the last e-mail ${tasks(arrived)} became overdue by more than ${weekdays(after)}. As of ${day}.`
        : `Since the last e-mail no other task became overdue by more than ${weekdays(after)}. As of ${day}.`,
    known: 'From before',
    knownColumns: { therapist: 'Therapist', count: 'Tasks' },
    nobody: 'Without a therapist',
  },
  quality: {
    subject: (month, clinic) => `Quality figures for ${month} – ${clinic}`,
    intro: (month) =>
      `These are the clinic's figures for ${month} and for the 12 months to the end of ${month}.`,
    columns: (month) => ({ measure: 'Measure', month, twelveMonths: '12 months' }),
    heldInWindow: (visit) => `Held in its window: ${visit}`,
    measures: {
      'answered-before-visit': 'Questionnaires answered before the visit',
      'assessments-recorded': 'Tests recorded',
      'discharge-letters-in-time': 'Discharge letters sent in time',
      'follow-ups-within-cap': 'Follow-ups held within 12 months',
      'no-shows': 'No-shows',
      'not-reachable-by-email': 'Patients who cannot be e-mailed',
    },
    share: (numerator, denominator, percent) =>
      percent === null ? 'none' : `${numerator} of ${denominator} (${percent}%)`,
  },
  call: {
    subject: {
      'cannot-come': (initials) => `Call ${initials}: cannot come`,
      book: (initials) => `Call ${initials}: wants to book`,
      question: (initials) => `Call ${initials}: has a question`,
    },
    text: {
      'cannot-come': 'A patient cannot come and asks to be called.',
      book: 'A patient asks to be called to book an appointment.',
      question: 'A patient has a question and asks to be called.',
    },
    patient: 'Patient',
    visit: 'Visit',
    when: 'Time',
    open: 'Open the task',
  },
  deadAddress: {
    subject: (therapist) => `E-mails to ${therapist} do not arrive`,
    text: {
      bounced: (therapist) => `E-mails to ${therapist} come back.`,
      complained: (therapist) =>
        `E-mails to ${therapist} were reported as unwanted. No more are sent to that address.`,
    },
    what: "Correct the address in the clinic's system. Until then the list of tasks comes to you instead.",
  },
  unknownCourses: {
    subject: (count, clinic) => `${amount(count, 'course', 'courses')} without an enrolment – ${clinic}`,
    text: (count) =>
      count === 1
        ? 'There are facts about a course that nobody has enrolled for more than a day. Until then we remind nobody of anything. Enrol the course, or find out whether its id is wrong:'
        : 'There are facts about courses that nobody has enrolled for more than a day. Until then we remind nobody of anything. Enrol the courses, or find out whether their ids are wrong:',
  },
  visits: visitsIn('en'),
  assessments: {
    PSFS: 'PSFS',
    'sit-to-stand': 'the sit-to-stand test',
    neurological: 'the neurological examination',
    'pain-and-function': 'pain and function',
  },
  tasks: {
    book: (visit) => `Book ${visit}`,
    hold: (visit) => `Hold and record ${visit}`,
    answer: (visit) => `Get the questionnaires answered before ${visit}`,
    'record-answers': (visit) => `Record the answers to the questionnaires of ${visit}`,
    'review-booking': (visit) => `Move or accept the time of ${visit}: it lies outside its window`,
    'review-window': (visit) => `Find a day for ${visit}: no open day is left in its window`,
    assess: (assessment, visit) => `Record ${assessment} at ${visit}`,
    'call-patient': (visit) => `Call the patient about ${visit}`,
    'discharge-letter': "Send the discharge letter to the patient's doctor",
    'review-follow-ups': 'Decide about the follow-up that cannot be held in time',
    'confirm-referral-date': 'Confirm the referral date',
    'call-back': 'Return the call of the patient',
    'close-course': 'Close the course',
  },
};
