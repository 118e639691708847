import { apiApp } from '../shared/api/app.ts';
import { advance } from '../shared/course/advance.ts';
import { courseEnvironment } from '../shared/environment.ts';
import { answering, toldOfRequests } from './lib/requests.ts';
import { createTableLinks, createTableSecrets, createTableTokens, createTools, now } from './lib/tools.ts';

const environment = courseEnvironment.parse(process.env);
const tools = createTools(environment);

/** What programs of others tell and ask the clinic. */
export const handler = answering(() =>
  apiApp({
    clinic: tools.clinic,
    store: tools.store,
    links: createTableLinks(environment),
    secrets: createTableSecrets(environment),
    tokens: createTableTokens(environment),
    now,
    record: (courseId, events) => advance(tools, courseId, { kind: 'events', events }),
    ...toldOfRequests,
  }),
);
