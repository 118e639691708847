import { createDigestStore } from '../shared/aws/dynamo-digest-store.ts';
import { createDocumentClient } from '../shared/aws/table.ts';
import { advance } from '../shared/course/advance.ts';
import { courseEnvironment } from '../shared/environment.ts';
import { staffApp } from '../shared/web/staff/app.ts';
import { answering, toldOfRequests } from './lib/requests.ts';
import { createTableLinks, createTools, now } from './lib/tools.ts';

const environment = courseEnvironment.parse(process.env);
const tools = createTools(environment);
const worklists = createDigestStore(createDocumentClient(), environment.TABLE_NAME);

/** The pages behind the links in mails to the clinic. */
export const handler = answering(() =>
  staffApp({
    clinic: tools.clinic,
    store: tools.store,
    worklists,
    links: createTableLinks(environment),
    now,
    record: (courseId, events) => advance(tools, courseId, { kind: 'events', events }),
    ...toldOfRequests,
  }),
);
