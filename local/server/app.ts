import { type Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { csrf } from 'hono/csrf';
import { HTTPException } from 'hono/http-exception';
import { secureHeaders } from 'hono/secure-headers';
import { isEventType } from '../../shared/core/events/events.ts';
import { isThisMachine } from '../cloud/index.ts';
import { boardPage } from '../page/board-page.ts';
import { connectPage } from '../page/connect-page.ts';
import { coursePage } from '../page/course-page.ts';
import { emailPage } from '../page/email-page.ts';
import { inboxPage } from '../page/inbox-page.ts';
import { LIVE_SCRIPT } from '../page/live-script.ts';
import { notFoundPage } from '../page/not-found-page.ts';
import { backTo, PATHS } from '../page/paths.ts';
import { plannedPage } from '../page/planned-page.ts';
import { searchPage } from '../page/search-page.ts';
import { showAttention, workLetters } from './attention-door.ts';
import { CLOCK_STEPS, type ClockStep } from './clock-goal.ts';
import { giveFiles } from './email-files.ts';
import { takeForm, takeJson } from './event-door.ts';
import { showPreview } from './preview.ts';
import type { ClinicSession } from './session.ts';
import {
  boardView,
  type CourseQuery,
  connectView,
  courseView,
  emailView,
  inboxView,
  notFoundView,
  plannedView,
  searchView,
} from './views.ts';

/** Bytes that the bus takes at once. */
const LARGEST_EVENT = 1024 * 1024;

/** The pages and the two doors of a local clinic: events in, and the clock. */
export function createApp(session: ClinicSession): Hono {
  const app = new Hono();
  app.use(async (context, next) => {
    if (!isThisMachine(new URL(context.req.url).host))
      return context.text('Served to this machine only.', 421);
    return next();
  });
  app.use(secureHeaders(HEADERS));
  // Only pages of ours may post forms: any page that the operator visits could try.
  app.use(csrf());
  app.use(bodyLimit({ maxSize: LARGEST_EVENT }));
  app.onError((error, context) => {
    if (!(error instanceof HTTPException)) throw error;
    return error.status === 403 ? context.text(NOT_A_FORM_OF_OURS, 403) : error.getResponse();
  });
  app.notFound((context) => context.html(notFoundPage(notFoundView(session)), 404));
  showPages(app, session);
  giveJson(app, session);
  app.post(PATHS.clock, (context) => moveClock(context, session));
  app.post(PATHS.attention, (context) => workLetters(context, session));
  app.post(PATHS.events, (context) => takeEvent(context, session));
  return app;
}

/** A body without a type of its own looks like a form. */
const NOT_A_FORM_OF_OURS =
  'Forms are taken from the pages of this clinic only; send an event with content-type: application/json.\n';

/** Pages run and fetch only what is their own, and nobody frames them. An e-mail may show a picture. */
const HEADERS = {
  contentSecurityPolicy: {
    defaultSrc: ["'none'"],
    scriptSrc: ["'self'"],
    styleSrc: ["'unsafe-inline'"],
    connectSrc: ["'self'"],
    imgSrc: ['data:', 'https:'],
    formAction: ["'self'"],
    frameAncestors: ["'none'"],
  },
  xFrameOptions: 'DENY',
  strictTransportSecurity: false,
};

function showPages(app: Hono, session: ClinicSession): void {
  app.get(PATHS.board, async (context) =>
    context.html(boardPage(await boardView(session, context.req.query()))),
  );
  app.get(PATHS.planned, async (context) =>
    context.html(plannedPage(await plannedView(session, context.req.query()))),
  );
  app.get('/courses/:id', (context) => {
    const { type: eventType, taken, copy } = context.req.query();
    const notice =
      taken && isEventType(taken) ? ({ tone: 'done', text: `${taken} was taken.` } as const) : undefined;
    return showCourse(context, session, { courseId: context.req.param('id'), eventType, notice, copy });
  });
  app.get(PATHS.emails, (context) =>
    context.html(inboxPage(inboxView(session, context.req.query('audience')))),
  );
  app.get('/emails/:id', (context) => {
    const view = emailView(session, context.req.param('id'));
    return view ? context.html(emailPage(view)) : context.notFound();
  });
  giveFiles(app, session);
  showPreview(app, session.clinicCloud.clinic);
  app.get(PATHS.version, (context) => context.text(session.version));
  app.get(PATHS.script, (context) =>
    context.body(LIVE_SCRIPT, 200, { 'content-type': 'text/javascript; charset=utf-8' }),
  );
  app.get(PATHS.search, async (context) =>
    context.html(searchPage(await searchView(session, (context.req.query('q') ?? '').trim()))),
  );
  app.get(PATHS.attention, (context) => showAttention(context, session));
  app.get(PATHS.connect, (context) =>
    showConnect(context, session, { eventType: context.req.query('type') }),
  );
}

function showConnect(context: Context, session: ClinicSession, query: Omit<CourseQuery, 'courseId'>) {
  const view = connectView(session, new URL(context.req.url).origin, query);
  return context.html(connectPage(view), query.notice?.tone === 'error' ? 422 : 200);
}

async function showCourse(context: Context, session: ClinicSession, query: CourseQuery) {
  const view = await courseView(session, query);
  return view ? context.html(coursePage(view)) : context.notFound();
}

function giveJson(app: Hono, session: ClinicSession): void {
  app.get('/api/courses', async (context) => context.json(await session.courses()));
  app.get('/api/emails', (context) => context.json(session.emails));
}

async function moveClock(context: Context, session: ClinicSession) {
  const { step, back } = await context.req.parseBody();
  // A long jump goes on while the page shows how far it has come.
  if (isStep(step)) session.step(step).catch(reportFailure);
  return context.redirect(backTo(back), 303);
}

const takenAt = (courseId: string, type: string) =>
  `${PATHS.course(courseId)}?taken=${encodeURIComponent(type)}`;

const isStep = (step: unknown): step is ClockStep => CLOCK_STEPS.some((each) => each === step);

const reportFailure = (error: unknown) => process.stderr.write(`The clock stopped: ${String(error)}\n`);

/** An event from a form: the course's page comes back, where loading it again sends nothing. As JSON: 202, or 422 with the place of each mistake. */
async function takeEvent(context: Context, session: ClinicSession) {
  if (context.req.header('content-type')?.includes('form')) {
    const outcome = await takeForm(session, await context.req.parseBody());
    if ('taken' in outcome) return context.redirect(takenAt(outcome.courseId, outcome.taken), 303);
    const refused = { eventType: undefined, ...outcome };
    const view = await courseView(session, refused);
    return view ? context.html(coursePage(view), 422) : showConnect(context, session, refused);
  }
  const parsed = await takeJson(session, new Uint8Array(await context.req.arrayBuffer()));
  if (parsed.ok) return context.json({ eventId: parsed.event.eventId }, 202);
  return context.json({ eventId: parsed.eventId, issues: parsed.issues }, 422);
}
