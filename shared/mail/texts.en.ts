import type { DayWords, MomentWords } from './dates.ts';
import type { DateTexts, DigestTexts, PatientTexts, SubjectTexts, Texts } from './texts.ts';

const plainDay = ({ day, month, year }: DayWords) => `${day} ${month} ${year}`;
const shortDay = ({ weekday, day, month }: DayWords) => `${weekday} ${day} ${month}`;
const clock = ({ hour, minute }: MomentWords) => `at ${hour.padStart(2, '0')}:${minute}`;

const dates: DateTexts = {
  day: (words) => `${shortDay(words)} ${words.year}`,
  shortDay,
  plainDay,
  moment: (words) => `${shortDay(words)} ${words.year} ${clock(words)}`,
  shortMoment: (words) => `${shortDay(words)} ${clock(words)}`,
  range: (from, to) => {
    if (from === null) return to && `no later than ${plainDay(to)}`;
    if (to === null) return `no earlier than ${plainDay(from)}`;
    if (plainDay(from) === plainDay(to)) return `on ${plainDay(to)}`;
    const month = from.month === to.month && from.year === to.year ? '' : ` ${from.month}`;
    const year = from.year === to.year ? '' : ` ${from.year}`;
    return `between ${from.day}${month}${year} and ${plainDay(to)}`;
  },
};

const subject: SubjectTexts = {
  appointment: (moment, changed) => `${changed ? 'New time' : 'Your appointment'} on ${moment}`,
  appointments: (clinic) => `Your appointments at ${clinic}`,
  nudge: (day) => `Please remember the questionnaire before ${day}`,
  questionnaire: (day) => `A questionnaire before your appointment on ${day}`,
  questionnaireUnbooked: (clinic) => `A questionnaire before your visit to ${clinic}`,
  questionnaires: (clinic) => `Questionnaires before your visits to ${clinic}`,
  booking: (clinic) => `Please book an appointment at ${clinic}`,
  rebooking: (clinic) => `Please book a new appointment at ${clinic}`,
  combined: (booked, questionnaire, booking) => {
    if (booked === null) return 'Please book an appointment – and fill in a questionnaire';
    if (questionnaire && booking) return `${booked} – a questionnaire and a time to book`;
    return `${booked} – ${questionnaire ? 'and a questionnaire before your visit' : 'and a time to book'}`;
  },
};

const patient: PatientTexts = {
  subject,
  intro: (clinic) => `This is a message from ${clinic}.`,
  signature: (clinic) => `Kind regards\n${clinic}`,
  footer: (clinic, phone) => [
    `If you have any questions, call us on ${phone} or reply to this e-mail.`,
    `You are receiving this e-mail because you are a patient at ${clinic} and agreed to receive reminders. If you do not want any more, reply to this e-mail and tell us.`,
  ],
  appointment: {
    lead: (changed) =>
      changed ? 'Your appointment has changed. The new time is:' : 'We look forward to seeing you.',
    when: 'Time',
    where: 'Place',
    minutes: (minutes) => `(about ${minutes} ${minutes === 1 ? 'minute' : 'minutes'})`,
    calendar: 'The attached file opens in your calendar, where you can save the appointment.',
    unable: (phone) => `If you cannot come, call us on ${phone} or reply to this e-mail.`,
  },
  nudge: (moment) =>
    `We have not yet received your answers to the questionnaire before your ${moment === null ? 'visit' : `appointment on ${moment}`}. Your answers help us prepare and leave more time for you. If you have just answered, you can ignore this.`,
  questionnaire: (moment) =>
    `Please fill in a questionnaire before your ${moment === null ? 'visit' : `appointment on ${moment}`}. Your answers help us prepare and leave more time for you.`,
  questionnaireUnbooked: (day) =>
    `Please fill in a questionnaire before your next visit to us${day === null ? '' : `, around ${day}`}. Your answers help us prepare and leave more time for you.`,
  booking: (range) =>
    `It is nearly time for your next visit to us. Please book an appointment${after(range)}.`,
  rebooking: (range) =>
    `Your earlier appointment is no longer in our calendar, and we would like to find you a new one. Please book an appointment${after(range)}.`,
  howToBook: (phone) => `You can book online or call us on ${phone}.`,
  answer: 'Fill in the questionnaire',
  book: 'Book an appointment',
  event: (clinic) => `Appointment at ${clinic}`,
  fileName: 'appointment',
};

const digest: DigestTexts = {
  therapistSubject: (count, clinic) => `${overdue(count)} – ${clinic}`,
  managerSubject: (count, clinic) => `${overdue(count)} in the clinic – ${clinic}`,
  therapistIntro: (count, day) => `You have ${overdue(count)}. The oldest comes first. As of ${day}.`,
  managerIntro: (count, weekdays, day) =>
    `The clinic has ${overdue(count)} by more than ${days(weekdays)}. The oldest comes first. As of ${day}.`,
  footer: (clinic) => [
    'Patients are shown by initials and patient number only.',
    `This e-mail was sent automatically by ${clinic}.`,
  ],
  patient: (initials, patientId) => `${initials} (patient ${patientId})`,
  isNew: 'NEW',
  columns: { task: 'Task', due: 'Due', overdue: 'Overdue' },
  weekdays: (count) => (count < 1 ? 'less than 1 weekday' : days(count)),
  visits: {
    'first-consultation': 'the first consultation',
    'supplementary-initial': 'the supplementary initial consultation',
    closing: 'the closing consultation',
    'follow-up-3-months': 'the follow-up after 3 months',
    'follow-up-9-months': 'the follow-up after 9 months',
    'pre-examination': 'the pre-examination',
    'status-4-weeks': 'the status after 4 weeks',
    'final-status': 'the final status',
  },
  assessments: {
    PSFS: 'the form filled in together with the patient',
    'sit-to-stand': 'the test (sit-to-stand)',
    neurological: 'the examination',
    'pain-and-function': 'the progress review',
  },
  tasks: {
    book: (visit) => `Book ${visit}`,
    hold: (visit) => `Hold and record ${visit}`,
    answer: (visit) => `Get the questionnaire answered before ${visit}`,
    assess: (assessment, visit) => `Record ${assessment} at ${visit}`,
    'call-patient': (visit) => `Call the patient about ${visit}`,
    'discharge-letter': "Send the discharge letter to the patient's doctor",
    'review-follow-ups': 'Decide about a follow-up that cannot be held in time',
    'confirm-referral-date': 'Confirm the referral date',
    other: 'See the task in the system',
  },
};

/** Every English phrase. */
export const en: Texts = {
  locale: 'en-GB',
  greeting: (firstName) => (firstName === null ? 'Hello' : `Hello ${firstName}`),
  dates,
  patient,
  digest,
};

function after(range: string | null): string {
  return range === null ? '' : ` ${range}`;
}

function days(count: number): string {
  return `${count} ${count === 1 ? 'weekday' : 'weekdays'}`;
}

function overdue(count: number): string {
  return `${count} ${count === 1 ? 'task' : 'tasks'} overdue`;
}
