import type { Context, Hono } from 'hono';
import { html } from 'hono/html';
import { isTaskId, type TaskId } from '../../core/ids/task-id.ts';
import { answer, seeOther } from '../answer.ts';
import type { Html } from '../frame.ts';
import type { After } from '../staff/drawing.ts';
import { readPress, type StaffPress } from '../staff/press-forms.ts';
import { type Pressed, pressTask, saidBy } from '../staff/press-task.ts';
import { type Mend, taskBody } from '../staff/task-page.ts';
import { type TaskView, taskView } from '../staff/task-view.ts';
import { afterIn } from './after.ts';
import { type BoardDrawing, boardDrawing, boardPage, boardSays } from './frame.ts';
import { noteChange, noteView } from './noting.ts';
import { type OpenCourse, openCourse } from './open-course.ts';
import { PATHS } from './paths.ts';
import { mayDo, maySay } from './rights.ts';
import { COURSE_TEXTS } from './texts.ts';
import type { BoardTools } from './tools.ts';
import type { BoardEnv } from './viewer.ts';

type OpenTask = {
  readonly open: OpenCourse;
  readonly task: TaskId;
  readonly view: TaskView | null;
  readonly draw: BoardDrawing;
  readonly isFromToday: boolean;
};

/** A task of a course, with every form that it can be done by: the same as behind the links of digests. */
export function taskRoutes(app: Hono<BoardEnv>, tools: BoardTools): void {
  app.get('/board/courses/:courseId/tasks/:task', async (context) => {
    const opened = await openTask(tools, context);
    if (opened instanceof Response) return opened;
    await noteView(tools, opened.draw.viewer, opened.open);
    return answer(page(opened, afterIn(context.req.query()), null));
  });
  app.post('/board/courses/:courseId/tasks/:task', async (context) => {
    const opened = await openTask(tools, context);
    if (opened instanceof Response) return opened;
    const body = await context.req.text();
    const press = readPress(Object.fromEntries(new URLSearchParams(body.length > 20_000 ? '' : body)));
    if (!press) return onward(opened, 'outdated', null);
    return pressOn(tools, opened, press);
  });
}

async function openTask(tools: BoardTools, context: Context<BoardEnv>): Promise<OpenTask | Response> {
  const { clinic, therapistsSee } = tools;
  const viewer = context.get('viewer');
  const { courseId = '', task = '' } = context.req.param() as Record<string, string>;
  const open = await openCourse(tools, viewer, courseId, tools.now());
  if (!open || !isTaskId(task)) return context.notFound();
  const draw = boardDrawing(clinic, viewer, therapistsSee);
  if (!mayDo(viewer, open.owned, task, therapistsSee)) return answer(boardSays(draw, 'notAllowed'), 403);
  const view = taskView(open.context.plan, task, open.log.length, clinic, open.context.now);
  return {
    open,
    task,
    draw,
    isFromToday: context.req.query('from') === 'today',
    view: view && { ...view, forms: view.forms.filter((form) => mayPress(form, open, draw)) },
  };
}

/** Of the forms of a task those that say what somebody may say. */
const mayPress = (press: TaskView['forms'][number], { owned }: OpenCourse, draw: BoardDrawing): boolean => {
  const type = saidBy(press);
  return type.startsWith('task.') || maySay(draw.viewer, owned, type, draw.therapistsSee);
};

async function pressOn(tools: BoardTools, opened: OpenTask, press: StaffPress): Promise<Response> {
  const { open, view, draw } = opened;
  const { courseId, loaded, context } = open;
  const type = press.press === 'undo' ? 'event.retracted' : saidBy(press.press);
  if (view) await noteChange(tools, draw.viewer, courseId, type, context.now);
  const outcome = await pressTask(tools, { courseId, loaded, view, now: context.now }, press);
  return answerOf(tools, opened, press, outcome);
}

function answerOf(tools: BoardTools, opened: OpenTask, press: StaffPress, outcome: Pressed): Response {
  const { draw, open } = opened;
  switch (outcome.kind) {
    case 'over':
      return onward(opened, 'gone', null);
    case 'slow':
      return seeOther(`${PATHS.course(open.courseId)}?did=full`);
    case 'refused':
      return answer(
        page({ ...opened, view: outcome.view }, null, { refused: outcome.refused, typed: press }),
        422,
      );
    case 'did':
      if (outcome.isNew) tools.count('BoardPresses');
      return onward({ ...opened, draw }, outcome.did, outcome.undo);
    default:
      return outcome satisfies never;
  }
}

/** Back to where it was pressed: the page of the day, where the next one waits, or the course. */
function onward({ open, task, isFromToday }: OpenTask, did: string, undo: string | null): Response {
  const query = new URLSearchParams({ did, ...(undo && { undo, course: open.courseId, task }) });
  return seeOther(`${isFromToday ? PATHS.today : PATHS.course(open.courseId)}?${query}`);
}

function page({ open, task, view, draw }: OpenTask, after: After | null, mend: Mend | null): Html {
  const { courseId, context } = open;
  const texts = COURSE_TEXTS[draw.clinic.language];
  const { patient } = context.plan.course;
  const list = PATHS.course(courseId);
  const title = draw.task(task);
  const body = html`<h1>${title}</h1><p><a href="${list}">${patient?.name ?? courseId}</a></p>
${view ? taskBody(draw, view, { own: PATHS.task(courseId, task), list }, after, mend) : html`<section><p>${texts.notNow}</p></section>`}
<p><a href="${list}">${texts.back}</a></p>`;
  return boardPage(draw, { title, current: null, body });
}
