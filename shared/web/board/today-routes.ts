import type { Hono } from 'hono';
import { answer } from '../answer.ts';
import { boardDrawing } from './frame.ts';
import { PATHS } from './paths.ts';
import { todayPage } from './today-page.ts';
import { todayView } from './today-view.ts';
import type { BoardTools } from './tools.ts';
import type { BoardEnv } from './viewer.ts';
import { whoseIn } from './whose.ts';

/** The page with which a day begins. */
export function todayRoutes(app: Hono<BoardEnv>, tools: BoardTools): void {
  const { clinic, therapistsSee, worklists } = tools;
  app.get(PATHS.today, async (context) => {
    const viewer = context.get('viewer');
    const whose = whoseIn(context.req.query('whose'), viewer, therapistsSee);
    const view = todayView(await worklists.worklist(), whose, { viewer, clinic, now: tools.now() });
    return answer(todayPage(boardDrawing(clinic, viewer, therapistsSee), view));
  });
}
