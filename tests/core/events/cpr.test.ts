import { describe, expect, test } from 'vitest';
import { holdsCpr } from '../../../shared/core/events/cpr.ts';
import { parseEvent } from '../../../shared/core/events/parse-event.ts';
import { GUIDES } from '../../../shared/core/protocols/index.ts';
import { toInstant } from '../../../shared/core/time/instant.ts';
import { courseEvents, PATIENT } from '../../support/events.ts';

const CPR = '0506851234';
const context = {
  now: toInstant('2026-03-10T09:00:00Z'),
  timeZone: 'Europe/Copenhagen',
  protocols: GUIDES,
  from: 'sender',
} as const;
const { enrolled, event } = courseEvents();

test.each([
  ['0506851234', true],
  ['050685-1234', true],
  ['311299-9999', true],
  ['Anna, 050685-1234.', true],
  ['050685 1234', true],
  ['050685\u00a01234', true],
  ['050685\u20131234', true],
  ['050685\u20111234', true],
  ['cpr:0506851234', true],
  ['(050685-1234)', true],
  ['999999 0506851234', true],
  ['3206851234', false],
  ['0013851234', false],
  ['0513851234', false],
  ['0500851234', false],
  ['05068512345', false],
  ['1050685-1234', false],
  // Part of something longer, which is an id or chance.
  ['a0506851234', false],
  ['0506851234b', false],
  ['\u00f80506851234', false],
  ['evt-0506851234', false],
  ['0506851234-1', false],
  ['b_0506851234', false],
  ['7c120585-4021-4d3e-9a51-5b6e7c8d9e0f', false],
  ['1e280439-9535-4b17-b2cd-b8eadc5973bd', false],
  ['evt-1801440000', false],
  ['+45 55 55 01 23', false],
  // Written otherwise it is not recognized: a rule that did would refuse telephone numbers and amounts.
  ['05 06 85 1234', false],
  ['05.06.85-1234', false],
  ['050685--1234', false],
  ['0506\u200b851234', false],
  ['\uff10\uff15\uff10\uff16\uff18\uff151234', false],
])('"%s" holds a CPR number: %s', (text, expected) => {
  expect(holdsCpr(text)).toBe(expected);
});

const nested = (levels: number): unknown => (levels === 0 ? CPR : { in: nested(levels - 1) });

describe('an event with a CPR number anywhere is refused, and the number is not repeated', () => {
  test.each<[string, unknown, string[]]>([
    [
      'in a known field',
      enrolled('2026-03-09', { patient: { ...PATIENT, name: `Anna ${CPR}` } }),
      ['data.patient.name'],
    ],
    [
      'in an id',
      enrolled('2026-03-09', { patient: { ...PATIENT, patientId: CPR } }),
      ['data.patient.patientId'],
    ],
    ['as the id of the event', { ...enrolled('2026-03-09'), eventId: CPR }, ['eventId']],
    ['as the id of the course', { ...enrolled('2026-03-09'), courseId: `C:${CPR}` }, ['courseId']],
    ['in an unknown field', { ...enrolled('2026-03-09'), note: CPR }, ['note']],
    ['in a list', { ...enrolled('2026-03-09'), notes: ['fine', { text: CPR }] }, ['notes.1.text']],
    [
      'in a free text',
      event('visit.waived', '2026-03-09', { visit: 'closing', reason: CPR }),
      ['data.reason'],
    ],
    ['as a field name', { ...enrolled('2026-03-09'), [CPR]: { name: 'Anna' } }, ['(a field name)']],
    [
      'as a field name further in',
      { ...enrolled('2026-03-09'), extra: { [CPR]: 1 } },
      ['extra.(a field name)'],
    ],
    ['in two places', { ...enrolled('2026-03-09'), a: CPR, b: CPR }, ['a', 'b']],
    ['in another type of event', { type: CPR }, ['type']],
    ['as the whole event', CPR, ['']],
    ['far in', { ...enrolled('2026-03-09'), extra: nested(3) }, ['extra.in.in.in']],
    ['too far in to look', { ...enrolled('2026-03-09'), extra: nested(40) }, ['']],
  ])('%s', (_, json, paths) => {
    const result = parseEvent(json, context);
    expect(result.ok).toBe(false);
    if (!result.ok) expect(result.issues.map(({ path }) => path)).toEqual(paths);
    expect(JSON.stringify(result)).not.toContain(CPR);
  });
});

test('other refusals do not repeat values either', () => {
  const secret = 'Anna-Marie-Secret';
  const wrong = [
    enrolled('2026-03-09', { protocol: secret, entry: secret, patient: { ...PATIENT, email: secret } }),
    event('visit.held', '2026-03-09', { visit: 'closing', date: secret, serviceCode: secret }),
    event('task.completed', '2026-03-09', { task: secret }),
    { ...enrolled('2026-03-09'), type: secret },
    { ...enrolled('2026-03-09'), occurredAt: secret },
    { ...enrolled('2026-03-09'), eventId: `${secret} !` },
  ];
  for (const json of wrong) {
    const result = parseEvent(json, context);
    expect(result.ok).toBe(false);
    expect(JSON.stringify(result)).not.toContain(secret);
  }
});
