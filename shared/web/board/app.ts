import { Hono, type MiddlewareHandler } from 'hono';
import { answer } from '../answer.ts';
import { pageHeaders } from '../headers.ts';
import { accessLogRoutes } from './access-log-page.ts';
import { caseloadRoutes } from './caseload-routes.ts';
import { courseRoutes } from './course-routes.ts';
import { enrolRoutes } from './enrol-routes.ts';
import { BOARD_STYLES, boardDrawing, boardSays } from './frame.ts';
import { importRoutes } from './import-routes.ts';
import { BOARD } from './paths.ts';
import { qualityRoutes } from './quality-routes.ts';
import { taskRoutes } from './task-routes.ts';
import { todayRoutes } from './today-routes.ts';
import type { BoardTools } from './tools.ts';
import type { BoardEnv } from './viewer.ts';

/**
 * The board: what the staff of a clinic see and say of its courses, each by their rights. A GET changes nothing; every
 * button is a form, which brings the id of the event that it makes, so that it counts once. What may not be seen is
 * answered as if it were not there.
 * @param signIn lets nobody in without having set `viewer`; it answers for whoever is not signed in
 */
export function boardApp(tools: BoardTools, signIn: MiddlewareHandler<BoardEnv>): Hono<BoardEnv> {
  const app = new Hono<BoardEnv>();
  app.use(pageHeaders(BOARD_STYLES));
  app.use(BOARD, signIn);
  app.use(`${BOARD}/*`, signIn);
  todayRoutes(app, tools);
  enrolRoutes(app, tools);
  importRoutes(app, tools);
  accessLogRoutes(app, tools);
  courseRoutes(app, tools);
  taskRoutes(app, tools);
  caseloadRoutes(app, tools);
  qualityRoutes(app, tools);
  const says = (viewer: BoardEnv['Variables']['viewer'] | undefined, which: 'notFound' | 'failed') =>
    viewer
      ? answer(
          boardSays(boardDrawing(tools.clinic, viewer, tools.therapistsSee), which),
          which === 'failed' ? 500 : 404,
        )
      : new Response(null, { status: which === 'failed' ? 500 : 404 });
  app.notFound((context) => says(context.get('viewer'), 'notFound'));
  app.onError((error, context) => {
    tools.failed(error);
    return says(context.get('viewer'), 'failed');
  });
  return app;
}
