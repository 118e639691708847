import { Hono } from 'hono';
import { answer } from '../answer.ts';
import { brokenLink, failedPage } from '../broken-link.ts';
import { pageHeaders } from '../headers.ts';
import {
  afterIn,
  type OpenedList,
  type OpenedTask,
  outdated,
  pressed,
  type StaffTools,
  showList,
  showTask,
} from './answers.ts';
import { STYLES } from './drawing.ts';
import { readPress } from './press-forms.ts';

/** No form of ours is longer. */
const LONGEST_FORM = 20_000;

type Opened =
  | { readonly kind: 'list'; readonly list: OpenedList }
  | { readonly kind: 'task'; readonly task: OpenedTask };

/**
 * The pages behind the links in mails to the clinic: a list of tasks, and each task with what can be said of it. A GET
 * changes nothing; a press is a POST of a form, and counts once. Whatever is wrong with a link, the answer is the same.
 */
export function staffApp(tools: StaffTools): Hono {
  const { clinic, links, count } = tools;
  const app = new Hono();
  app.use(pageHeaders(STYLES));
  const open = async (token: string): Promise<Opened | null> => {
    const link = await links.open(token);
    if (link?.purpose === 'staff') return { kind: 'list', list: link };
    return link?.purpose === 'task' ? { kind: 'task', task: { ...link, token } } : null;
  };
  const isBroken = () => {
    count('BrokenLinks');
    return answer(brokenLink(clinic), 404);
  };

  app.get('/s/:token', async ({ req }) => {
    const opened = await open(req.param('token'));
    const after = afterIn(req.query());
    if (opened?.kind === 'list') return (await showList(tools, opened.list, after)) ?? isBroken();
    return opened ? showTask(tools, opened.task, after) : isBroken();
  });
  app.post('/s/:token', async ({ req }) => {
    const opened = await open(req.param('token'));
    if (opened?.kind !== 'task') return isBroken();
    const body = await req.text();
    const fields = body.length > LONGEST_FORM ? {} : Object.fromEntries(new URLSearchParams(body));
    const press = readPress(fields);
    return press ? pressed(tools, opened.task, press) : outdated(tools, opened.task);
  });
  app.notFound(() => answer(brokenLink(clinic), 404));
  app.onError((error) => {
    tools.failed(error);
    return answer(failedPage(clinic), 500);
  });
  return app;
}
