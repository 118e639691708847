import { html } from 'hono/html';
import { unreachableBecause } from '../../core/reminders/reachability.ts';
import type { Html } from '../frame.ts';
import { buttonsOf, phoneLink } from './course-parts.ts';
import type { CourseTexts } from './course-texts.ts';
import { OF_COURSE, OF_PATIENT, waysOf } from './course-view.ts';
import type { FormContext } from './form-context.ts';
import type { BoardDrawing } from './frame.ts';
import { protocolWords } from './protocol-words.ts';
import { COURSE_TEXTS } from './texts.ts';

/** How a course stands, and what keeps its e-mails back. */
export function statusChips({ plan }: FormContext, texts: CourseTexts): Html {
  const { course, status } = plan;
  const reason = course.patient && status === 'open' ? unreachableBecause(course) : null;
  return html`<span class="chip${status === 'open' ? ' green' : ''}">${texts.status[status]}</span>${course.paused ? html` <span class="chip amber">${texts.facts.paused}: ${texts.pausedUntil(null)}</span>` : ''}${reason ? html` <span class="chip red">${texts.unreachable[reason]}</span>` : ''}`;
}

/** What is known of the patient and of the course, with what changes it. */
export function cardsOf(draw: BoardDrawing, context: FormContext): Html {
  const texts = COURSE_TEXTS[draw.clinic.language];
  return html`<section><h2>${texts.headings.patient}</h2>${factsOf(patientFacts(context, texts))}${buttonsOf(waysOf(OF_PATIENT, context, draw), context, draw)}</section>
<section><h2>${texts.headings.course}</h2>${factsOf(courseFacts(context, draw, texts))}${buttonsOf(waysOf(OF_COURSE, context, draw), context, draw)}</section>`;
}

type Fact = readonly [name: string, value: Html | string | null];

const factsOf = (facts: readonly Fact[]): Html =>
  html`<dl>${facts.map(([name, value]) => (value === null ? '' : html`<dt>${name}</dt><dd>${value}</dd>`))}</dl>`;

function patientFacts({ plan: { course } }: FormContext, texts: CourseTexts): readonly Fact[] {
  const { patient } = course;
  const { facts, none } = texts;
  if (!patient) return [];
  return [
    [facts.patientId, patient.patientId],
    [facts.phone, phoneLink(patient.phone, none)],
    [facts.email, patient.email ?? none],
    [facts.consent, patient.consent.email ? texts.yes : texts.no],
    [facts.language, texts.languages[patient.language]],
  ];
}

function courseFacts({ plan }: FormContext, draw: BoardDrawing, texts: CourseTexts): readonly Fact[] {
  const { course, cap } = plan;
  const { facts, none } = texts;
  const day = (date: typeof course.referralDate) => (date ? draw.day(date) : none);
  const paused = course.paused;
  return [
    [facts.protocol, course.enrolment && protocolWords(course.enrolment.protocol, draw.clinic)],
    [facts.entry, texts.entries[course.entry]],
    [facts.referral, day(course.referralDate)],
    [facts.contact, course.contactDate && draw.day(course.contactDate)],
    [facts.cap, cap && draw.day(cap.date)],
    [facts.therapist, course.therapist?.name ?? none],
    [facts.paused, paused && texts.pausedUntil(paused.until ? draw.day(paused.until) : null)],
  ];
}
