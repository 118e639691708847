import { apiApp } from '../shared/api/app.ts';
import { advance } from '../shared/course/advance.ts';
import { courseEnvironment } from '../shared/environment.ts';
import { answering, toldOfRequests } from './lib/requests.ts';
import { createTableLinks, createTableSecrets, createTools, now } from './lib/tools.ts';

const environment = courseEnvironment.parse(process.env);
const tools = createTools(environment);

/** What programs of others tell the clinic: that a questionnaire was answered. */
export const handler = answering(() =>
  apiApp({
    clinic: tools.clinic,
    store: tools.store,
    links: createTableLinks(environment),
    secrets: createTableSecrets(environment),
    now,
    record: (courseId, events) => advance(tools, courseId, { kind: 'events', events }),
    ...toldOfRequests,
  }),
);
