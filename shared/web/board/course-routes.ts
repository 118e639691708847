import type { Context, Hono } from 'hono';
import { html } from 'hono/html';
import { answer, seeOther } from '../answer.ts';
import type { Html } from '../frame.ts';
import { afterIn, saidOf } from './after.ts';
import { type BoardType, isBoardType } from './asks.ts';
import { type CoursePage, coursePage } from './course-page.ts';
import type { Way } from './course-view.ts';
import { formContext, isPossible } from './form-context.ts';
import { formHtml, formTexts, type Mend } from './form-view.ts';
import { type BoardDrawing, boardDrawing, boardPage, boardSays } from './frame.ts';
import { eventWords } from './log-words.ts';
import { noteView } from './noting.ts';
import { type OpenCourse, openCourse } from './open-course.ts';
import { PATHS } from './paths.ts';
import type { Typed } from './read-form.ts';
import { maySay, sees } from './rights.ts';
import { formIdOf, isFormId, type Outcome, say } from './say.ts';
import { seenOf } from './seen.ts';
import { COURSE_TEXTS } from './texts.ts';
import type { BoardTools } from './tools.ts';
import { typedIn } from './typed-in.ts';
import type { BoardEnv, Viewer } from './viewer.ts';

/** The page of a course, and every form about it. */
export function courseRoutes(app: Hono<BoardEnv>, tools: BoardTools): void {
  app.get('/board/courses/:courseId', async (context) => {
    const viewer = context.get('viewer');
    const now = tools.now();
    const open = await openCourse(tools, viewer, context.req.param('courseId'), now);
    if (!open) return context.notFound();
    await noteView(tools, viewer, open);
    const after = afterIn(context.req.query());
    const said = after ? null : saidOf(tools, context.req.query('did'));
    return answer(showCourse(tools, viewer, open, { after, said }));
  });
  app.get('/board/courses/:courseId/say/:type', async (context) => {
    const { visit, event } = context.req.query();
    const asked = await askedFor(tools, context, { visit, event });
    if (asked instanceof Response) return asked;
    const { open, type, draw } = asked;
    if (!isPossible(type, open.context)) return seeOther(`${PATHS.course(open.courseId)}?did=not-now`);
    await noteView(tools, draw.viewer, open);
    return answer(formPage(tools, draw, open, { type, ...subjectOf(open) }, null));
  });
  app.post('/board/courses/:courseId/say/:type', async (context) => {
    const { visit, event } = context.req.query();
    const asked = await askedFor(tools, context, { visit, event });
    if (asked instanceof Response) return asked;
    return answerForm(tools, asked, await typedIn(context.req));
  });
}

type Asked = { readonly open: OpenCourse; readonly type: BoardType; readonly draw: BoardDrawing };

/** The course and the form that a path names; or the answer to whoever may not have it. */
async function askedFor(
  tools: BoardTools,
  context: Context<BoardEnv>,
  subject: { visit: string | undefined; event: string | undefined },
): Promise<Asked | Response> {
  const viewer = context.get('viewer');
  const { courseId = '', type = '' } = context.req.param() as Record<string, string>;
  const open = await openCourse(tools, viewer, courseId, tools.now(), subject);
  if (!open || !isBoardType(type) || type === 'course.enrolled') return context.notFound();
  const draw = boardDrawing(tools.clinic, viewer, tools.therapistsSee);
  if (!maySay(viewer, open.owned, type, tools.therapistsSee))
    return answer(boardSays(draw, 'notAllowed'), 403);
  return { open, type, draw };
}

async function answerForm(tools: BoardTools, { open, type, draw }: Asked, typed: Typed): Promise<Response> {
  const { courseId } = open;
  const id = isFormId(typed('id')) ? typed('id') : formIdOf(tools.newId());
  const sent = { type, courseId, id, seen: typed('seen'), typed };
  const outcome = await say(tools, draw.viewer, sent, open);
  const way = { type, ...subjectOf(open) };
  switch (outcome.kind) {
    case 'said':
      return seeOther(await whereTo(tools, draw.viewer, courseId, type));
    case 'used':
    case 'not-now':
    case 'full':
      return seeOther(`${PATHS.course(courseId)}?did=${outcome.kind}`);
    case 'wrong':
      return answer(formPage(tools, draw, open, way, { typed, wrong: outcome.wrong }, { id }), 422);
    case 'changed': {
      // What has changed is told as it is now, be it that it came in the moment of the press.
      const fresh = await openCourse(tools, draw.viewer, courseId, tools.now(), subjectOf(open));
      if (!fresh) return seeOther(PATHS.today);
      const shown = { id, news: outcome.news };
      return answer(formPage(tools, draw, fresh, way, { typed, wrong: [] }, shown), 409);
    }
    default:
      return outcome satisfies never;
  }
}

/** On to the course, as long as it is there and theirs. */
async function whereTo(
  tools: BoardTools,
  viewer: Viewer,
  courseId: string,
  type: BoardType,
): Promise<string> {
  if (type === 'course.erased') return `${PATHS.today}?did=${type}`;
  if (type !== 'therapist.assigned') return `${PATHS.course(courseId)}?did=${type}`;
  const open = await openCourse(tools, viewer, courseId, tools.now());
  const isTheirs = open && sees(viewer, open.owned, tools.therapistsSee);
  return `${isTheirs ? PATHS.course(courseId) : PATHS.today}?did=${type}`;
}

const subjectOf = ({ context: { visit, mistake } }: OpenCourse): Omit<Way, 'type'> => ({
  ...(visit && { visit: visit.visit }),
  ...(mistake && { event: mistake.eventId }),
});

function showCourse(
  tools: BoardTools,
  viewer: Viewer,
  open: OpenCourse,
  before: Pick<CoursePage, 'after' | 'said'>,
): Html {
  const draw = boardDrawing(tools.clinic, viewer, tools.therapistsSee);
  return coursePage(draw, open.context, {
    ...before,
    formOf: (way) => formFor(draw, open, way, null, formIdOf(tools.newId())),
  });
}

function formFor(
  draw: BoardDrawing,
  { context, log, courseId }: OpenCourse,
  { type, ...subject }: Way,
  mend: Mend | null,
  id: string,
): Html {
  return formHtml(draw, {
    type,
    context: formContext(context, subject),
    path: PATHS.say(courseId, type, subject),
    id,
    seen: seenOf(log),
    mend,
  });
}

type Shown = { readonly id?: string; readonly news?: Extract<Outcome, { kind: 'changed' }>['news'] };

/** A form on a page of its own: with what is to be mended, or with what has changed since it was made. */
function formPage(
  tools: BoardTools,
  draw: BoardDrawing,
  open: OpenCourse,
  way: Way,
  mend: Mend | null,
  { id, news = [] }: Shown = {},
): Html {
  const { context, courseId, log } = open;
  const texts = COURSE_TEXTS[draw.clinic.language];
  const { heading } = formTexts(draw.clinic, { type: way.type, context: formContext(context, way) });
  const mistake = way.type === 'event.retracted' ? context.mistake : null;
  const form = isPossible(way.type, context)
    ? formFor(draw, open, way, mend, id ?? formIdOf(tools.newId()))
    : html`<p>${texts.notNow}</p>`;
  const body = html`<h1>${heading}</h1>
<p><a href="${PATHS.course(courseId)}">${context.plan.course.patient?.name ?? courseId}</a></p>
${news.length === 0 ? '' : html`<section class="wait" role="alert"><h2>${texts.changed.title}</h2><p>${texts.changed.text}</p><ul>${news.map((event) => html`<li>${draw.moment(event.occurredAt)}: ${eventWords(event, draw, log)}</li>`)}</ul><p>${texts.changed.again}</p></section>`}
<section>${mistake ? html`<p><strong>${eventWords(mistake, draw, log)}</strong></p>` : ''}${form}</section>
<p><a href="${PATHS.course(courseId)}">${texts.back}</a></p>`;
  return boardPage(draw, { title: heading, current: null, body });
}
