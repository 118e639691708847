import { describe, expect, test } from 'vitest';
import { addressFingerprint as fingerprintOfAddress } from '../../shared/core/events/address.ts';
import { type ProviderReport, readReport } from '../../shared/course/provider-report.ts';

const AT = '2026-03-19T08:00:05Z';
const TAGS = { course: [Buffer.from('C-1').toString('base64url')], message: ['0001'], attempt: ['2'] };
const anna = 'Anna@patients.example';
const MAIL = { messageId: 'ses-1', timestamp: '2026-03-19T08:00:00.123Z', destination: [anna] };

const eventWith = (eventType: string, more: object = {}, tags: object = TAGS) => ({
  time: AT,
  detail: { eventType, mail: { ...MAIL, tags }, ...more },
});
const reading = (json: unknown): ProviderReport => readReport(JSON.stringify(json));
const bounce = (bounceType: string, emailAddress = anna) => ({
  bounce: { bounceType, bouncedRecipients: [{ emailAddress }] },
});
const complaint = (complaintSubType: string | null, emailAddress = anna) => ({
  complaint: { complaintSubType, complainedRecipients: [{ emailAddress }] },
});

describe('what the provider reports', () => {
  test.each<[string, object, string | null, string | null]>([
    ['Send', {}, null, null],
    ['Delivery', {}, 'delivered', null],
    ['DeliveryDelay', {}, 'delayed', null],
    ['Reject', {}, 'rejected', null],
    ['Bounce', bounce('Transient'), 'soft-bounced', null],
    ['Bounce', bounce('Undetermined'), 'soft-bounced', null],
    ['Bounce', bounce('Permanent'), null, 'email.bounced'],
    ['Complaint', complaint(null), 'delivered', 'email.complained'],
    ['Complaint', complaint('OnAccountSuppressionList'), 'rejected', 'email.complained'],
  ])('%s %j', (eventType, more, outcome, event) => {
    const report = reading(eventWith(eventType, more));
    expect(report).toMatchObject({
      kind: 'patient',
      courseId: 'C-1',
      report: {
        messageId: '0001',
        attempt: 2,
        sentAt: '2026-03-19T08:00:00.123Z',
        delivery: outcome && { outcome, at: '2026-03-19T08:00:05.000Z' },
      },
      event: event && { type: event, courseId: 'C-1', data: { messageId: '0001' } },
    });
    expect(JSON.stringify(report)).not.toMatch(/anna/i);
  });

  test.each([
    ['Bounce', bounce('Permanent', 'mailbox@elsewhere.example')],
    ['Complaint', complaint(null, 'mailbox@elsewhere.example')],
  ])('%s of an e-mail that was forwarded: it is about the address that it was sent to', (eventType, more) => {
    const addressFingerprint = fingerprintOfAddress('C-1', 'anna@patients.example');
    expect(reading(eventWith(eventType, more))).toMatchObject({ event: { data: { addressFingerprint } } });
  });

  test.each([
    ['a digest', eventWith('Send', {}, { digest: ['x'], day: ['2026-03-19'] })],
    ['a click', eventWith('Click')],
  ])('%s is nothing of a patient', (_, event) => {
    expect(reading(event)).toEqual({ kind: 'unrelated' });
  });

  test.each([
    ['no object', 7],
    ['no time', { ...eventWith('Send'), time: 'noon' }],
    ['no e-mail', { time: AT, detail: { eventType: 'Send' } }],
    ['nobody it was sent to', eventWith('Send', { mail: { ...MAIL, tags: TAGS, destination: [] } })],
  ])('%s is malformed', (_, event) => {
    expect(reading(event)).toEqual({ kind: 'malformed' });
  });
});

test('a rehearsed letter that comes back is about the manager’s address', () => {
  const tags = { ...TAGS, digest: [Buffer.from('MANAGER').toString('base64url')] };
  expect(reading(eventWith('Bounce', bounce('Permanent'), tags))).toMatchObject({
    kind: 'staff',
    recipient: 'MANAGER',
  });
  expect(reading(eventWith('Delivery', {}, tags))).toMatchObject({ kind: 'patient', courseId: 'C-1' });
});
