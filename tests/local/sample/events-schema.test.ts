import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { EITHER, EVENT_EXAMPLES, eventsJsonSchema } from '../../../local/sample/events-schema.ts';
import { SENDER_EVENT_TYPES } from '../../../shared/core/events/events.ts';
import { parseEvent } from '../../../shared/core/events/parse-event.ts';
import { GUIDES } from '../../../shared/core/protocols/index.ts';
import { toInstant } from '../../../shared/core/time/instant.ts';
import { eventOfEachType } from '../../support/event-of-each-type.ts';

const schemas = eventsJsonSchema().oneOf ?? [];
const schemaOf = (type: string) => {
  const schema = schemas.find((each) => typeof each === 'object' && each.title === type);
  if (typeof schema !== 'object') throw new Error(`no schema of ${type}`);
  const data = schema.properties?.['data'];
  if (typeof data !== 'object') throw new Error(`no data of ${type}`);
  return { schema, data };
};
const isTaken = (event: unknown) =>
  parseEvent(event, {
    now: toInstant('2026-04-01T12:00:00Z'),
    timeZone: 'Europe/Copenhagen',
    protocols: GUIDES,
    from: 'sender',
  }).ok;
const without = (event: { data: unknown }, ...fields: readonly string[]) => {
  const left = Object.entries(Object(event.data)).filter(([name]) => !fields.includes(name));
  return { ...event, data: Object.fromEntries(left) };
};

test('docs/events.schema.json is what npm run generate makes', () => {
  const file = new URL('../../../docs/events.schema.json', import.meta.url);
  expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(eventsJsonSchema());
});

test('every type that a sender may use has its schema and its example', () => {
  expect(schemas.map((each) => typeof each === 'object' && each.title)).toEqual(SENDER_EVENT_TYPES);
  expect(Object.keys(EVENT_EXAMPLES)).toEqual(SENDER_EVENT_TYPES);
});

describe.each(SENDER_EVENT_TYPES)('%s', (type) => {
  const { schema, data } = schemaOf(type);
  const full = eventOfEachType('2026-03-30')[type];

  test('its example is taken', () => {
    expect(schema.examples).toHaveLength(1);
    expect(isTaken(schema.examples?.[0])).toBe(true);
  });

  test('what it requires is required, what it does not can be left out, and no field is left open', () => {
    expect(isTaken(full)).toBe(true);
    const required = data.required ?? [];
    for (const field of required) expect(isTaken(without(full, field)), `without ${field}`).toBe(false);
    const either: readonly string[] = EITHER[type] ?? [];
    const free = Object.keys(data.properties ?? {}).filter((field) => !required.includes(field));
    for (const field of free) expect(isTaken(without(full, field)), `without ${field}`).toBe(true);
    const last = free.filter((field) => !either.includes(field));
    expect(isTaken(without(full, ...last))).toBe(true);
    if (either.length > 0) expect(isTaken(without(full, ...either))).toBe(false);
    expect(JSON.stringify(data.properties)).not.toContain(':{}');
  });
});
