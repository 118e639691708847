import ICAL from 'ical.js';
import { expect, test } from 'vitest';
import { toInstant } from '../../shared/core/time/instant.ts';
import { calendarUid, type Email, renderPatientEmail } from '../../shared/mail/index.ts';
import { appointment, booking, cancelled, clinic, letter, moved, nudge, render } from './letters.ts';

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

/** What a calendar reads in each file of an e-mail. */
const readBy = ({ attachments }: Email) =>
  attachments.map(({ content }) => {
    const calendar = new ICAL.Component(ICAL.parse(content));
    const component = calendar.getFirstSubcomponent('vevent');
    if (!component) throw new Error('the file holds no event');
    const event = new ICAL.Event(component);
    return {
      method: calendar.getFirstPropertyValue('method'),
      uid: event.uid,
      sequence: event.sequence,
      status: component.getFirstPropertyValue('status'),
      start: event.startDate.toJSDate().toISOString(),
      minutes: event.duration.toSeconds() / 60,
      location: event.location,
      organizer: event.organizer,
      attendees: event.attendees.map((attendee) => [
        String(attendee.getFirstValue()).toLowerCase(),
        attendee.getParameter('rsvp'),
      ]),
    };
  });

test('a time that is told, moved and cancelled is one entry of a calendar, entered, moved and removed', () => {
  const told = readBy(render([appointment()]));
  expect(told).toEqual([
    {
      method: 'REQUEST',
      uid: 'time-a@havnen.example',
      sequence: 0,
      status: 'CONFIRMED',
      start: '2026-03-05T08:30:00.000Z',
      minutes: 45,
      location: 'Eksempelvej 12, 8000 Aarhus C',
      organizer: 'mailto:kontakt@havnen.example',
      attendees: [['mailto:anna@post.example', 'FALSE']],
    },
  ]);
  const startsAt = toInstant('2026-03-06T13:00:00+01:00');
  const [changed] = readBy(render([moved({ startsAt, sequence: 1, durationMinutes: 90 })]));
  expect(changed).toEqual({ ...told[0], sequence: 1, start: '2026-03-06T12:00:00.000Z', minutes: 90 });
  const [off] = readBy(render([cancelled({ startsAt, sequence: 2, durationMinutes: 90 })]));
  expect(off).toEqual({ ...changed, method: 'CANCEL', status: 'CANCELLED', sequence: 2 });
});

test('what cancels is sent as such', () => {
  const [file] = render([cancelled({ because: 'mistake' })]).attachments;
  expect(file?.contentType).toBe('text/calendar; charset=utf-8; method=CANCEL');
});

test('the name of an entry: another for each clinic, course and visit, and nothing to be read in it', () => {
  const uid = calendarUid('havnen', 'course-1', 2);
  expect(uid).toMatch(/^[0-9a-f]{32}@course-reminders$/);
  expect(calendarUid('havnen', 'course-1', 2)).toBe(uid);
  const others = [
    calendarUid('havnens', 'course-1', 2),
    calendarUid('havnen', 'course-12', 2),
    calendarUid('havnen', 'course-1', 3),
  ];
  expect(new Set([uid, ...others]).size).toBe(4);
});
