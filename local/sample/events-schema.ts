import * as z from 'zod';
import { fromSender, identifier, SENDER_EVENT_TYPES } from '../../shared/core/events/events.ts';
import { parseCivilDate } from '../../shared/core/time/civil-date.ts';
import { examplesOf } from '../words/event-examples.ts';

type JsonSchema = z.core.JSONSchema.JSONSchema;
type SenderType = (typeof SENDER_EVENT_TYPES)[number];

const TODAY = parseCivilDate('2026-03-05');

/** An example of every type of event, on one day. */
export const EVENT_EXAMPLES = examplesOf({
  today: TODAY,
  visit: 'closing',
  serviceCode: '0267',
  startsAt: '2026-03-12T10:00:00+01:00',
  assessment: { visit: 'supplementary-initial', assessment: 'PSFS' },
  task: 'book:closing',
});

const date: JsonSchema = { type: 'string', format: 'date' };
/** What zod checks in code, by the name of the field. */
const CHECKED_IN_CODE: Readonly<Record<string, JsonSchema>> = {
  referralDate: date,
  contactDate: date,
  date,
  answeredOn: date,
  recordedOn: date,
  until: date,
  task: {
    type: 'string',
    description: 'such as book:closing, or discharge-letter: docs/events.md lists them',
  },
};

/** Where one of two fields will do, and one of them must be there. */
export const EITHER: { readonly [T in SenderType]?: readonly [string, string] } = {
  'visit.booked': ['visit', 'serviceCode'],
  'visit.cancelled': ['visit', 'serviceCode'],
  'visit.missed': ['visit', 'serviceCode'],
  'session.held': ['session', 'serviceCode'],
};

/** The JSON Schema of the events that a clinic's system may send, with an example of each: docs/events.schema.json. */
export const eventsJsonSchema = (): JsonSchema => ({
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'An event for Course Reminders',
  description:
    'Its shape. What depends on the clock, on other fields or on other events is in docs/events.md. Unknown fields are not read.',
  oneOf: SENDER_EVENT_TYPES.map(schemaOf),
});

function schemaOf(type: SenderType): JsonSchema {
  const envelope = z.object({
    eventId: identifier,
    type: z.literal(type),
    courseId: identifier,
    occurredAt: z.iso.datetime({ offset: true }),
    data: fromSender[type],
  });
  const { $schema, ...schema } = z.toJSONSchema(envelope, { io: 'input', unrepresentable: 'any' });
  describeIn(schema);
  const data = schema.properties?.['data'];
  const either = EITHER[type];
  if (either && typeof data === 'object') data.anyOf = either.map((field) => ({ required: [field] }));
  const example = {
    eventId: 'e-7',
    type,
    courseId: 'C-1',
    occurredAt: `${TODAY}T12:00:00+01:00`,
    data: EVENT_EXAMPLES[type],
  };
  return { title: type, ...schema, examples: [example] };
}

/** Tells what zod leaves open, wherever it is. */
function describeIn(schema: JsonSchema): void {
  for (const [name, field] of Object.entries(schema.properties ?? {})) {
    if (typeof field === 'boolean') continue;
    // What may be null keeps its shape as one of two.
    const open =
      field.anyOf?.find((each) => typeof each === 'object' && Object.keys(each).length === 0) ?? field;
    if (typeof open === 'object' && CHECKED_IN_CODE[name]) Object.assign(open, CHECKED_IN_CODE[name]);
    describeIn(field);
  }
}

if (import.meta.main) process.stdout.write(`${JSON.stringify(eventsJsonSchema(), null, 2)}\n`);
