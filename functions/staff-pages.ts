import { Hono } from 'hono';
import { createDigestStore } from '../shared/aws/dynamo-digest-store.ts';
import { createDocumentClient } from '../shared/aws/table.ts';
import { advance } from '../shared/course/advance.ts';
import { readEnvironment, staffEnvironment } from '../shared/environment.ts';
import { BOARD } from '../shared/web/board/paths.ts';
import { staffApp } from '../shared/web/staff/app.ts';
import { createTableBoard } from './lib/board.ts';
import { answering, toldOfRequests } from './lib/requests.ts';
import { createTableLinks, createTools, now } from './lib/tools.ts';

const environment = readEnvironment(staffEnvironment);
const tools = createTools(environment);
const worklists = createDigestStore(createDocumentClient(), environment.TABLE_NAME);
const boardOf = createTableBoard(environment, tools);

/** The pages behind the links in mails to the clinic. */
const behindLinks = () =>
  staffApp({
    clinic: tools.clinic,
    store: tools.store,
    worklists,
    links: createTableLinks(environment),
    now,
    record: (courseId, events) => advance(tools, courseId, { kind: 'events', events }),
    ...toldOfRequests,
  });

/** What the clinic's staff reach: the pages behind the links in their mails, and the board, if the clinic has one. */
export const handler = answering(() => {
  const app = new Hono();
  for (const path of [BOARD, `${BOARD}/*`])
    app.all(path, ({ req }, next) => (boardOf ? boardOf().fetch(req.raw) : next()));
  app.all('*', ({ req }) => behindLinks().fetch(req.raw));
  return app;
});
