import type { Hono } from 'hono';
import { answer } from '../answer.ts';
import { afterIn, saidOf } from './after.ts';
import { callsOf } from './calls.ts';
import { boardDrawing } from './frame.ts';
import { PATHS } from './paths.ts';
import { MOST_ON_PAGE, todayPage } from './today-page.ts';
import { asOfNow, type TodayView, todayView } from './today-view.ts';
import type { BoardTools } from './tools.ts';
import type { BoardEnv } from './viewer.ts';
import { whoseIn } from './whose.ts';

/** The page with which a day begins. */
export function todayRoutes(app: Hono<BoardEnv>, tools: BoardTools): void {
  const { clinic, therapistsSee, caseload, accessLog, store } = tools;
  app.get(PATHS.today, async (context) => {
    const viewer = context.get('viewer');
    const { staffId, name } = viewer;
    const now = tools.now();
    const whose = whoseIn(context.req.query('whose'), viewer, therapistsSee);
    const indexed = todayView(await caseload.all(), whose, { viewer, clinic, now });
    const { courses } = await caseload.current(shownIn(indexed));
    const view = asOfNow(indexed, courses, viewer);
    const calls = await callsOf(view.calls.slice(0, MOST_ON_PAGE), courses, { store, clinic, now });
    await accessLog.note({ at: now, staffId, name, what: 'list', courseId: null, event: null });
    const draw = boardDrawing(clinic, viewer, therapistsSee);
    const events = new Map(courses.map(({ courseId, head }) => [courseId, head.events]));
    const { did, ...pressed } = context.req.query();
    const after = afterIn({ did: did ?? '', ...pressed });
    return answer(todayPage(draw, { view, calls, events, after, said: after ? null : saidOf(tools, did) }));
  });
}

/** The courses of which something can be pressed on the page. */
function shownIn({ calls, due, overdue }: TodayView): readonly string[] {
  const lines = [calls, due, overdue].flatMap((each) => each.slice(0, MOST_ON_PAGE));
  return [...new Set(lines.map(({ courseId }) => courseId))];
}
