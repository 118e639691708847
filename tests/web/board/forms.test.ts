import { describe, expect, test } from 'vitest';
import { BOARD_TYPES, type BoardType } from '../../../shared/web/board/asks.ts';
import { COURSE_TEXTS } from '../../../shared/web/board/texts.ts';
import type { courseEvents, Raw } from '../../support/events.ts';
import { boardAt, booked, held } from './course-board.ts';
import { eva } from './staff.ts';

const texts = COURSE_TEXTS.da;
type Said = (events: ReturnType<typeof courseEvents>) => readonly Raw[];
const LATER = '2026-04-03T08:00:00Z';
const NOW = '2026-03-13T08:00:00Z';

/** For each form: what was told before, what is typed, and the data of the event that comes of it. */
const TABLE: Readonly<
  Record<
    Exclude<BoardType, 'course.enrolled'>,
    {
      readonly said?: Said;
      readonly now?: string;
      readonly about?: string;
      readonly typed?: Readonly<Record<string, string>>;
      readonly data: object;
    }
  >
> = {
  'visit.booked': {
    about: '?visit=status-4-weeks',
    typed: { 'startsAt.date': '07-04-2026', 'startsAt.time': '9.30', durationMinutes: '45' },
    data: { visit: 'status-4-weeks', startsAt: '2026-04-07T07:30:00.000Z', durationMinutes: 45 },
  },
  'visit.cancelled': {
    said: booked,
    about: '?visit=status-4-weeks',
    data: { visit: 'status-4-weeks', startsAt: '2026-04-02T08:00:00.000Z' },
  },
  'visit.confirmed': {
    said: booked,
    about: '?visit=status-4-weeks',
    data: { visit: 'status-4-weeks', startsAt: '2026-04-02T08:00:00.000Z' },
  },
  'visit.held': {
    said: booked,
    now: LATER,
    about: '?visit=status-4-weeks',
    data: { visit: 'status-4-weeks', date: '2026-04-02', serviceCode: '0254' },
  },
  'visit.missed': {
    said: booked,
    now: LATER,
    about: '?visit=status-4-weeks',
    data: { visit: 'status-4-weeks', date: '2026-04-02' },
  },
  'visit.waived': {
    about: '?visit=status-4-weeks',
    typed: { reason: 'aftalt' },
    data: { visit: 'status-4-weeks', reason: 'aftalt' },
  },
  'session.held': {
    typed: { session: 'group-training', date: '2026-03-12' },
    data: { session: 'group-training', date: '2026-03-12' },
  },
  'questionnaire.answered': {
    about: '?visit=final-status',
    typed: { 'questionnaire.ODI': '', 'questionnaire.ZCQ': '' },
    data: { visit: 'final-status', questionnaire: 'NPRS', answeredOn: '2026-03-13' },
  },
  'assessment.recorded': {
    about: '?visit=pre-examination',
    typed: { 'assessment.neurological': '' },
    data: { visit: 'pre-examination', assessment: 'PSFS', recordedOn: '2026-03-05' },
  },
  'patient.updated': {
    typed: { phone: '20 30 40 50', 'consent.email': '' },
    data: { phone: '20 30 40 50', consent: { email: false } },
  },
  'call.requested': {
    typed: { reason: 'question' },
    data: { reason: 'question' },
  },
  'therapist.assigned': {
    typed: { therapist: 'T-2' },
    data: { therapist: { therapistId: 'T-2', name: 'Kim Dahl', email: 'kim@clinic.example' } },
  },
  'course.corrected': { typed: { referralDate: '2026-02-20' }, data: { referralDate: '2026-02-20' } },
  'reminders.paused': { typed: { until: '2026-04-01' }, data: { until: '2026-04-01' } },
  'reminders.resumed': {
    said: (events) => [...held(events), events.paused('2026-03-10T08:00:00Z')],
    data: {},
  },
  'course.closed': {
    typed: { reason: 'withdrew' },
    data: { date: '2026-03-13', reason: 'withdrew' },
  },
  'course.reopened': {
    said: (events) => [...held(events), events.closed('2026-03-10T08:00:00Z', 'withdrew')],
    typed: { reason: 'kom igen' },
    data: { reason: 'kom igen' },
  },
  'event.retracted': {
    about: '?event=e002',
    typed: { reason: 'forkert patient' },
    data: { eventId: 'e002', reason: 'forkert patient' },
  },
  'course.erased': { typed: { reason: 'patienten bad om det' }, data: { reason: 'patienten bad om det' } },
};

describe('the form of each event', () => {
  test.each(Object.entries(TABLE).filter(([type]) => type !== 'course.erased'))(
    '%s: says exactly that, once, and is noted',
    async (type, { said = held, now = NOW, about = '', typed = {}, data }) => {
      const { board, form, last, eventsOf } = await boardAt(now, said);
      const before = await eventsOf();
      const html = await form(type, about);
      const { button, did } = texts.forms[type as BoardType];
      const pressed = await board.press(html, button, typed);
      expect(pressed.status).toBe(303);
      expect(await last()).toEqual([type, data]);
      expect(await eventsOf()).toHaveLength(before.length + 1);
      if (type !== 'therapist.assigned') expect(pressed.html).toContain(did);
      expect(board.noted.at(-2)).toMatchObject({
        staffId: 'S-1',
        what: 'change',
        courseId: 'C-1',
        event: type,
      });
      const again = await board.press(html, button, typed);
      if (type !== 'therapist.assigned') expect([again.status, again.place]).toEqual([303, pressed.place]);
      expect(await eventsOf()).toHaveLength(before.length + 1);
      expect(board.failures).toEqual([]);
    },
  );

  test('the table knows each form', () => {
    expect([...Object.keys(TABLE), 'course.enrolled'].sort()).toEqual([...BOARD_TYPES].sort());
  });

  test('a course is erased by the manager alone, and is gone at once', async () => {
    const { board, form, shell } = await boardAt(NOW, held);
    expect((await board.get('/board/courses/C-1/say/course.erased')).status).toBe(403);
    board.as(eva);
    const html = await form('course.erased');
    await board.press(html, texts.forms['course.erased'].button, TABLE['course.erased'].typed);
    expect((await shell.head())?.status).toBe('erased');
    expect((await board.get('/board/courses/C-1')).status).toBe(404);
  });

  test('several tests that were ticked are recorded, each once', async () => {
    const { board, form, eventsOf } = await boardAt(NOW, held);
    await board.press(
      await form('assessment.recorded', '?visit=pre-examination'),
      texts.forms['assessment.recorded'].button,
    );
    const recorded = (await eventsOf()).filter(({ type }) => type === 'assessment.recorded');
    expect(recorded.map(({ data }) => (data as { assessment: string }).assessment)).toEqual([
      'PSFS',
      'neurological',
    ]);
  });

  test('an address that bounced works anew once it is saved again', async () => {
    const { board, form, last, shell, events } = await boardAt(NOW, held);
    const { addressFingerprint } = await import('../../../shared/core/events/address.ts');
    await shell.record([
      events.event('email.bounced', NOW, {
        messageId: '0001',
        addressFingerprint: addressFingerprint('C-1', 'anna@patients.example'),
      }),
    ]);
    await board.press(await form('patient.updated'), texts.forms['patient.updated'].button);
    expect(await last()).toEqual([
      'patient.updated',
      { email: 'anna@patients.example', consent: { email: true } },
    ]);
  });
});
