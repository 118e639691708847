import type { Hono } from 'hono';
import { html } from 'hono/html';
import { answer } from '../answer.ts';
import { boardDrawing, boardSays } from './frame.ts';
import { PATHS } from './paths.ts';
import { qualityCsv } from './quality-csv.ts';
import { qualityPage } from './quality-page.ts';
import { QUALITY_TEXTS } from './quality-texts.ts';
import { qualityView } from './quality-view.ts';
import { seesQuality } from './rights.ts';
import { TODAY_TEXTS } from './today-texts.ts';
import type { BoardTools } from './tools.ts';
import type { BoardEnv, Viewer } from './viewer.ts';

/** The quality figures of the whole clinic, to look at and to take along: counts without names. */
export function qualityRoutes(app: Hono<BoardEnv>, tools: BoardTools): void {
  const { clinic, therapistsSee } = tools;
  const refused = (viewer: Viewer) =>
    answer(boardSays(boardDrawing(clinic, viewer, therapistsSee), 'notAllowed'), 403);
  app.get(PATHS.quality, async (context) => {
    const viewer = context.get('viewer');
    if (!seesQuality(viewer)) return refused(viewer);
    const { view, unreadable } = await figuresOf(tools, context.req.query('month'));
    const told = TODAY_TEXTS[clinic.language].unreadable(unreadable);
    const state = unreadable > 0 ? html`<p class="state wait">${told}</p>` : html``;
    return answer(qualityPage(boardDrawing(clinic, viewer, therapistsSee), view, state));
  });
  app.get(PATHS.qualityCsv, async (context) => {
    const viewer = context.get('viewer');
    if (!seesQuality(viewer)) return refused(viewer);
    const { view } = await figuresOf(tools, context.req.query('month'));
    const file = `${QUALITY_TEXTS[clinic.language].csv.file}-${view.month}.csv`;
    return new Response(qualityCsv(boardDrawing(clinic, viewer, therapistsSee), view), {
      headers: {
        'Content-Type': 'text/csv; charset=utf-8',
        'Content-Disposition': `attachment; filename="${file}"`,
      },
    });
  });
}

/** What every course adds, those that are forgotten too. */
async function figuresOf({ worklists, clinic, now }: BoardTools, month: string | undefined) {
  const [{ courses, unreadable }, forgotten] = await Promise.all([
    worklists.worklist(),
    worklists.forgottenFigures(),
  ]);
  const figures = [...courses.flatMap(({ head }) => head.figures ?? []), ...forgotten];
  return { view: qualityView(figures, month, clinic, now()), unreadable: unreadable.length };
}
