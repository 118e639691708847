import { html } from 'hono/html';
import { countSessions, trainingOf } from '../../core/course/sessions.ts';
import type { CourseEvent } from '../../core/events/events.ts';
import type { PlannedVisit } from '../../core/visits/planned-visit.ts';
import { timelineOfPlan } from '../course/plan-timeline.ts';
import { capital } from '../course/summary.ts';
import { visitList } from '../course/visit-list.ts';
import { courseWordsOf } from '../course/words.ts';
import type { Html } from '../frame.ts';
import { type After, afterPress } from '../staff/drawing.ts';
import { cardsOf, statusChips } from './course-cards.ts';
import { type NextForm, nextCard } from './course-next.ts';
import { buttonsOf, phoneLink } from './course-parts.ts';
import { tasksCard } from './course-tasks.ts';
import { byTime, isSayable, waysOfVisit } from './course-view.ts';
import { type FormContext, formContext } from './form-context.ts';
import { type BoardDrawing, boardPage } from './frame.ts';
import { eventWords } from './log-words.ts';
import { PATHS } from './paths.ts';
import { COURSE_TEXTS } from './texts.ts';

/** What the page of a course shows besides the course. */
export type CoursePage = {
  /** What has just been said, or why nothing was. */
  readonly said: string | null;
  /** What was pressed on one of its tasks, and how to take that back. */
  readonly after: After | null;
  /** Makes the forms that stand on the page itself. */
  readonly formOf: NextForm;
};

/** One course: what comes next, what is owed, the plan with its reasons, the patient, and all that was told. */
export function coursePage(
  draw: BoardDrawing,
  context: FormContext,
  { said, after, formOf }: CoursePage,
): Html {
  const { plan, now, clinic } = context;
  const texts = COURSE_TEXTS[clinic.language];
  const { course, notices } = plan;
  const timeline = timelineOfPlan(plan, now, clinic.timeZone);
  const title = course.patient?.name ?? course.courseId;
  const body = html`<h1>${title} ${statusChips(context, texts)}</h1>
${afterPress(draw, after)}${said === null ? '' : html`<p class="done" role="status">${said}</p>`}
${contactLine(context, draw)}
${notices.length === 0 ? '' : html`<section><h2>${texts.headings.notices}</h2><ul>${notices.map((each) => html`<li>${each[clinic.language]}</li>`)}</ul></section>`}
<div class="pair">${nextCard(draw, context, formOf)}${tasksCard(draw, context)}</div>
${plan.visits.length === 0 ? '' : html`<section><h2>${texts.headings.plan}</h2><ol class="visits">${plan.visits.map((visit) => visitItem(visit, context, draw))}</ol></section>`}
${timeline ? html`<section><h2>${texts.headings.drawing}</h2>${visitList(timeline, courseWordsOf(clinic))}</section>` : ''}
<div class="pair">${sessionsCard(context, draw)}${cardsOf(draw, context)}</div>
${logCard(context, draw)}`;
  return boardPage(draw, { title, current: null, body });
}

/** The number to dial stands where a hand finds it. */
function contactLine({ plan: { course } }: FormContext, draw: BoardDrawing): Html {
  const texts = COURSE_TEXTS[draw.clinic.language];
  const { patient } = course;
  if (!patient) return html``;
  return html`<p>${texts.number(patient.patientId)} · ${phoneLink(patient.phone, texts.noPhone)}</p>`;
}

function visitItem(visit: PlannedVisit, context: FormContext, draw: BoardDrawing): Html {
  const { language } = draw.clinic;
  const texts = COURSE_TEXTS[language];
  const words = courseWordsOf(draw.clinic);
  const { window, heldOn, facts } = visit;
  const at = facts.booking ? draw.moment(facts.booking.startsAt) : null;
  const state = heldOn
    ? words.heldOn(draw.day(heldOn))
    : at
      ? words.bookedFor(at)
      : words.statuses[visit.status];
  const range = window && draw.range(window.earliest, window.latest);
  const record = [...visit.assessments.map((each) => texts.assessments[each]), ...visit.questionnaires];
  return html`<li><h3>${capital(visit.definition.title[language])}</h3><p>${capital(state)}</p>
${!heldOn && range && window ? html`<p class="hint">${texts.window(range)}. ${texts.target(draw.day(window.target))}.</p>` : ''}
<p class="hint">${visit.why[language]}</p>
${record.length === 0 ? '' : html`<p class="hint">${texts.toRecord(record.join(', '))}</p>`}
${buttonsOf(waysOfVisit(visit, context, draw), context, draw, visit.definition.title[language])}</li>`;
}

function sessionsCard(context: FormContext, draw: BoardDrawing): Html {
  const texts = COURSE_TEXTS[draw.clinic.language];
  const { plan } = context;
  const training = trainingOf(plan.course, plan.protocol);
  const counts = countSessions(plan.course);
  const atMost = new Map(plan.protocol?.sessions.map((each) => [each.kind, each.atMost ?? null]));
  return html`<section><h2>${texts.headings.sessions}</h2>
${training ? html`<p>${texts.training(training.count, training.usual.from, training.usual.to)}</p>` : ''}
${counts.length === 0 ? html`<p>${texts.noSessions}</p>` : html`<ul>${counts.map(({ kind, count }) => html`<li>${capital(texts.counted(texts.sessions[kind], count, atMost.get(kind) ?? null))}</li>`)}</ul>`}</section>`;
}

function logCard(context: FormContext, draw: BoardDrawing): Html {
  const texts = COURSE_TEXTS[draw.clinic.language];
  const { log } = context;
  const takenBack = new Set(
    log.flatMap((event) => (event.type === 'event.retracted' ? [event.data.eventId] : [])),
  );
  const mistakeOf = (event: CourseEvent, words: string) =>
    isSayable('event.retracted', formContext(context, { event: event.eventId }), draw)
      ? html`<a href="${PATHS.say(event.courseId, 'event.retracted', { event: event.eventId })}" aria-label="${texts.mistake}: ${words}">${texts.mistake}</a>`
      : '';
  return html`<section><h2>${texts.headings.log}</h2><table class="stack"><tbody>
${byTime(log).map((event) => {
  const words = eventWords(event, draw, log);
  return html`<tr><th scope="row" class="nowrap">${draw.moment(event.occurredAt)}</th><td>${takenBack.has(event.eventId) ? html`<s>${words}</s> (${texts.log.takenBack})` : words}</td><td class="noprint">${mistakeOf(event, words)}</td></tr>`;
})}</tbody></table></section>`;
}
