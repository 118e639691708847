import { Hono } from 'hono';
import { answer } from '../answer.ts';
import { brokenLink, failedPage, rehearsedLink } from '../broken-link.ts';
import { pageHeaders } from '../headers.ts';
import {
  calendarFile,
  type Opened,
  type PatientTools,
  pressed,
  showPage,
  showStop,
  stopAtOnce,
  toPage,
} from './answers.ts';
import { NOTHING_PRESSED } from './drawing.ts';
import { readPress } from './presses.ts';
import { isDoneWord } from './texts.ts';

/** No form of ours is longer. */
const LONGEST_FORM = 4_000;

/**
 * The pages behind the links in patients' e-mails. A GET changes nothing, whoever follows it; a press is a POST of a form,
 * and counts once. Whatever is wrong with a link, the answer is the same.
 */
export function patientApp(tools: PatientTools): Hono {
  const { clinic, links, count } = tools;
  const app = new Hono();
  app.use(pageHeaders());
  const open = async (token: string): Promise<Opened | null> => {
    const link = await links.open(token);
    if (link?.purpose === 'patient')
      return { courseId: link.courseId, token, onlyToLook: link.rehearsal === true };
    count('BrokenLinks');
    return null;
  };
  const isBroken = () => answer(brokenLink(clinic), 404);
  const onlyLook = () => answer(rehearsedLink(clinic), 403);

  app.get('/p/:token', async ({ req }) => {
    const opened = await open(req.param('token'));
    if (!opened) return isBroken();
    const done = req.query('done') ?? '';
    return showPage(tools, opened, { ...NOTHING_PRESSED, done: isDoneWord(done) ? done : null });
  });
  app.get('/p/:token/stop', async ({ req }) => {
    const opened = await open(req.param('token'));
    return opened ? showStop(tools, opened) : isBroken();
  });
  app.get('/p/:token/calendar/:number', async ({ req }) => {
    const opened = await open(req.param('token'));
    const file = opened && (await calendarFile(tools, opened, Number(req.param('number'))));
    return file ?? isBroken();
  });
  app.post('/p/:token/stop', async ({ req }) => {
    const opened = await open(req.param('token'));
    if (opened?.onlyToLook) return onlyLook();
    return opened ? stopAtOnce(tools, opened) : isBroken();
  });
  app.post('/p/:token', async ({ req }) => {
    const opened = await open(req.param('token'));
    if (!opened) return isBroken();
    if (opened.onlyToLook) return onlyLook();
    const body = await req.text();
    const fields = body.length > LONGEST_FORM ? {} : Object.fromEntries(new URLSearchParams(body));
    const press = readPress(fields);
    return press ? pressed(tools, opened, press) : toPage(opened, 'outdated');
  });
  app.notFound(isBroken);
  app.onError((error) => {
    tools.failed(error);
    return answer(failedPage(clinic), 500);
  });
  return app;
}
