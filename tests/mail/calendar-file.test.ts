import { expect, test } from 'vitest';
import { toInstant } from '../../shared/core/time/instant.ts';
import { renderPatientEmail } from '../../shared/mail/index.ts';
import { appointment, booking, clinic, letter, nudge, render } from './letters.ts';

test('the whole file', () => {
  expect(render([appointment({ sequence: 3 })]).attachments).toEqual([
    {
      name: 'aftale.ics',
      contentType: 'text/calendar; charset=utf-8; method=REQUEST',
      content: [
        'BEGIN:VCALENDAR',
        'VERSION:2.0',
        'PRODID:-//Clinic//Appointments//DA',
        'METHOD:REQUEST',
        'BEGIN:VEVENT',
        'UID:time-a@havnen.example',
        'SEQUENCE:3',
        'DTSTAMP:20260201T080000Z',
        'DTSTART:20260305T083000Z',
        'DTEND:20260305T091500Z',
        'SUMMARY:Aftale hos Havnens Fysioterapi',
        'LOCATION:Eksempelvej 12\\, 8000 Aarhus C',
        'ORGANIZER;CN="Havnens Fysioterapi":mailto:kontakt@havnen.example',
        'ATTENDEE;ROLE=REQ-PARTICIPANT;RSVP=FALSE:MAILTO:anna@post.example',
        'STATUS:CONFIRMED',
        'END:VEVENT',
        'END:VCALENDAR',
        '',
      ].join('\r\n'),
    },
  ]);
});

test('in English, of unknown length: 30 minutes', () => {
  const [file] = render([appointment({ durationMinutes: null })], { language: 'en' }).attachments;
  expect(file?.name).toBe('appointment.ics');
  expect(file?.content).toContain('SUMMARY:Appointment at Havnens Fysioterapi\r\n');
  expect(file?.content).toContain('DTSTART:20260305T083000Z\r\nDTEND:20260305T090000Z\r\n');
});

test('over the change to summer time the length stays', () => {
  const startsAt = toInstant('2026-03-29T01:45:00+01:00');
  const [file] = render([appointment({ startsAt })]).attachments;
  expect(file?.content).toContain('DTSTART:20260329T004500Z\r\nDTEND:20260329T013000Z\r\n');
});

test('one file for each time, none without one', () => {
  const two = render([appointment({ visitNumber: 3, uid: 'time-b' }), nudge(), appointment()]);
  expect(two.attachments.map(({ name }) => name)).toEqual(['aftale.ics', 'aftale-2.ics']);
  expect(two.attachments.map(({ content }) => /UID:(.*)\r/.exec(content)?.[1])).toEqual([
    'time-a@havnen.example',
    'time-b',
  ]);
  expect(render([nudge(), booking()]).attachments).toEqual([]);
});

test('no line is longer than 75 octets, and none is broken by what the clinic is called', () => {
  const name = 'Ærø; "Fysioterapi", ørsted: '.repeat(2);
  const address = 'Ålborgvej 😀 12, '.repeat(7);
  const [file] = renderPatientEmail(clinic({ name, address }), letter([appointment()])).attachments;
  const rows = (file?.content ?? '').split('\r\n');
  expect(rows.filter((row) => Buffer.byteLength(row) > 75)).toEqual([]);
  expect(file?.content.isWellFormed()).toBe(true);
  const unfolded = (file?.content ?? '').replaceAll('\r\n ', '').split('\r\n');
  expect(unfolded.filter((row) => !/^(?:[A-Z]+)[:;]/.test(row))).toEqual(['']);
  expect(unfolded).toHaveLength(18);
});
