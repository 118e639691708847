import type { CourseEvent, EventType } from '../../../shared/core/events/events.ts';
import { audienceOf, type Message, momentOf } from '../../../shared/core/reminders/log.ts';
import { type Instant, localDateOf, localTimeOf } from '../../../shared/core/time/instant.ts';
import type { Words } from '../../../shared/core/words/words.ts';

type Language = keyof Words;

/** What happened, in words that tell nobody's complaint: no protocol, visit, questionnaire or code. */
const OF_EVENTS: Readonly<Record<EventType, Words>> = {
  'course.enrolled': { en: 'enrolled', da: 'oprettet' },
  'course.corrected': { en: 'dates corrected', da: 'datoer rettet' },
  'visit.booked': { en: 'appointment made', da: 'tid aftalt' },
  'visit.cancelled': { en: 'appointment cancelled', da: 'tid aflyst' },
  'visit.held': { en: 'visit held', da: 'besøg afholdt' },
  'visit.missed': { en: 'did not come', da: 'udeblevet' },
  'visit.waived': { en: 'visit left out', da: 'besøg udeladt' },
  'visit.confirmed': { en: 'appointment confirmed', da: 'tid bekræftet' },
  'session.held': { en: 'training or education', da: 'træning eller undervisning' },
  'questionnaire.answered': { en: 'questionnaire answered', da: 'spørgeskema besvaret' },
  'questionnaire.linked': { en: 'link to a questionnaire', da: 'link til spørgeskema' },
  'assessment.recorded': { en: 'test recorded', da: 'test registreret' },
  'task.completed': { en: 'task of the therapist done', da: 'behandlerens opgave udført' },
  'task.snoozed': { en: 'task of the therapist put off', da: 'behandlerens opgave udsat' },
  'task.dismissed': { en: 'task of the therapist dropped', da: 'behandlerens opgave fjernet' },
  'patient.updated': {
    en: 'contact details or consent changed',
    da: 'kontaktoplysninger eller samtykke ændret',
  },
  'call.requested': { en: 'asked to be called', da: 'bad om at blive ringet op' },
  'therapist.assigned': { en: 'another therapist', da: 'anden behandler' },
  'reminders.paused': { en: 'reminders paused', da: 'påmindelser sat på pause' },
  'reminders.resumed': { en: 'reminders resumed', da: 'påmindelser genoptaget' },
  'course.closed': { en: 'closed', da: 'afsluttet' },
  'course.reopened': { en: 'opened again', da: 'genåbnet' },
  'event.retracted': { en: 'a mistake taken back', da: 'en fejl taget tilbage' },
  'course.erased': { en: 'erased', da: 'slettet' },
  'email.bounced': { en: 'e-mail came back', da: 'e-mail kom retur' },
  'email.complained': { en: 'e-mail reported as unwanted', da: 'e-mail meldt som uønsket' },
};

const OF_MESSAGES: Readonly<Record<Message['status'], Words>> = {
  claimed: { en: 'e-mail on its way', da: 'e-mail på vej' },
  released: { en: 'e-mail put off', da: 'e-mail udsat' },
  sent: { en: 'e-mail sent', da: 'e-mail sendt' },
  withdrawn: { en: 'e-mail withdrawn', da: 'e-mail trukket tilbage' },
  failed: { en: 'e-mail failed', da: 'e-mail mislykkedes' },
  undeliverable: { en: 'no e-mail: not reachable', da: 'ingen e-mail: kan ikke nås' },
  missed: { en: 'no e-mail: too late', da: 'ingen e-mail: for sent' },
};

/** A mail about a call, or a rehearsed letter: the patient got nothing. */
const TO_THE_CLINIC: Words = { en: 'to the clinic', da: 'til klinikken' };

/** Day and time of day, as people at the clinic read a clock. */
export const localMoment = (at: Instant, timeZone: string): string =>
  `${localDateOf(at, timeZone)} ${localTimeOf(at, timeZone)}`;

/** One course's log by time: when, what, and for which day or time, or for whom. */
export function logRows(
  events: readonly CourseEvent[],
  messages: readonly Message[],
  language: Language,
  timeZone: string,
): (readonly [when: string, what: string, about: string])[] {
  const told = events.map((event) => ({
    at: event.occurredAt,
    what: OF_EVENTS[event.type][language],
    about: aboutOf(event, timeZone),
  }));
  const sent = messages.map((message) => ({
    at: momentOf(message),
    what: OF_MESSAGES[message.status][language],
    about: audienceOf(message) === 'clinic' ? TO_THE_CLINIC[language] : '',
  }));
  return [...told, ...sent]
    .sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))
    .map(({ at, what, about }) => [localMoment(at, timeZone), what, about]);
}

function aboutOf({ data }: CourseEvent, timeZone: string): string {
  if ('startsAt' in data && data.startsAt !== undefined) return localMoment(data.startsAt, timeZone);
  if ('date' in data) return data.date;
  if ('answeredOn' in data) return data.answeredOn;
  return 'recordedOn' in data ? data.recordedOn : '';
}
