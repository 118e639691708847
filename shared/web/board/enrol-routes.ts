import type { Hono } from 'hono';
import { html } from 'hono/html';
import { holdsCpr } from '../../core/events/cpr.ts';
import { isId } from '../../core/events/events.ts';
import type { Instant } from '../../core/time/instant.ts';
import { planLoaded } from '../../course/plan-loaded.ts';
import { answer, seeOther } from '../answer.ts';
import { inputField } from '../fields.ts';
import type { Html } from '../frame.ts';
import { type FormContext, formContext } from './form-context.ts';
import { formHtml, type Mend, wrongAt } from './form-view.ts';
import { type BoardDrawing, boardDrawing, boardPage, boardSays } from './frame.ts';
import { noteChange } from './noting.ts';
import { PATHS } from './paths.ts';
import { eventsIn, type FormWrong, readForm, type Typed } from './read-form.ts';
import { mayEnrol, type Owned, seesAll } from './rights.ts';
import { formIdOf, isFormId } from './say.ts';
import { COURSE_TEXTS } from './texts.ts';
import type { BoardTools } from './tools.ts';
import { typedIn } from './typed-in.ts';
import type { BoardEnv, Viewer } from './viewer.ts';

const ENROLLED = 'course.enrolled';

/** The page on which a new patient is enrolled: the only one about a course that is not there yet. */
export function enrolRoutes(app: Hono<BoardEnv>, tools: BoardTools): void {
  const { clinic, therapistsSee } = tools;
  const drawingFor = (viewer: Viewer): BoardDrawing => boardDrawing(clinic, viewer, therapistsSee);
  app.get(PATHS.enrol, async (context) => {
    const viewer = context.get('viewer');
    const draw = drawingFor(viewer);
    if (!mayEnrol(viewer, own(viewer), therapistsSee)) return answer(boardSays(draw, 'notAllowed'), 403);
    const form = await contextOf(tools, viewer, '', tools.now());
    return answer(page(draw, form, null, formIdOf(tools.newId())));
  });
  app.post(PATHS.enrol, async (context) => {
    const viewer = context.get('viewer');
    const draw = drawingFor(viewer);
    if (!mayEnrol(viewer, own(viewer), therapistsSee)) return answer(boardSays(draw, 'notAllowed'), 403);
    return enrol(tools, draw, await typedIn(context.req));
  });
}

/** Whom a therapist enrols who sees no others: patients of their own. */
const own = ({ therapistId }: Viewer): Owned => ({ therapistId });

async function enrol(tools: BoardTools, draw: BoardDrawing, typed: Typed): Promise<Response> {
  const { viewer } = draw;
  const id = isFormId(typed('id')) ? typed('id') : formIdOf(tools.newId());
  const courseId = typed('courseId').trim() || typed('patient.patientId').trim();
  const now = tools.now();
  const context = await contextOf(tools, viewer, isCourseId(courseId) ? courseId : '', now);
  const mend = (wrong: readonly FormWrong[]) => answer(page(draw, context, { typed, wrong }, id), 422);
  if (context.log.some(({ eventId }) => eventId === id)) return enrolled(courseId);
  const read = readForm(ENROLLED, typed, context);
  const ofNumber = wrongNumber(typed, context);
  if (!read.ok || ofNumber) return mend([...(ofNumber ? [ofNumber] : []), ...(read.ok ? [] : read.wrong)]);
  const made = eventsIn(ENROLLED, read.data, { courseId, id, now, clinic: tools.clinic });
  if (!made.ok) return mend(made.wrong);
  await noteChange(tools, viewer, courseId, ENROLLED, now);
  const { isOutdated, refused } = await tools.record(courseId, made.events, (known) =>
    known.every(({ type, eventId }) => type !== ENROLLED || eventId === id),
  );
  if (isOutdated || refused.length > 0) return mend([{ name: 'courseId', because: 'taken' }]);
  tools.count('BoardPresses');
  return enrolled(courseId);
}

const enrolled = (courseId: string): Response => seeOther(`${PATHS.course(courseId)}?did=${ENROLLED}`);

const isCourseId = (text: string): boolean => isId(text) && !holdsCpr(text);

/** A number of its own that is none, or the number of a course that is there: nobody is told whose. */
function wrongNumber(typed: Typed, { plan }: FormContext): FormWrong | null {
  const text = typed('courseId').trim();
  if (text !== '' && !isCourseId(text))
    return { name: 'courseId', because: holdsCpr(text) ? 'cpr' : 'no-id' };
  const isTaken = plan.course.enrolment !== null || plan.status === 'erased';
  return isTaken ? { name: text === '' ? 'patient.patientId' : 'courseId', because: 'taken' } : null;
}

/** What is known of a course before it is enrolled; and the therapists whom one may give it to. */
async function contextOf(
  tools: BoardTools,
  viewer: Viewer,
  courseId: string,
  now: Instant,
): Promise<FormContext> {
  const { clinic, store, therapistsSee } = tools;
  const loaded = courseId === '' ? NOTHING : await store.load(courseId);
  const all = await tools.therapists();
  const therapists = all.filter(
    ({ therapistId }) => seesAll(viewer, therapistsSee) || therapistId === viewer.therapistId,
  );
  const plan = planLoaded(courseId, loaded, [], clinic, now);
  const log = loaded.events.map(({ event }) => event);
  return formContext({ plan, log, clinic, now, therapists }, {});
}

const NOTHING = { head: null, events: [], messages: [] };

function page(draw: BoardDrawing, context: FormContext, mend: Mend | null, id: string): Html {
  const texts = COURSE_TEXTS[draw.clinic.language];
  const { heading } = texts.forms[ENROLLED];
  const number = inputField({
    id: 'course-enrolled-courseId',
    name: 'courseId',
    type: 'text',
    label: texts.labels['courseId'] ?? '',
    hint: texts.hints['courseId'] ?? null,
    value: mend?.typed('courseId') ?? '',
    wrong: wrongAt('courseId', mend, texts),
  });
  const view = { type: ENROLLED, context, path: PATHS.enrol, id, seen: '', mend, more: number } as const;
  const body = html`<h1>${heading}</h1><section>${formHtml(draw, view)}</section>`;
  return boardPage(draw, { title: heading, current: 'enrol', body });
}
