import { type Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { csrf } from 'hono/csrf';
import { readFilter } from '../page/board-filter.ts';
import { boardPage } from '../page/board-page.ts';
import { connectPage } from '../page/connect-page.ts';
import { coursePage } from '../page/course-page.ts';
import { emailPage } from '../page/email-page.ts';
import { readEventForm } from '../page/event-form.ts';
import type { Frame, Notice } from '../page/frame.ts';
import { inboxPage } from '../page/inbox-page.ts';
import { backTo, PATHS } from '../page/paths.ts';
import { CLOCK_STEPS, type ClinicSession, type ClockStep } from './session.ts';

/** Bytes that the bus takes at once. */
const LARGEST_EVENT = 1024 * 1024;

/** The pages and the two doors of a local clinic: events in, and the clock. */
export function createApp(session: ClinicSession): Hono {
  const app = new Hono();
  // Only pages of ours may post forms: any page that the operator visits could try.
  app.use(csrf());
  app.use(bodyLimit({ maxSize: LARGEST_EVENT }));
  const { clinicCloud } = session;
  const { clinic, cloud, stackName } = clinicCloud;
  const frame = (notice?: Notice): Frame => ({
    clinic,
    now: session.now,
    emailCount: session.emails.length,
    busy: session.isBusy,
    notice,
  });
  const courseOf = async (id: string) => (await session.courses()).find(({ courseId }) => courseId === id);
  const showCourse = async (context: Context, id: string, notice?: Notice) => {
    const course = await courseOf(id);
    if (!course) return context.notFound();
    const eventType = context.req.query('type');
    return context.html(coursePage({ ...frame(notice), course, emails: session.emails, eventType }));
  };

  app.get(PATHS.board, async (context) => {
    const filter = readFilter(context.req.query());
    return context.html(boardPage({ ...frame(), courses: await session.courses(), filter }));
  });
  app.get('/courses/:id', (context) => showCourse(context, context.req.param('id')));
  app.get(PATHS.emails, (context) =>
    context.html(inboxPage({ ...frame(), emails: session.emails, audience: context.req.query('audience') })),
  );
  app.get('/emails/:id', (context) => {
    const email = session.emails.find(({ messageId }) => messageId === context.req.param('id'));
    return email ? context.html(emailPage({ ...frame(), email })) : context.notFound();
  });
  app.get(PATHS.connect, (context) => {
    const names = { bus: stackName, table: cloud.tableName(stackName), scheduleGroup: stackName };
    const endpoints = {
      page: new URL(context.req.url).origin,
      aws: cloud.endpoint,
      region: clinic.region,
      clinicId: clinic.clinicId,
      ...names,
    };
    return context.html(connectPage({ ...frame(), endpoints }));
  });
  app.get('/api/courses', async (context) => context.json(await session.courses()));
  app.get('/api/emails', (context) => context.json(session.emails));

  app.post(PATHS.clock, async (context) => {
    const { step, back } = await context.req.parseBody();
    // A long jump goes on while the page shows how far it has come.
    if (isStep(step)) session.step(step).catch(reportFailure);
    return context.redirect(backTo(back), 303);
  });
  app.post(PATHS.events, (context) => {
    const isForm = context.req.header('content-type')?.includes('form') ?? false;
    return isForm ? takeForm(context, session, showCourse) : takeJson(context, session);
  });
  return app;
}

const isStep = (step: unknown): step is ClockStep => CLOCK_STEPS.some((each) => each === step);

const reportFailure = (error: unknown) => process.stderr.write(`The clock stopped: ${String(error)}\n`);

/** An envelope as JSON: 202, or 422 with the place of each mistake. */
async function takeJson(context: Context, session: ClinicSession) {
  const parsed = await session.send(readJson(await context.req.text()));
  if (parsed.ok) return context.json({ eventId: parsed.event.eventId }, 202);
  return context.json({ eventId: parsed.eventId, issues: parsed.issues }, 422);
}

/** An event from a course's page: the page comes back with what became of it. */
async function takeForm(
  context: Context,
  session: ClinicSession,
  show: (context: Context, courseId: string, notice: Notice) => Promise<Response>,
) {
  const form = await context.req.parseBody();
  const read = readEventForm(form, `page-${crypto.randomUUID()}`);
  const courseId = String(form['courseId']);
  if ('message' in read) return show(context, courseId, { tone: 'error', text: read.message });
  const parsed = await session.send(read.envelope);
  if (parsed.ok) return show(context, courseId, { tone: 'done', text: `${parsed.event.type} was taken.` });
  return show(context, courseId, { tone: 'error', text: 'The event was refused.', issues: parsed.issues });
}

/** Anything that is no JSON is refused by its shape. */
function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
