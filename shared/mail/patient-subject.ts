import type { Clinic } from '../clinic.ts';
import type { Instant } from '../core/time/instant.ts';
import { clinicWords } from './clinic-words.ts';
import { momentWords } from './dates.ts';
import type { Notice } from './letter.ts';
import type { Texts } from './texts.ts';

type Appointment = Extract<Notice, { kind: 'appointment' }>;

/** The subject of a patient's e-mail: that of its one notice, or one that names everything asked. */
export function subjectOf(clinic: Clinic, notices: readonly Notice[], texts: Texts): string {
  const subject = texts.patient.subject;
  const { name } = clinicWords(clinic);
  const appointments = notices.filter((notice) => notice.kind === 'appointment');
  const questionnaires = notices.filter(isQuestionnaire);
  const bookings = notices.length - appointments.length - questionnaires.length;
  const [first] = notices;
  if (first && notices.length === 1) return singleSubject(clinic, first, texts);
  if (questionnaires.length === notices.length) return subject.questionnaires(name);
  if (bookings === notices.length) return subject.booking(name);
  const booked = bookedPart(clinic, appointments, texts);
  if (booked !== null && appointments.length === notices.length) return booked;
  return subject.combined(booked, questionnaires.length > 0, bookings > 0);
}

function singleSubject(clinic: Clinic, notice: Notice, { patient, dates, locale }: Texts): string {
  const { name } = clinicWords(clinic);
  const words = (at: Instant) => momentWords(at, locale, clinic.timeZone);
  switch (notice.kind) {
    case 'appointment':
      return patient.subject.appointment(dates.shortMoment(words(notice.startsAt)), notice.changed);
    case 'nudge':
      return patient.subject.nudge(dates.shortDay(words(notice.startsAt)));
    case 'questionnaires':
      return notice.startsAt === null
        ? patient.subject.questionnaireUnbooked(name)
        : patient.subject.questionnaire(dates.shortDay(words(notice.startsAt)));
    case 'booking':
      return patient.subject.booking(name);
    case 'rebooking':
      return patient.subject.rebooking(name);
    default:
      return notice satisfies never;
  }
}

function bookedPart(clinic: Clinic, appointments: readonly Appointment[], texts: Texts): string | null {
  const [first, ...others] = appointments;
  if (!first) return null;
  if (others.length > 0) return texts.patient.subject.appointments(clinicWords(clinic).name);
  const day = texts.dates.shortDay(momentWords(first.startsAt, texts.locale, clinic.timeZone));
  return texts.patient.subject.appointment(day, first.changed);
}

const isQuestionnaire = ({ kind }: Notice): boolean => kind === 'nudge' || kind === 'questionnaires';
