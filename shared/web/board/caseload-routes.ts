import type { Hono } from 'hono';
import { protocolsOf } from '../../core/protocols/index.ts';
import { localDateOf } from '../../core/time/instant.ts';
import { answer } from '../answer.ts';
import { readFilter } from './caseload-filter.ts';
import { caseloadPage } from './caseload-page.ts';
import { caseloadView, ownerOf } from './caseload-view.ts';
import { boardDrawing } from './frame.ts';
import { PATHS } from './paths.ts';
import { sees } from './rights.ts';
import { TODAY_TEXTS } from './today-texts.ts';
import type { BoardTools } from './tools.ts';
import type { BoardEnv } from './viewer.ts';

/**
 * Every course that somebody may see, over time. Which they are the index says; how those on the page stand, the table:
 * whoever has just pressed sees what came of it.
 */
export function caseloadRoutes(app: Hono<BoardEnv>, tools: BoardTools): void {
  const { clinic, therapistsSee, caseload, accessLog } = tools;
  app.get(PATHS.caseload, async (context) => {
    const viewer = context.get('viewer');
    const { staffId, name } = viewer;
    const { timeZone, language } = clinic;
    const now = tools.now();
    const day = { today: localDateOf(now, timeZone), timeZone };
    const asked = readFilter(context.req.query(), protocolsOf(clinic));
    const view = caseloadView(await caseload.all(), asked, { viewer, therapistsSee, day });
    const { courses } = await caseload.current(view.courseIds);
    const places = new Map(view.courseIds.map((courseId, place) => [courseId, place]));
    const shown = courses
      .filter(({ line }) => sees(viewer, ownerOf(line), therapistsSee))
      .toSorted((a, b) => (places.get(a.courseId) ?? 0) - (places.get(b.courseId) ?? 0));
    await accessLog.note({ at: now, staffId, name, what: 'list', courseId: null, event: null });
    const unreadable = TODAY_TEXTS[language].unreadable(view.unreadable);
    return answer(caseloadPage(boardDrawing(clinic, viewer, therapistsSee), view, shown, unreadable));
  });
}
