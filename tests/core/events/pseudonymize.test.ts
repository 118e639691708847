import { expect, test } from 'vitest';
import * as z from 'zod';
import { eventSchema, fromSender, SENDER_EVENT_TYPES } from '../../../shared/core/events/events.ts';
import { pseudonymized } from '../../../shared/core/events/pseudonymize.ts';
import { eventOfEachType } from '../../support/event-of-each-type.ts';

const PERSONAL = /anna|marie|jensen|holm|ida|@(?!invalid)|needed|mistake|asked/i;
const TYPES = Object.entries(eventOfEachType('2026-03-02'));

test.each(TYPES)('%s: no name, address or free text stays; it is still an event', (_type, raw) => {
  const forgotten = pseudonymized(eventSchema.parse(raw));
  expect(JSON.stringify(forgotten)).not.toMatch(PERSONAL);
  expect(eventSchema.parse(forgotten)).toEqual(forgotten);
});

/** Texts that only a field for free words takes, only one for an address, only one for a link. */
const MARKS = ['Zebra Fink', 'zebra.fink@zoo.example', 'https://zoo.example/zebra'];

/** The data with one text in it replaced, once for each text and mark. */
function marked(data: unknown): unknown[] {
  if (typeof data === 'string') return MARKS;
  if (typeof data !== 'object' || data === null) return [];
  return Object.entries(data).flatMap(([key, value]) =>
    marked(value).map((each) => ({ ...data, [key]: each })),
  );
}

test.each(TYPES)('%s: whatever a sender may write freely does not stay', (_type, raw) => {
  const taken = marked(raw.data)
    .map((data) => eventSchema.safeParse({ ...raw, data }))
    .flatMap(({ data: event }) => event ?? [])
    .filter((event) => /zebra/i.test(JSON.stringify(event)));
  const kept = taken.filter((event) => /zebra/i.test(JSON.stringify(pseudonymized(event))));
  expect(kept.map(({ data }) => data)).toEqual([]);
});

/** The paths of a schema's fields. */
function pathsOf(schema: unknown): string[] {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable) return pathsOf(schema.unwrap());
  if (!(schema instanceof z.ZodObject)) return [''];
  return Object.entries(schema.shape).flatMap(([name, field]) =>
    pathsOf(field).map((path) => `.${name}${path}`),
  );
}

test.each(SENDER_EVENT_TYPES)('%s: the example has every field', (type) => {
  const { data } = eventOfEachType('2026-03-02')[type];
  const valueAt = (path: string) =>
    path
      .split('.')
      .slice(1)
      .reduce<unknown>((value, name) => Object(value)[name], data);
  const absent = pathsOf(fromSender[type]).filter((path) => valueAt(path) === undefined);
  expect(absent).toEqual([]);
});

test.each(TYPES.filter(([, raw]) => !PERSONAL.test(JSON.stringify(raw))))(
  '%s holds nothing personal and is kept as it is',
  (_type, raw) => {
    const event = eventSchema.parse(raw);
    expect(pseudonymized(event)).toEqual(event);
  },
);
