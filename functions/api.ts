import { apiApp } from '../shared/api/app.ts';
import { createWorklistPages } from '../shared/aws/dynamo-worklist.ts';
import { createDocumentClient } from '../shared/aws/table.ts';
import { advance } from '../shared/course/advance.ts';
import { courseEnvironment, readEnvironment } from '../shared/environment.ts';
import { answering, toldOfRequests } from './lib/requests.ts';
import { createTableLinks, createTableSecrets, createTableTokens, createTools, now } from './lib/tools.ts';

const environment = readEnvironment(courseEnvironment);
const tools = createTools(environment);
const worklists = createWorklistPages(createDocumentClient(), environment.TABLE_NAME);

/** What programs of others tell and ask the clinic. */
export const handler = answering(() =>
  apiApp({
    clinic: tools.clinic,
    store: tools.store,
    worklists,
    links: createTableLinks(environment),
    secrets: createTableSecrets(environment),
    tokens: createTableTokens(environment),
    now,
    record: (courseId, events) => advance(tools, courseId, { kind: 'events', events }),
    ...toldOfRequests,
  }),
);
