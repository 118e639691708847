import { describe, expect, test } from 'vitest';
import { brokenPromises } from '../../local/faults/promises/broken-promises.ts';
import type { CallMail, Letter, Seen, Told } from '../../local/faults/promises/seen.ts';
import { nothingIdle } from '../../local/faults/promises/still-asked.ts';
import { timesNamedIn } from '../../local/faults/promises/words-of-time.ts';
import { enrolment } from '../../local/faults/stories/people.ts';
import { courseTeller } from '../../local/faults/stories/story.ts';
import { heard, STARTS, VISIT } from '../support/planted.ts';

/** Breaches of what is promised about requests for calls and about words, planted by hand. */
const enrolled = enrolment(courseTeller('C-1'), '2026-03-02T09:00:00.000Z');
const BEGUN: readonly Told[] = [{ ...enrolled, data: { ...enrolled.data }, takenAt: enrolled.occurredAt }];
const booked = (startsAt: string, at: string) => heard('visit.booked', at, { visit: VISIT, startsAt });

const seen = (changes: Partial<Seen>): Seen => ({
  house: {
    timeZone: 'Europe/Copenhagen',
    sendTime: '09:00',
    replyTo: 'kontakt@clinic.example',
    closures: [],
    extraHolidays: [],
    questionnaires: {},
    assessments: {},
    quietHours: { from: '20:00', to: '08:00' },
  },
  deployed: [],
  restored: [],
  told: BEGUN,
  letters: [],
  worklists: [],
  staffMails: [],
  callMails: [],
  delay: 0,
  endedAt: '2026-03-06T11:00:00.000Z',
  ...changes,
});
const brokenOf = (promise: string, changes: Partial<Seen>) =>
  brokenPromises(seen(changes)).filter((line) => line.startsWith(promise));

describe('planted: a request for a call is mailed at once', () => {
  const ASKED = '2026-03-05T20:00:00.000Z';
  const asked = heard('call.requested', ASKED, { reason: 'question' });
  const mail = (at: string, changes: Partial<CallMail> = {}): CallMail => ({
    courseId: 'C-1',
    messageId: 'C-1 call-0001',
    at,
    to: 'kontakt@clinic.example',
    arrives: true,
    isAmbiguous: false,
    ...changes,
  });
  const SOON = '2026-03-05T20:01:00.000Z';
  const LATER = '2026-03-05T20:16:00.000Z';
  const UNKNOWN = { isAmbiguous: true };
  const SECOND = { messageId: 'C-1 call-0002' };

  test.each<[string, CallMail[], RegExp[]]>([
    ['within a minute, by night', [mail(SOON)], []],
    ['never', [], [/no mail told it by 2026-03-05T20:01/]],
    ['in the morning', [mail('2026-03-06T07:00:00.000Z')], [/no mail told it/]],
    ['before it was asked', [mail('2026-03-05T19:59:00.000Z')], [/no mail told it/]],
    ['to the patient', [mail(SOON, { to: 'anna@patients.example' })], [/went to anna@/]],
    ['twice, in one message', [mail(SOON), mail(LATER)], [/was mailed at/]],
    ['twice, in two messages', [mail(SOON), mail(LATER, SECOND)], [/asked 1 times .* 2 mails/]],
    ['three times, as nobody knew', [mail(SOON, UNKNOWN), mail(LATER, UNKNOWN), mail(LATER)], []],
    [
      'a fourth time',
      [mail(SOON, UNKNOWN), mail(LATER, UNKNOWN), mail(LATER, UNKNOWN), mail(LATER)],
      [/was mailed at/],
    ],
  ])('%s', (_, callMails, expected) => {
    const broken = brokenOf('call mails', { told: [...BEGUN, asked], callMails });
    expect(broken).toEqual(expected.map((line) => expect.stringMatching(line)));
  });

  test.each<[string, Told[]]>([
    ['the patient has died', [heard('course.closed', '2026-03-05T10:00:00.000Z', { reason: 'deceased' })]],
    [
      'the therapist has called in that minute',
      [heard('task.completed', '2026-03-05T20:00:30.000Z', { task: 'call-back' })],
    ],
    ['it was asked more than a week ago', [{ ...asked, occurredAt: '2026-02-20T10:00:00.000Z' }]],
    ['it was taken back', [heard('event.retracted', ASKED, { eventId: asked.eventId })]],
    [
      'it was taken back before it came',
      [heard('event.retracted', '2026-03-04T09:00:00.000Z', { eventId: asked.eventId })],
    ],
  ])('not when %s', (_, more) => {
    const told = [...BEGUN, ...(more.some(({ type }) => type === asked.type) ? [] : [asked]), ...more];
    expect(brokenOf('call mails', { told })).toEqual([]);
  });

  test('each of two requests needs its own', () => {
    const again = { ...heard('call.requested', LATER, { reason: 'book' }), eventId: 'again' };
    const told = [...BEGUN, asked, again];
    expect(brokenOf('call mails', { told, callMails: [mail(SOON)] })).toHaveLength(1);
    const both = [mail(SOON), mail('2026-03-05T20:17:00.000Z', SECOND)];
    expect(brokenOf('call mails', { told, callMails: both })).toEqual([]);
  });
});

describe('planted: a time that stands in words only', () => {
  const invitation = (changes: Partial<Letter> = {}): Letter => ({
    courseId: 'C-1',
    messageId: 'C-1 0001',
    attempt: 1,
    at: '2026-03-05T08:00:00.000Z',
    to: 'anna@patients.example',
    keys: [`${VISIT}/questionnaires`],
    arrives: true,
    isAmbiguous: false,
    isForgotten: false,
    calendar: [],
    names: [STARTS],
    leftOut: [],
    expiresAt: new Map(),
    ...changes,
  });
  const begun = [...BEGUN, booked(STARTS, '2026-03-03T09:00:00.000Z')];
  const off = heard('visit.cancelled', '2026-03-05T10:00:00.000Z', { visit: VISIT });
  const moved = booked('2026-03-13T09:00:00.000Z', '2026-03-05T10:00:00.000Z');
  const named = (told: readonly Told[], ...letters: Letter[]) => brokenOf('named times', { told, letters });

  test.each([
    ['is off', off],
    ['was moved', moved],
    ['is of a visit that was waived', heard('visit.waived', '2026-03-05T10:00:00.000Z', { visit: VISIT })],
    [
      'is of a course that was closed',
      heard('course.closed', '2026-03-05T10:00:00.000Z', { reason: 'declined' }),
    ],
  ])('%s, and nobody says so', (_, fact) => {
    expect(named(begun, invitation())).toEqual([]);
    expect(named([...begun, fact], invitation())[0]).toMatch(
      /has read of 2026-03-12T09.* at 2026-03-05T10:30/,
    );
    const asked = {
      courseId: 'C-1',
      at: '2026-03-05T10:10:00.000Z',
      tasks: [{ task: `call-patient:${VISIT}`, due: '2026-03-06', snoozedUntil: null }],
    };
    const told = [...begun, fact];
    expect(brokenOf('named times', { told, letters: [invitation()], worklists: [asked] })).toEqual([]);
  });

  test('set right by a letter about times', () => {
    const at = '2026-03-05T10:15:00.000Z';
    const cancelled = invitation({ messageId: 'C-1 0002', at, keys: [`${VISIT}/cancelled/${STARTS}`] });
    expect(named([...begun, off], invitation(), cancelled)).toEqual([]);
    const changed = { ...cancelled, keys: [`${VISIT}/appointment/2026-03-13T09:00:00.000Z/after-0001`] };
    expect(named([...begun, moved], invitation(), changed)).toEqual([]);
    expect(named([...begun, moved], invitation(), { ...changed, arrives: false })).not.toEqual([]);
  });

  test('is read as patients read it, over the change of the clock', () => {
    const read = (text: string) => timesNamedIn(text, 'Europe/Copenhagen');
    expect(read('før din tid torsdag den 12. marts 2026\nkl. 10.00? Så')).toEqual([STARTS]);
    expect(read('your appointment on Thursday 12\u00a0March 2026 at\u00a010:00.')).toEqual([STARTS]);
    expect(read('mandag den 30. marts 2026 kl. 9.30')).toEqual(['2026-03-30T07:30:00.000Z']);
    expect(read('senest torsdag den 12. marts 2026')).toEqual([]);
  });

  test('a letter that says or asks what is not so any more', () => {
    const answers = ['NPRS', 'ODI', 'ZCQ'].map((questionnaire) => ({
      ...heard('questionnaire.answered', '2026-03-04T09:00:00.000Z', {
        visit: VISIT,
        questionnaire,
        answeredOn: '2026-03-04',
      }),
      eventId: questionnaire,
    }));
    const idle = (key: string, ...facts: Told[]) =>
      nothingIdle(seen({ told: [...begun, ...facts], letters: [invitation({ keys: [`${VISIT}/${key}`] })] }))
        .length;
    const LONG_AGO = heard('visit.cancelled', '2026-03-04T10:00:00.000Z', { visit: VISIT });
    expect(idle('questionnaires')).toBe(0);
    expect(idle('questionnaires', ...answers.slice(1))).toBe(0);
    expect(idle('questionnaires', ...answers)).toBe(1);
    expect(
      idle('questionnaires', ...answers, booked('2026-04-20T09:00:00.000Z', '2026-03-04T10:00:00.000Z')),
    ).toBe(0);
    expect(idle('nudge/2026-03-12')).toBe(0);
    expect(idle('nudge/2026-03-11')).toBe(1);
    expect(idle('booking/2026-03-02/1')).toBe(1);
    expect(idle('booking/2026-03-02/1', LONG_AGO)).toBe(0);
    expect(idle(`appointment/${STARTS}`)).toBe(0);
    expect(idle(`appointment/${STARTS}`, LONG_AGO)).toBe(1);
    expect(idle(`cancelled/${STARTS}`, LONG_AGO)).toBe(0);
    expect(idle(`cancelled/${STARTS}`)).toBe(1);
    expect(idle('cancelled/2026-03-05T07:00:00.000Z', LONG_AGO)).toBe(1);
  });

  test('what was left out when another handler was met is not in it', () => {
    const keys = [`${VISIT}/booking/2026-03-02/1`, `${VISIT}/questionnaires`];
    const left = invitation({ keys, leftOut: keys.slice(0, 1) });
    expect(nothingIdle(seen({ told: begun, letters: [left] }))).toEqual([]);
    expect(nothingIdle(seen({ told: begun, letters: [{ ...left, leftOut: [] }] }))).toHaveLength(1);
  });
});
