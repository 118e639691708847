import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import {
  CALL_REASONS,
  CLOSE_REASONS,
  fromSender,
  SENDER_EVENT_TYPES,
} from '../../shared/core/events/events.ts';
import { COURSE_TASKS, VISIT_TASKS } from '../../shared/core/ids/task-id.ts';
import { PROTOCOLS } from '../../shared/core/protocols/index.ts';
import { ASSESSMENTS, QUESTIONNAIRES } from '../../shared/core/protocols/protocol.ts';
import { quotedIn, read } from './pages.ts';

const page = read('docs/events.md');
const rows = new Map(
  [...page.matchAll(/^\| `([\w.-]+)` \| (.*)\|$/gm)].map(([, name = '', cell = '']) => [name, cell]),
);
const quotedFor = (name: string): string[] => quotedIn(rows.get(name) ?? '');

/** The names of the fields of a schema, those of objects in it included. */
function fieldsOf(schema: unknown): string[] {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable) return fieldsOf(schema.unwrap());
  if (!(schema instanceof z.ZodObject)) return [];
  return Object.entries(schema.shape).flatMap(([name, field]) => [name, ...fieldsOf(field)]);
}

describe('docs/events.md', () => {
  test('has a row for each type that a sender may use, and each protocol, and no other', () => {
    expect([...rows.keys()]).toEqual([...SENDER_EVENT_TYPES, ...Object.keys(PROTOCOLS)]);
  });

  test.each(SENDER_EVENT_TYPES)('%s: names every field', (type) => {
    // The therapist of an enrolment and a new one are told in one way.
    const told = [...quotedFor(type), ...quotedFor('course.enrolled')];
    const own = Object.keys(fromSender[type].shape);
    expect(own.filter((field) => !quotedFor(type).includes(field))).toEqual([]);
    expect(fieldsOf(fromSender[type]).filter((field) => !told.includes(field))).toEqual([]);
  });

  test.each(Object.values(PROTOCOLS))(
    '$protocol: names every visit with its codes',
    ({ protocol, visits }) => {
      const row = rows.get(protocol) ?? '';
      expect(quotedIn(row)).toEqual(visits.map(({ visit }) => visit));
      const codes = visits.flatMap(({ serviceCodes }) => [...new Set(Object.values(serviceCodes))]);
      expect(row.match(/\d{4}/g)).toEqual(codes);
    },
  );

  test('names every session with its code', () => {
    const sentence = page.match(/^Sessions: [\s\S]*?`\. /m)?.[0] ?? '';
    const sessions = Object.values(PROTOCOLS).flatMap((protocol) => protocol.sessions);
    expect(quotedIn(sentence).sort()).toEqual([...new Set(sessions.map(({ kind }) => kind))].sort());
    const codes = sessions.flatMap(({ serviceCode }) => serviceCode ?? []);
    expect(sentence.match(/\d{4}/g)?.sort()).toEqual([...new Set(codes)].sort());
  });

  test('names every task', () => {
    const sentence = page.match(/^Tasks: [\s\S]*?\.$/m)?.[0] ?? '';
    const ofVisits = [...VISIT_TASKS, 'assess'].map((kind) => `${kind}:<visit>`);
    const named = quotedIn(sentence).map((task) => task.replace(/:<assessment>$/, ''));
    expect(named.sort()).toEqual([...ofVisits, ...COURSE_TASKS].sort());
  });

  test.each([
    ['questionnaire.answered', QUESTIONNAIRES],
    ['assessment.recorded', ASSESSMENTS],
    ['course.closed', CLOSE_REASONS],
    ['call.requested', CALL_REASONS],
    ['course.enrolled', Object.keys(PROTOCOLS)],
  ])('%s: names every value', (type, values) => {
    expect(values.filter((value) => !quotedFor(type).includes(value))).toEqual([]);
  });
});
