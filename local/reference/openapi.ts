import * as z from 'zod';
import { byCourse, byToken } from '../../shared/api/answered.ts';
import * as answers from '../../shared/api/answers.ts';
import { MOST_EVENTS } from '../../shared/api/events.ts';
import { PAGE } from '../../shared/api/worklist.ts';
import type { Scope } from '../../shared/ports/api-tokens.ts';
import { eventsJsonSchema } from '../sample/events-schema.ts';

type Schema = z.core.JSONSchema.BaseSchema;

const refTo = (name: string) => ({ $ref: `#/components/schemas/${name}` });

/** `visit.held` as `VisitHeld`. */
const pascalCase = (type: string): string =>
  type.replace(/(?:^|\.)(\w)/g, (_, letter: string) => letter.toUpperCase());

/** Each type of event under a name of its own, and all of them as `Event`. */
function eventSchemas(): Record<string, Schema> {
  const each = (eventsJsonSchema().oneOf ?? []).filter((schema) => typeof schema === 'object');
  const named = each.map(
    (schema) => [pascalCase(String(schema.title)), String(schema.title), schema] as const,
  );
  const mapping = Object.fromEntries(named.map(([name, type]) => [type, refTo(name).$ref]));
  return {
    Event: {
      description: 'Something that happened in a course. Unknown fields are not read.',
      oneOf: named.map(([name]) => refTo(name)),
      discriminator: { propertyName: 'type', mapping },
    },
    ...Object.fromEntries(named.map(([name, , schema]) => [name, tidy(schema)])),
  };
}

/** What the API answers, and what form providers send, by the names of the schemas. */
function zodSchemas(): Record<string, Schema> {
  const { problem, eventResults, health, course, worklist } = answers;
  const registry = z.registry<{ id: string }>();
  const named = {
    Problem: problem,
    EventResults: eventResults,
    Health: health,
    Course: course,
    Worklist: worklist,
  };
  for (const [id, schema] of Object.entries(named)) registry.add(schema, { id });
  const answered = {
    AnsweredByToken: z.toJSONSchema(byToken, { io: 'input' }),
    AnsweredByCourse: z.toJSONSchema(byCourse, { io: 'input' }),
  };
  const { schemas } = z.toJSONSchema(registry, { uri: (id) => refTo(id).$ref });
  return Object.fromEntries(
    Object.entries({ ...schemas, ...answered }).map(([id, each]) => [id, tidy(each)]),
  );
}

/** Without what only zod needs: fields may be added, and what has a format says by that what it looks like. */
function tidy(schema: Schema): Schema {
  const { $schema, $id, ...rest } = schema;
  return JSON.parse(JSON.stringify(rest), (_, value: unknown) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
    const { additionalProperties, pattern, readOnly, ...kept } = value as Record<string, unknown>;
    return {
      ...kept,
      ...(pattern !== undefined && kept['format'] === undefined && { pattern }),
      ...(typeof additionalProperties === 'object' && { additionalProperties }),
    };
  });
}

const jsonOf = (schema: object) => ({ 'application/json': { schema } });
const says = (description: string, name: string) => ({ description, content: jsonOf(refTo(name)) });
const problem = (description: string) => ({
  description,
  content: { 'application/problem+json': { schema: refTo('Problem') } },
});

const TOO_MUCH = { '429': { description: 'Too many requests a second: send it again, later.' } };
const FAILED = { '500': problem('It could not be answered just now: send it again, later.') };
const challenged = (scope: Scope) => ({
  '401': problem('Without a token of this clinic’s, or with one that was revoked.'),
  '403': problem(`The token lacks the scope ${scope}.`),
});
const BODY = {
  '400': problem('The body is no JSON, or not in UTF-8.'),
  '413': problem('The body is larger than it may be.'),
};

const sendEvents = {
  operationId: 'sendEvents',
  summary: 'Takes one event, or a list of them',
  description:
    `When the answer is there, the events have had their effect. An event is known by its eventId: sent again it is taken
again and changes nothing. One that is refused keeps no other of the list from being taken.`.replaceAll(
      '\n',
      ' ',
    ),
  security: [{ token: ['events:write'] }],
  requestBody: {
    required: true,
    content: jsonOf({
      oneOf: [refTo('Event'), { type: 'array', items: refTo('Event'), minItems: 1, maxItems: MOST_EVENTS }],
    }),
  },
  responses: {
    '200': says('All were taken, now or before.', 'EventResults'),
    '207': says('Of a list some were refused: the results say which, and why.', 'EventResults'),
    ...BODY,
    ...challenged('events:write'),
    '409': problem('Another event has this eventId, or the course takes no more events.'),
    '415': problem('The body is not application/json.'),
    '422': problem('The event is not as expected: the issues say where, and what was.'),
    ...TOO_MUCH,
    ...FAILED,
    '503': problem('Some could not be taken just now: send all of them again, later.'),
  },
};

const showCourse = {
  operationId: 'showCourse',
  summary: 'A course: its plan, why each date is so, and what was sent',
  security: [{ token: ['courses:read'] }],
  parameters: [{ name: 'courseId', in: 'path', required: true, schema: { type: 'string' } }],
  responses: {
    '200': says('The course as it stands now. Nobody’s name is in it.', 'Course'),
    ...challenged('courses:read'),
    '404': problem('There is no such course, or it was erased.'),
    ...TOO_MUCH,
    ...FAILED,
  },
};

const showWorklist = {
  operationId: 'showWorklist',
  summary: 'The courses with open tasks, page by page',
  description: 'The one with the earliest task comes first. The list may lag behind the courses by moments.',
  security: [{ token: ['courses:read'] }],
  parameters: [
    {
      name: 'limit',
      in: 'query',
      description: 'How many courses a page has at most.',
      schema: { type: 'integer', minimum: 1, maximum: PAGE.most, default: PAGE.usual },
    },
    { name: 'after', in: 'query', description: 'The next of the page before.', schema: { type: 'string' } },
  ],
  responses: {
    '200': says('A page. Nobody’s name is in it.', 'Worklist'),
    '400': problem('The query is not as expected.'),
    ...challenged('courses:read'),
    ...TOO_MUCH,
    ...FAILED,
  },
};

const showHealth = {
  operationId: 'showHealth',
  summary: 'That the API runs, and its clock',
  security: [],
  responses: { '200': says('It runs.', 'Health'), ...TOO_MUCH },
};

const header = (name: string, description: string) => ({
  name,
  in: 'header',
  required: true,
  description,
  schema: { type: 'string' },
});

const tellAnswer = {
  operationId: 'tellAnswer',
  summary: 'A form provider tells that a questionnaire was answered',
  description: 'Signed by Standard Webhooks 1.0.0 with the secret that the clinic gives the provider.',
  security: [],
  parameters: [
    header('webhook-id', 'The same whenever the call is sent again.'),
    header('webhook-timestamp', 'When it is sent, in seconds since 1970.'),
    header('webhook-signature', 'v1, and the base64 of HMAC-SHA256 over id, timestamp and body.'),
  ],
  requestBody: {
    required: true,
    content: jsonOf({ anyOf: [refTo('AnsweredByToken'), refTo('AnsweredByCourse')] }),
  },
  responses: {
    '204': { description: 'Taken, now or before.' },
    ...BODY,
    '400': problem('The body is not as expected.'),
    '401': problem('The signature is missing, wrong or too old.'),
    '404': problem('The token is no invitation of this clinic’s, or there is no such course.'),
    '409': problem('The course takes no more answers.'),
    ...TOO_MUCH,
    ...FAILED,
  },
};

/** The clinic's API as an OpenAPI document, made of the schemas that its code goes by: shared/api/openapi.json. */
export const openApiDocument = () => ({
  openapi: '3.1.0',
  info: {
    title: 'Course Reminders',
    version: '1',
    summary: 'What programs tell and ask a clinic.',
    description: 'What is refused is told as problem details (RFC 9457), and never with what was sent.',
    license: { name: 'MIT', identifier: 'MIT' },
  },
  servers: [{ url: '/' }],
  paths: {
    '/v1/events': { post: sendEvents },
    '/v1/courses/{courseId}': { get: showCourse },
    '/v1/worklist': { get: showWorklist },
    '/v1/questionnaire-answers': { post: tellAnswer },
    '/v1/health': { get: showHealth },
  },
  components: {
    schemas: { ...zodSchemas(), ...eventSchemas() },
    securitySchemes: {
      token: {
        type: 'http',
        scheme: 'bearer',
        description: 'A token that the clinic makes: cr_…, with the scopes that it needs.',
      },
    },
  },
});

if (import.meta.main) process.stdout.write(`${JSON.stringify(openApiDocument(), null, 2)}\n`);
