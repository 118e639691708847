import { describe, expect, test } from 'vitest';
import { brokenPromises } from '../../local/faults/promises/broken-promises.ts';
import { onceEach } from '../../local/faults/promises/letters.ts';
import type { Letter, Seen } from '../../local/faults/promises/seen.ts';
import { heard, STARTS, usePlanted, VISIT } from '../support/planted.ts';

/** Breaches of what is promised about letters, planted into a run in which nothing is wrong. */
const { seen, hearing, changed, another, withLetters } = usePlanted();
const NUDGE = 'nudge';

describe('planted: one e-mail a day', () => {
  const second = (keys: string[], at = '2026-03-10T11:00:00.000Z') =>
    another(NUDGE, { messageId: 'C-1 0099', at, keys, calendar: [] });

  test('another e-mail about something that can wait', () => {
    expect(brokenPromises(second([`${VISIT}/nudge/2026-03-12`]))).toContainEqual(
      expect.stringMatching(/^one a day: C-1 on 2026-03-10 got another e-mail at 2026-03-10T11/),
    );
  });

  test('but not with a time that changed, nor when tomorrow is too late, nor when the first did not arrive', () => {
    const oneADay = (changes: Seen) => brokenPromises(changes).filter((line) => line.startsWith('one a day'));
    expect(oneADay(second([`${VISIT}/appointment/${STARTS}/after-0002`]))).toEqual([]);
    expect(oneADay(second([`${VISIT}/cancelled/${STARTS}`]))).toEqual([]);
    const lost = changed(NUDGE, { arrives: false });
    const [nudge] = seen().letters.filter(({ keys }) => keys.some((key) => key.includes(NUDGE)));
    if (!nudge) throw new Error('no nudge');
    const again = { ...nudge, messageId: 'C-1 0099', at: '2026-03-10T11:00:00.000Z' };
    expect(oneADay({ ...lost, letters: [...lost.letters, again] })).toEqual([]);
    const onTheDay = [
      { ...nudge, messageId: 'C-1 0098', at: '2026-03-12T08:10:00.000Z' },
      { ...nudge, messageId: 'C-1 0099', at: '2026-03-12T08:30:00.000Z' },
    ];
    expect(oneADay({ ...seen(), letters: [...seen().letters, ...onTheDay] })).toEqual([]);
  });

  test('whoever may have had one gets another one of that day only about the same', () => {
    const oneADay = (seen: Seen) => brokenPromises(seen).filter((line) => line.startsWith('one a day'));
    const inDoubt = (keys: string[], attempt = 1) =>
      withLetters(NUDGE, (letter) => [
        { ...letter, isAmbiguous: true },
        { ...letter, ...{ messageId: 'C-1 0099', attempt, keys }, at: '2026-03-10T11:00:00.000Z' },
      ]);
    const nudge = `${VISIT}/nudge/2026-03-12`;
    const other = `${VISIT}/questionnaires/2026-03-12`;
    expect(oneADay(inDoubt([nudge]))).toEqual([]);
    expect(oneADay(inDoubt([nudge, other]))).toEqual([]);
    expect(oneADay(inDoubt([other]))).toHaveLength(1);
    expect(oneADay(inDoubt([other], 2))).toHaveLength(1);
    expect(oneADay(another(NUDGE, { attempt: 2, at: '2026-03-10T11:00:00.000Z' }))).toHaveLength(1);
  });
});

describe('planted: nothing at night', () => {
  test.each(['2026-03-10T06:59:00.000Z', '2026-03-10T19:00:00.000Z'])('a letter at %s', (at) => {
    expect(brokenPromises(changed(NUDGE, { at }))).toEqual([
      expect.stringMatching(/^not at night: C-1 was written to at/),
    ]);
  });

  test.each([
    ['2026-03-11T19:30:00.000Z', STARTS, 0],
    ['2026-03-11T20:00:00.000Z', STARTS, 1],
    ['2026-03-10T19:30:00.000Z', STARTS, 1],
    ['2026-03-11T19:30:00.000Z', '2026-03-12T13:00:00.000Z', 1],
  ])('at %s, that the time of %s is off: %i', (at, startsAt, breaches) => {
    const off = changed(NUDGE, { at, keys: [`${VISIT}/cancelled/${startsAt}`] });
    const atNight = brokenPromises(off).filter((line) => line.startsWith('not at night'));
    expect(atNight).toHaveLength(breaches);
  });
});

describe('planted: a reminder goes once, counted by reminder', () => {
  const times = (count: number, change: Partial<Letter>) =>
    withLetters(NUDGE, (letter) =>
      Array.from({ length: count }, (_, index) => ({ ...letter, messageId: `C-1 009${index}`, ...change })),
    );

  test.each([
    ['twice, although it was taken', 2, {}, 1],
    ['three times in messages of their own, after outcomes that nobody knew', 3, { isAmbiguous: true }, 0],
    ['a fourth time', 4, { isAmbiguous: true }, 1],
    ['as often as it did not arrive', 4, { arrives: false }, 0],
  ])('%s', (_, count, change, breaches) => {
    const nudges = onceEach(times(count, change)).filter((line) => line.includes(NUDGE));
    expect(nudges).toHaveLength(breaches);
  });

  const restored = [
    {
      to: '2026-03-02T08:00:00.000Z',
      at: '2026-03-03T12:00:00.000Z',
      until: '2026-03-03T18:00:00.000Z',
    },
  ];
  test.each([
    ['which a restore has forgotten, before its visit was booked', {}, '2026-03-05', 0],
    ['which nothing has forgotten', { isForgotten: false }, '2026-03-05', 1],
    ['although nothing is sent yet', {}, '2026-03-03', 1],
    ['although its visit was booked then as it is now', { at: '2026-03-03T11:00:00.000Z' }, '2026-03-05', 1],
  ])('a second time after one %s', (_, change, day, breaches) => {
    expect(onceEach({ ...twice(change, day), restored })).toHaveLength(breaches);
  });

  test('a second time after one that a restore has forgotten, when other settings moved it: those of a restore move nothing', () => {
    const unmoved = { ...twice({ at: '2026-03-03T11:00:00.000Z' }, '2026-03-05'), restored };
    const from = (at: string) => ({ ...unmoved, deployed: [{ from: at, house: unmoved.house }] });
    expect(onceEach(from('2026-03-04T12:00:00.000Z'))).toEqual([]);
    expect(onceEach(from('2026-03-03T12:00:00.000Z'))).toHaveLength(1);
    expect(onceEach(from('2026-03-05T14:00:00.000Z'))).toHaveLength(1);
  });

  test('a second time after one that a restore has forgotten, when its visit was booked for the same time once more', () => {
    const again = (at: string) => {
      const { told } = hearing(heard('visit.booked', at, { visit: VISIT, startsAt: STARTS }));
      return { ...twice({ at: '2026-03-03T11:00:00.000Z' }, '2026-03-05'), told, restored };
    };
    expect(onceEach(again('2026-03-05T12:00:00.000Z'))).toEqual([]);
    expect(onceEach(again('2026-03-05T14:00:00.000Z'))).toHaveLength(1);
  });

  test('a second time after one that a restore has forgotten, and then another restore forgets the second one', () => {
    const more = (to: string, at: string, until: string) => [...restored, { to, at, until }];
    const again = { ...twice({}, '2026-03-05') };
    const later = more('2026-03-05T08:00:00.000Z', '2026-03-06T12:00:00.000Z', '2026-03-06T18:00:00.000Z');
    expect(onceEach({ ...again, restored: later })).toEqual([]);
    const meanwhile = more(
      '2026-03-05T08:00:00.000Z',
      '2026-03-05T12:00:00.000Z',
      '2026-03-05T18:00:00.000Z',
    );
    expect(onceEach({ ...again, restored: meanwhile })).toHaveLength(1);
  });

  const twice = (change: Partial<Letter>, day: string) =>
    withLetters(`${VISIT}/questionnaires`, (letter) => [
      { ...letter, isForgotten: true, ...change },
      { ...letter, messageId: 'C-1 0099', at: `${day}T13:00:00.000Z` },
    ]);
});

describe('planted: a letter goes to whom it may', () => {
  const BEFORE = '2026-03-10T07:50:00.000Z';
  const over = 'is about a visit that will not be';

  test.each<[string, () => Seen, RegExp]>([
    ['to another address', () => changed(NUDGE, { to: 'someone@else.example' }), /another address/],
    [
      'to an address of the past',
      () => hearing(heard('patient.updated', BEFORE, { email: 'new@a.example' })),
      /another address/,
    ],
    [
      'without consent',
      () => hearing(heard('patient.updated', BEFORE, { consent: { email: false } })),
      /no consent/,
    ],
    ['after a death', () => hearing(heard('course.closed', BEFORE, { reason: 'deceased' })), /is dead/],
    [
      'after the end',
      () => hearing(heard('course.closed', BEFORE, { reason: 'declined' })),
      new RegExp(over),
    ],
    ['after an erasure', () => hearing(heard('course.erased', BEFORE)), /is erased/],
    ['in a pause', () => hearing(heard('reminders.paused', BEFORE, { until: '2026-03-11' })), /rest/],
    [
      'about a visit that was waived',
      () => hearing(heard('visit.waived', BEFORE, { visit: VISIT })),
      new RegExp(over),
    ],
  ])('%s', (_, plant, expected) => {
    const broken = brokenPromises(plant()).filter((line) => line.startsWith('to whom it may'));
    expect(broken.length).toBeGreaterThan(0);
    expect(broken.every((line) => expected.test(line))).toBe(true);
  });

  test('what came in the last moment before it went may have been too late', () => {
    const late = heard('patient.updated', '2026-03-10T08:00:00.000Z', { consent: { email: false } });
    const broken = brokenPromises(hearing(late));
    expect(broken.filter((line) => line.includes('at 2026-03-10T08:00'))).toEqual([]);
  });
});
