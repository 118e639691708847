import { advance } from '../shared/course/advance.ts';
import { courseEnvironment, readEnvironment } from '../shared/environment.ts';
import { patientApp } from '../shared/web/patient/app.ts';
import { answering, toldOfRequests } from './lib/requests.ts';
import { createTableLinks, createTools, now } from './lib/tools.ts';

const environment = readEnvironment(courseEnvironment);
const tools = createTools(environment);

/** The pages behind the links in patients' e-mails. */
export const handler = answering(() =>
  patientApp({
    clinic: tools.clinic,
    store: tools.store,
    links: createTableLinks(environment),
    now,
    record: (courseId, events) => advance(tools, courseId, { kind: 'events', events }),
    newId: () => Buffer.from(crypto.getRandomValues(new Uint8Array(16))).toString('base64url'),
    ...toldOfRequests,
  }),
);
