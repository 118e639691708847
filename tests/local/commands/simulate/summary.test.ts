import { expect, test } from 'vitest';
import { renderSummary, type SummaryInput } from '../../../../local/commands/simulate/summary.ts';
import { parseReminderKey } from '../../../../shared/core/ids/reminder-key.ts';
import { toInstant } from '../../../../shared/core/time/instant.ts';

const look = { width: 90, colour: false, ascii: false, timeZone: 'Europe/Copenhagen' };
const email = (audience: 'patient' | 'therapist' | 'manager', ...reminders: string[]) => ({
  audience,
  reminders: reminders.map(parseReminderKey),
});
const input: SummaryInput = {
  emails: [
    email('patient', 'closing/booking/2026-01-19/1'),
    email('patient', 'closing/booking/2026-01-19/2'),
    email('patient', 'closing/appointment/2026-04-14T08:00:00.000Z', 'closing/nudge/2026-04-14'),
    email('therapist'),
    email('manager'),
  ],
  courses: [
    {
      status: 'open',
      tasks: [{ task: 'book:closing', visit: 'closing', due: '2026-03-30', status: 'overdue' }],
    },
    { status: 'completed', tasks: [] },
  ] as SummaryInput['courses'],
  audit: { 'came due': 5, sent: 4, missed: 1, undeliverable: 0, 'no longer wanted': 0 },
  calls: {
    'dynamodb.Query': 20,
    'dynamodb.TransactWriteItems': 9,
    'scheduler.CreateSchedule': 7,
    'ses.SendEmail': 5,
  },
  deadLetters: [],
  rejected: [{}],
  elapsedMs: 12_345,
  from: toInstant('2026-01-05T11:00:00Z'),
  until: toInstant('2027-03-01T00:00:00+01:00'),
};

test('a simulation ends with e-mails by kind, the audit, the calls, and what went wrong', () => {
  expect(renderSummary(input, look)).toMatchInlineSnapshot(`
    "Mon 5 Jan 2026 to Mon 1 Mar 2027: 420 days in 12.3 s
      2 courses, 1 open; 5 e-mails; 1 overdue task at the end

      e-mails              to patients  to therapists  to managers  all
      booking                        2                                2
      overdue tasks                                 1            1    2
      appointment + nudge            1                                1

      5 reminders came due: 4 sent, 1 missed (all accounted for)

      AWS calls  all  by operation
      dynamodb    29  Query 20, TransactWriteItems 9
      scheduler    7  CreateSchedule 7
      ses          5  SendEmail 5

      1 problem in the events file"
  `);
});

test('reminders that nobody accounts for are told', () => {
  const audit = { ...input.audit, sent: 2 };
  expect(renderSummary({ ...input, audit }, look)).toContain('(2 unaccounted for)');
});

test('nothing happened', () => {
  const nothing = { ...input, emails: [], courses: [], audit: {}, calls: {}, rejected: [] };
  expect(renderSummary(nothing, look)).toBe(
    'Mon 5 Jan 2026 to Mon 1 Mar 2027: 420 days in 12.3 s\n  0 courses, 0 open; 0 e-mails; 0 overdue tasks at the end\n\n  No reminder came due.',
  );
});
