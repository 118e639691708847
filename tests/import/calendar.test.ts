import { expect, test } from 'vitest';
import { readCalendar } from '../../shared/import/calendar.ts';
import { mappingSchema } from '../../shared/import/mapping.ts';
import { bytesOf, counts, ImportingClinic, OF_CLINIC } from '../support/importing.ts';

const MAPPING = mappingSchema.parse({
  calendar: { patientId: 'Pt\\. (\\S+)', serviceCode: 'ydelse (\\d{4})' },
});

const entry = (uid: string, lines: readonly string[], summary = 'Pt. 1017 ydelse 0254') =>
  [
    'BEGIN:VEVENT',
    `UID:${uid}`,
    'DTSTAMP:20260301T080000Z',
    `SUMMARY:${summary}`,
    ...lines,
    'END:VEVENT',
  ].join('\r\n');
const calendar = (...entries: readonly string[]) =>
  ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:x', ...entries, 'END:VCALENDAR', ''].join('\r\n');
const read = (text: string, mapping = MAPPING) => readCalendar(bytesOf(text), mapping, OF_CLINIC);

const WINDOWS_ZONE = [
  'BEGIN:VTIMEZONE',
  'TZID:Romance Standard Time',
  'BEGIN:STANDARD',
  'DTSTART:16010101T030000',
  'TZOFFSETFROM:+0200',
  'TZOFFSETTO:+0100',
  'RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10',
  'END:STANDARD',
  'BEGIN:DAYLIGHT',
  'DTSTART:16010101T020000',
  'TZOFFSETFROM:+0100',
  'TZOFFSETTO:+0200',
  'RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3',
  'END:DAYLIGHT',
  'END:VTIMEZONE',
].join('\r\n');

test.each([
  ['in UTC', 'DTSTART:20260402T073000Z'],
  ['in a zone', 'DTSTART;TZID=Europe/Copenhagen:20260402T093000'],
  ['in another zone', 'DTSTART;TZID=Europe/London:20260402T083000'],
  ['in a zone that the calendar describes', 'DTSTART;TZID=Romance Standard Time:20260402T093000'],
  ['in no zone', 'DTSTART:20260402T093000'],
])('an appointment is read as it is %s', async (_, start) => {
  const { courses, refused } = await read(
    calendar(WINDOWS_ZONE, entry('a@example.dk', [start, 'DURATION:PT45M'])),
  );
  expect(refused).toEqual([]);
  expect(courses.get('1017')?.[0]?.appointment).toMatchObject({
    serviceCode: '0254',
    startsAt: '2026-04-02T07:30:00.000Z',
    durationMinutes: 45,
    status: 'booked',
  });
});

test('what is no appointment of a course is left alone; what cannot be one is named by its place', async () => {
  const { courses, refused } = await read(
    calendar(
      entry('a', ['DTSTART:20260402T093000'], 'Frokost'),
      entry('b', ['DTSTART;VALUE=DATE:20260402']),
      entry('c', ['DTSTART:20260402T093000', 'RRULE:FREQ=DAILY']),
      entry('d', ['DTSTART:20260402T093000'], 'Pt. 010203-1234 ydelse 0254'),
    ),
  );
  expect([...courses.keys()]).toEqual([]);
  expect(refused.map(({ row, column }) => `${row} ${column}`)).toEqual(['2 date', '3 date', '4 patientId']);
  expect(JSON.stringify(refused)).not.toContain('010203');
});

test.each([
  ['Patientnr;Navn', MAPPING, 'this is no calendar'],
  [calendar(), mappingSchema.parse({}), 'a calendar is read by patterns'],
])(
  'what is no calendar, or cannot be understood, is told in one sentence',
  async (text, mapping, sentence) => {
    await expect(read(text, mapping)).rejects.toThrow(sentence);
  },
);

test('an entry that moves is one booking more, one that is cancelled a cancellation; again nothing', async () => {
  const clinic = new ImportingClinic();
  await clinic.importText('Patientnr;Navn;Forløb;Behandler\n1017;Åse Sørensen;stenose;MH', '2026-03-02');
  const told = async (day: string, ...entries: string[]) =>
    counts(await clinic.importRead(await read(calendar(...entries)), day));
  const first = entry('a', ['SEQUENCE:0', 'DTSTART:20260402T093000']);
  const moved = entry('a', ['SEQUENCE:10', 'DTSTART:20260403T093000']);
  const off = entry('a', ['SEQUENCE:11', 'DTSTART:20260403T093000', 'STATUS:CANCELLED']);
  expect(await told('2026-03-03', first)).toEqual({ changed: 1 });
  expect(await told('2026-03-04', first)).toEqual({ unchanged: 1 });
  expect(await told('2026-03-05', moved, first)).toEqual({ changed: 1 });
  expect(await told('2026-03-06', first, moved)).toEqual({ unchanged: 1 });
  expect(await told('2026-03-07', off)).toEqual({ changed: 1 });
  expect(clinic.events('1017').map(({ type }) => type)).toEqual([
    'course.enrolled',
    'visit.booked',
    'visit.booked',
    'visit.cancelled',
  ]);
});
