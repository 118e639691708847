/**
 * What each setting of a clinic's file means, by its path; `[]` stands for the members of a list and `*` for any
 * visit, kind or language.
 */
export const SETTING_DESCRIPTIONS: Readonly<Record<string, string>> = {
  $schema: 'Lets editors complete and check this file.',
  clinicId: 'The name of this file. It is part of the name of every resource and must never change.',
  name: 'Name of the clinic, as patients read it.',
  phone: 'Telephone number that patients may call.',
  address: 'Where the clinic is, as it appears in calendars.',
  account: 'AWS account that the clinic is deployed to: 12 digits.',
  region: 'AWS Region that the clinic is deployed to.',
  stage: 'A production clinic is protected: neither its stack nor its table can be deleted by accident.',
  senderIdentity:
    'Whether SES is to be told of the sender’s domain (created), or the account sends from it already (existing).',
  mailFromSubdomain:
    'Subdomain of the sender’s domain that bounces come back to. SES alone may use it: no mailbox, no web page.',
  encryptionKey:
    'Whose key encrypts courses, queued events and their archive: AWS’s, or one of the clinic’s own (1 USD a month).',
  timeZone: 'IANA time zone in which days begin and all times of this file are meant.',
  language: 'Language of e-mails to patients and therapists who have not chosen one.',
  sender: 'Who e-mails come from.',
  'sender.name': 'Name that mailboxes show. It should not tell a complaint.',
  'sender.address': 'Address that e-mails come from. SES must be allowed to send for its domain.',
  replyTo: 'Address that answers go to: a mailbox that the clinic reads.',
  managerEmail: 'Who hears of tasks that are long overdue. Without it nobody does.',
  operatorEmail: 'Who hears of technical alarms.',
  dashboard:
    'Whether there is a page in CloudWatch with all that goes on (3 USD a month). Alarms come without it.',
  pagesDomain:
    'The clinic’s own name for the pages behind the links in e-mails; see docs/deploy.md. Without it AWS gives them one.',
  'pagesDomain.name': 'Domain name of the pages, in small letters: paamindelser.example.dk.',
  'pagesDomain.certificateArn':
    'ARN of a certificate of AWS Certificate Manager for this name, in the Region of the clinic.',
  board:
    'The board on which the clinic’s staff works, and how they sign in: see docs/board.md. Without it there is none.',
  'board.therapistsSee': 'Whose patients a therapist sees: their own, or all of the clinic’s.',
  'board.signIn':
    'The clinic’s own service for signing in, by OpenID Connect: see docs/deploy.md. Without it AWS’s is deployed with the clinic.',
  'board.signIn.issuer': 'Address of the service, as its identity tokens name it.',
  'board.signIn.clientId': 'By what the service knows the board: a client without a secret.',
  bookingUrl:
    'Page on which patients book; {courseId}, {visit} and {token} are filled in: a token tells only this clinic whose booking it is.',
  questionnaireUrl:
    'Page on which patients answer questionnaires; {courseId}, {visit} and {token} are filled in: a token tells only this clinic whose answers they are.',
  sendTime: 'Local time at which reminders go out, HH:mm.',
  sendSpreadMinutes:
    'Minutes from sendTime on over which they are spread, each course at a minute of its own. 0: all go at once.',
  digestTime: 'Local time at which therapists hear of what is due, overdue and worth knowing, HH:mm.',
  quietHours: 'Time in which no late reminder goes out. It lasts over midnight.',
  'quietHours.from': 'Start of the quiet, local time HH:mm.',
  'quietHours.to': 'End of the quiet on the next morning, local time HH:mm.',
  extraHolidays: 'Days of the year, MM-DD, that count as holidays besides the public ones.',
  'extraHolidays[]': 'A day of the year, MM-DD.',
  closures:
    'When the clinic is closed. Reminders and visits move to open days; windows in weekdays do not change.',
  'closures[].from': 'First day closed, YYYY-MM-DD.',
  'closures[].to': 'Last day closed, YYYY-MM-DD.',
  reminders: 'Which reminders patients get, and when.',
  'reminders.questionnaires': 'Invitation to answer questionnaires before a visit.',
  'reminders.questionnaires.daysBefore': 'Days before the visit.',
  'reminders.questionnaires.answersLastDays':
    'Days for which answers count: older ones are asked for anew before a booked visit.',
  'reminders.nudge': 'Second invitation, when questionnaires are still unanswered.',
  'reminders.nudge.weekdaysBefore': 'Weekdays before the visit.',
  'reminders.booking': 'Invitation to book a visit.',
  'reminders.booking.daysBeforeEarliest':
    'Days before the visit’s earliest day, one number for each reminder.',
  'reminders.booking.daysAfterAnchor':
    'Days after enrolment or after the visit on the same day, one number for each reminder.',
  'reminders.booking.openDaysApart': 'Open days between two invitations to book the same visit, at least.',
  'reminders.rebooking': 'Invitation to book again after a cancelled or missed appointment.',
  'reminders.confirmation':
    'Confirmation of an appointment at once when it is booked. Off by itself: booking systems send their own. Switch it on together with sendNothingBefore, or every appointment that is booked already is confirmed.',
  'reminders.confirmation.hoursAhead':
    'Hours before an appointment from which on it is not confirmed any more.',
  'reminders.appointment': 'Reminder of a booked appointment, with a calendar file.',
  'reminders.appointment.weekdaysBefore': 'Weekdays before the appointment.',
  'reminders.changed':
    'E-mail at once to a patient who was told another time or length than the one that is booked.',
  'reminders.cancelled': 'E-mail at once to a patient whose appointment, as it was told, is off.',
  'reminders.cancelled.eveningUntil':
    'Until when it may go on the evening before an appointment in the morning, local time HH:mm.',
  'reminders.*.enabled': 'Whether patients get this reminder.',
  'reminders.settleMinutes': 'Minutes of quiet after the last event before a late reminder goes out.',
  'reminders.visits': 'Reminders switched on or off for single visits.',
  'reminders.visits.*': 'Reminders switched on or off for this visit.',
  'reminders.visits.*.*': 'One reminder of this visit.',
  'reminders.visits.*.*.enabled': 'Whether patients get this reminder for this visit.',
  sendNothingBefore:
    'What came due before this instant is not sent any more. For after a restore of the table: see docs/deploy.md.',
  delivery:
    'Whether letters go to the patients ("live"), or each to the manager instead ("rehearsal"), marked as such. Everything else runs as usual: see docs/change-settings.md.',
  questionnaires: 'Questionnaires added to single visits.',
  'questionnaires.*': 'Questionnaires that the patient answers before this visit, besides the protocol’s.',
  assessments: 'Tests of single visits switched on or off.',
  'assessments.*': 'Tests of this visit that differ from the protocol.',
  'assessments.*.*': 'Whether the therapist takes this test at the visit.',
  tasks: 'When therapists’ tasks are due.',
  'tasks.bookEntryVisitDays': 'Days from enrolment until the first visit should be booked.',
  'tasks.bookStrictVisitWeekdays':
    'Weekdays until a visit whose window is strict should be booked, from the visit that it is counted from.',
  'tasks.reviewBookingWeekdays':
    'Weekdays until a booking outside a strict window, or after the limit for follow-ups, should be moved or accepted.',
  'tasks.reviewWindowWeekdays':
    'Weekdays until another day should be agreed for a visit in whose window the clinic is closed.',
  'tasks.recordAnswersWeekdays':
    'Weekdays from a visit until answers that were not there before it should be recorded.',
  'tasks.referredOnLetterWeekdays':
    'Weekdays until the discharge letter of a patient who was referred on should be sent.',
  'tasks.callMailWithinDays':
    'Days for which a patient’s request for a call is mailed to the clinic, if it arrives late.',
  'tasks.callBackBefore':
    'Local time, HH:mm, until which a patient who asks to be called is called on the same day.',
  'tasks.closeCourseWeekdays': 'Weekdays until a course in which nothing is left to do should be closed.',
  'tasks.closeCourseSilentMonths':
    'Months of silence after the last window until the therapist is asked to close the course.',
  'tasks.bookSameDayVisitWeekdays':
    'Weekdays until a visit that may follow on the same day should be booked.',
  'tasks.assessWeekdays': 'Weekdays from a visit until its assessments should be recorded.',
  'tasks.dischargeLetterWeekdays': 'Weekdays from the end until the discharge letter should be sent.',
  'tasks.callPatientWeekdays':
    'Weekdays until a patient who could not be reached by e-mail should be called.',
  'tasks.reviewFollowUpsWeekdays': 'Weekdays until follow-ups that no longer fit should be reviewed.',
  'tasks.confirmReferralWeekdays': 'Weekdays from enrolment until the referral date should be known.',
  digest: 'How therapists and the manager hear of tasks.',
  'digest.repeatAfterWeekdays': 'Weekdays until a digest is repeated while any of its tasks is overdue.',
  'digest.managerAfterWeekdays': 'Weekdays overdue after which the manager hears of a task.',
  'digest.managerRepeatDays': 'Days until the manager hears once more of tasks that are all known.',
  protocols:
    'Courses of the clinic’s own, each by the name of its file: protocols/<name>.json beside this one. See docs/protocols.md.',
  'protocols[]': 'The name of a file in protocols, without .json.',
  retention: 'How long data is kept after the end of a course.',
  'retention.contactDays': 'Days until contact details are erased.',
  'retention.settledDays':
    'Days after every visit is settled until a course that nobody closes ends by itself.',
  'retention.silentMonths':
    'Months after the last window until a course of which nothing more is heard ends by itself.',
  'retention.logDays': 'Days until the log without contact details is erased.',
  texts:
    'The clinic’s own words in its e-mails to patients, by language; see docs/texts.md. {clinic}, {phone}, {address} and {therapist} are filled in.',
  'texts.*': 'The clinic’s own words in this language.',
  'texts.*.intro': 'First lines of an e-mail, after the greeting.',
  'texts.*.signature': 'Last lines of an e-mail.',
  'texts.*.footer': 'Small print: how to reach the clinic, why the e-mail came, how to have no more.',
  'texts.*.cancelRule': 'Until when patients tell that they cannot come, and how.',
  'texts.*.newTime': 'After a cancelled appointment: how to get another.',
  'texts.*.howToBook': 'How to book.',
  'texts.*.answerButton': 'Words of the link to a questionnaire.',
  'texts.*.bookButton': 'Words of the link to book.',
  'texts.*.letters': 'What is said of each thing that patients are told.',
  'texts.*.letters.*': 'What is said of this thing.',
  'texts.*.letters.*.subject': 'Subject of an e-mail about nothing else, in one line.',
  'texts.*.letters.*.text': 'What the e-mail says of it; each line is a paragraph.',
  senderAccounts: 'Other AWS accounts that may put events on the clinic’s bus.',
  'senderAccounts[]': 'AWS account: 12 digits.',
  silentOpenDays:
    'Open days without an event after which the operator hears that the clinic’s system is silent.',
};

/** What the setting at a path means; undefined when nothing is said of it. */
export function meaningOf(path: string): string | undefined {
  const general = Object.keys(SETTING_DESCRIPTIONS).find((key) => patternOf(key).test(path));
  return SETTING_DESCRIPTIONS[path] ?? (general && SETTING_DESCRIPTIONS[general]);
}

const patternOf = (key: string): RegExp =>
  new RegExp(`^${key.replace(/[.[\]$]/g, '\\$&').replaceAll('*', '[^.]+')}$`);
