import { expect, test } from 'vitest';
import { logRows } from '../../../../local/commands/export/course-log.ts';
import type { Message } from '../../../../shared/core/reminders/log.ts';
import { toInstant } from '../../../../shared/core/time/instant.ts';

const at = (time: string) => toInstant(`2026-03-05T${time}:00Z`);
const attempt = (messageId: string, time: string) => ({
  messageId,
  reminders: [],
  claimedAt: at(time),
  attempt: 1,
  dropped: [],
});
const rowsOf = (...messages: Message[]) => logRows([], messages, 'da', 'Europe/Copenhagen');

test('the log says which e-mails went to the clinic: the patient got nothing then', () => {
  const rows = rowsOf(
    { ...attempt('0001', '08:00'), status: 'sent', sentAt: at('08:00') },
    { ...attempt('0002', '09:00'), status: 'sent', sentAt: at('09:00'), rehearsal: true },
    { ...attempt('0003', '10:00'), status: 'sent', sentAt: at('10:00'), call: 'e-1' },
  );
  expect(rows).toEqual([
    ['2026-03-05 09:00', 'e-mail sendt', ''],
    ['2026-03-05 10:00', 'e-mail sendt', 'til klinikken'],
    ['2026-03-05 11:00', 'e-mail sendt', 'til klinikken'],
  ]);
});

test('an e-mail on its way stands at the moment at which it set out', () => {
  const rows = rowsOf({ ...attempt('0001', '08:00'), status: 'claimed', leaseUntil: at('08:15') });
  expect(rows).toEqual([['2026-03-05 09:00', 'e-mail på vej', '']]);
});
