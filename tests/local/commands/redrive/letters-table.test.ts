import { expect, test } from 'vitest';
import { renderLetters, renderLog, renderSum } from '../../../../local/commands/redrive/letters-table.ts';
import type { WorkedLetter } from '../../../../local/redrive/redrive-clinic.ts';
import { toInstant } from '../../../../shared/core/time/instant.ts';

const options = { timeZone: 'Europe/Copenhagen', look: { width: 120, colour: false, ascii: false } };
const letter = (number: number, more: Partial<WorkedLetter> = {}): WorkedLetter => ({
  queue: 'events',
  letterId: `5f0c1a2b-0000-4000-8005-00000000000${number}`,
  firstSentAt: toInstant('2026-03-09T09:00:00Z'),
  receives: 6,
  undelivered: null,
  eventId: 'e-17',
  type: 'visit.held',
  courseId: 'C-1001',
  diagnosis: {
    cause: 'invalid',
    reason: 'invalid: data.serviceCode: expected 0251 for pre-examination',
    issues: [],
    advice: 'discard',
  },
  outcome: 'left',
  ...more,
});
const PASSED = { cause: 'passed', reason: 'it would be handled now', issues: [], advice: 'redrive' } as const;
const WAKE = { queue: 'wakes', eventId: null, type: null, diagnosis: PASSED } as const;

test('letters in a table: what, why and what to do', () => {
  expect(renderLetters([letter(1), letter(2, { ...WAKE, receives: 1 })], options)).toEqual([
    '  letter, queue, sent, received         about                     why it is here, and what to do',
    '  5f0c1a2b-0000-4000-8005-000000000001  visit.held e-17 of        invalid: data.serviceCode: expected 0251 for',
    '  events, 2026-03-09 10:00, 6 times     C-1001                    pre-examination. Discard it.',
    '  5f0c1a2b-0000-4000-8005-000000000002  of C-1001                 it would be handled now. Redrive it.',
    '  wakes, 2026-03-09 10:00, once',
  ]);
});

test('the sum says what is left and what to do about it', () => {
  const sum = (letters: WorkedLetter[], unknown: string[] = [], unseen = 0) =>
    renderSum({ letters, unknown, unseen }, options.look);
  expect(sum([])).toEqual(['No dead letters.']);
  expect(sum([letter(1)], ['x'], 3)).toEqual([
    '1 dead letter.',
    'x: there is no such dead letter.',
    'SQS counts 3 more than it handed out: look again in some minutes.',
  ]);
  expect(sum([letter(1, { outcome: 'discarded' })])).toEqual(['1 discarded, no dead letters left.']);
  const letters = [letter(1, { outcome: 'skipped' }), letter(2, { ...WAKE, outcome: 'redriven' })];
  expect(sum(letters)).toEqual([
    '1 redriven, 1 dead letter left.',
    'Redriving would not help those that are left. Name them to redrive them all the same.',
  ]);
});

test('the log tells the operator’s reason before the diagnosis', () => {
  const { queue, letterId, eventId, type, courseId } = letter(1);
  const entry = { at: toInstant('2026-03-10T09:00:00Z'), queue, letterId, eventId, type, courseId };
  const lines = renderLog(
    [{ ...entry, action: 'discarded', cause: 'invalid', diagnosis: 'invalid: x', reason: 'sent again' }],
    options,
  );
  expect(lines.join('\n')).toContain('sent again (invalid: x)');
  expect(renderLog([], options)).toEqual(['Nothing was redriven or discarded.']);
});
