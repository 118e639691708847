import type { CourseEvent, EventOf } from '../../core/events/events.ts';
import { findProtocol, protocolsOf } from '../../core/protocols/index.ts';
import type { VisitName } from '../../core/protocols/protocol.ts';
import { sessionKindOf, visitsOfCode } from '../../core/protocols/service-codes.ts';
import type { BoardDrawing } from './frame.ts';
import { protocolWords, visitWords } from './protocol-words.ts';
import { COURSE_TEXTS } from './texts.ts';

/** An event as people read it. @param log all that was told of the course: a mistake is told by what it was */
export function eventWords(event: CourseEvent, draw: BoardDrawing, log: readonly CourseEvent[]): string {
  const texts = COURSE_TEXTS[draw.clinic.language];
  const { log: words } = texts;
  const visit = (about: Coded) => visitIn(about, draw);
  switch (event.type) {
    case 'course.enrolled':
      return words.enrolled(protocolWords(event.data.protocol, draw.clinic), event.data.therapist.name);
    case 'course.corrected':
      return words.corrected(correctedWords(event, draw));
    case 'visit.booked':
      return words.booked(visit(event.data), draw.moment(event.data.startsAt));
    case 'visit.cancelled': {
      const { startsAt } = event.data;
      return words.cancelled(visit(event.data), startsAt ? draw.moment(startsAt) : null);
    }
    case 'visit.held':
      return words.held(visit(event.data), draw.day(event.data.date));
    case 'visit.missed':
      return words.missed(visit(event.data), draw.day(event.data.date));
    case 'visit.waived':
      return words.waived(visit(event.data), event.data.reason);
    case 'visit.confirmed':
      return words.confirmed(visit(event.data), draw.moment(event.data.startsAt));
    case 'session.held':
      return words.session(texts.sessions[kindOf(event, draw, log)], draw.day(event.data.date));
    case 'questionnaire.answered':
      return words.answered(event.data.questionnaire, visit(event.data), draw.day(event.data.answeredOn));
    case 'questionnaire.linked':
      return words.linked(visit(event.data));
    case 'assessment.recorded': {
      const { assessment, recordedOn } = event.data;
      return words.recorded(texts.assessments[assessment], visit(event.data), draw.day(recordedOn));
    }
    case 'task.completed':
      return words.taskDone(draw.task(event.data.task));
    case 'task.snoozed':
      return words.taskSnoozed(draw.task(event.data.task), draw.day(event.data.until));
    case 'task.dismissed':
      return words.taskDismissed(draw.task(event.data.task), event.data.reason);
    case 'patient.updated':
      return words.patientUpdated(updatedWords(event, draw));
    case 'call.requested':
      return words.called(texts.callReasons[event.data.reason]);
    case 'therapist.assigned':
      return words.assigned(event.data.therapist);
    case 'reminders.paused':
      return words.paused(event.data.until ? draw.day(event.data.until) : null);
    case 'reminders.resumed':
      return words.resumed;
    case 'course.closed':
      return words.closed(draw.day(event.data.date), texts.closeReasons[event.data.reason]);
    case 'course.reopened':
      return words.reopened(event.data.reason);
    case 'event.retracted': {
      const mistake = log.find(({ eventId }) => eventId === event.data.eventId);
      const what = mistake && mistake.type !== 'event.retracted' ? eventWords(mistake, draw, log) : '…';
      return words.retracted(what, event.data.reason);
    }
    case 'course.erased':
      return words.erased;
    case 'email.bounced':
      return words.bounced;
    case 'email.complained':
      return words.complained;
    default:
      return event satisfies never;
  }
}

type Coded = { readonly visit?: VisitName | undefined; readonly serviceCode?: string | undefined };

/** A visit by its name, be it that it was told by a code of its own. */
function visitIn({ visit, serviceCode = '' }: Coded, { clinic }: BoardDrawing): string {
  const [only, another] = visit ? [visit] : visitsOfCode(serviceCode, protocolsOf(clinic));
  if (!only || another) return COURSE_TEXTS[clinic.language].log.ofCode(serviceCode);
  return visitWords(only, clinic);
}

function kindOf({ data }: EventOf<'session.held'>, { clinic }: BoardDrawing, log: readonly CourseEvent[]) {
  if (data.session) return data.session;
  const enrolled = log.find((event) => event.type === 'course.enrolled');
  const protocol = enrolled && findProtocol(enrolled.data.protocol, protocolsOf(clinic));
  return protocol ? sessionKindOf(data.serviceCode ?? '', protocol) : 'other';
}

function correctedWords({ data }: EventOf<'course.corrected'>, draw: BoardDrawing): string[] {
  const { log: words, entries } = COURSE_TEXTS[draw.clinic.language];
  const day = (date: typeof data.referralDate) => (date ? draw.day(date) : null);
  return [
    ...(data.referralDate === undefined ? [] : [words.referralDate(day(data.referralDate))]),
    ...(data.contactDate === undefined ? [] : [words.contactDate(day(data.contactDate))]),
    ...(data.entry === undefined ? [] : [words.entry(entries[data.entry])]),
  ];
}

/** What was changed, not to what: the page shows how it is now. */
function updatedWords({ data }: EventOf<'patient.updated'>, draw: BoardDrawing): string[] {
  const { patientFields, consent } = COURSE_TEXTS[draw.clinic.language].log;
  const fields = (['name', 'phone', 'email', 'language'] as const).filter((each) => data[each] !== undefined);
  return [
    ...fields.map((each) => patientFields[each]),
    ...(data.consent ? [consent(data.consent.email)] : []),
  ];
}
