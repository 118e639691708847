import { addDays, addMonths, type CivilDate } from '../../../shared/core/time/civil-date.ts';
import { atLocalTime, type Instant } from '../../../shared/core/time/instant.ts';
import type { Chance } from './chance.ts';
import { enrolment, PATIENT, THERAPIST } from './people.ts';
import type { courseTeller, StoryEvent } from './story.ts';
import { received } from './story.ts';

export type Say = ReturnType<typeof courseTeller>;
type Held = readonly [visit: string, daysBefore: number, code: string];

export const ZONE = 'Europe/Copenhagen';
export const ADDRESSES = [
  PATIENT.email,
  PATIENT.email,
  PATIENT.email,
  'anna@bounce.example',
  'complaint@simulator.amazonses.com',
  'anna@soft-bounce.example',
  'anna@reject.example',
  'anna@delay.example',
  'anna@auto-reply.example',
];

/** Where a course stands when its story begins, by protocol: what was held so many days before. */
const BACK: readonly (readonly Held[])[] = [
  [['supplementary-initial', 0, '0261']],
  [['supplementary-initial', 61, '0261']],
  [['supplementary-initial', 70, '0261']],
  [
    ['supplementary-initial', 160, '0261'],
    ['closing', 76, '0267'],
  ],
  [
    ['supplementary-initial', 170, '0261'],
    ['closing', 84, '0267'],
  ],
];
const STENOSIS: readonly (readonly Held[])[] = [
  [['pre-examination', 14, '0251']],
  [['pre-examination', 21, '0251']],
  [['pre-examination', 25, '0251']],
  [
    ['pre-examination', 70, '0251'],
    ['status-4-weeks', 42, '0254'],
  ],
];

/** Enrolled now, or long ago with some visits behind: then what is to be booked next is near. */
export function randomBeginning(chance: Chance, say: Say, start: CivilDate, time: string): StoryEvent[] {
  const people = {
    patient: { ...PATIENT, email: chance.of(ADDRESSES), consent: { email: !chance.onceIn(8) } },
    therapist: THERAPIST,
  };
  const isBack = chance.onceIn(2);
  if (chance.onceIn(3)) {
    const kind = isBack ? { protocol: 'low-back-pain', entry: entryOf(chance) } : {};
    return [enrolment(say, atLocalTime(start, '10:00', ZONE), { ...people, ...kind })];
  }
  const held = chance.of(isBack ? BACK : STENOSIS);
  const begun = addDays(start, -(held[0]?.[1] ?? 0) - 7);
  const back = {
    protocol: 'low-back-pain',
    entry: 'from-individual-course',
    // The year that it gives ends now, soon, or after everything.
    referralDate: addDays(addMonths(start, -12), chance.of([10, 40, 200])),
  };
  const past = [
    enrolment(say, on(begun), { ...people, ...(isBack && back) }),
    ...held.flatMap(([visit, days, code]) => heldOn(say, chance, visit, addDays(start, -days), code)),
    ...(isBack && held.length > 1 ? closing(say, chance, start) : []),
  ];
  return received(atLocalTime(start, time, ZONE), past);
}

const entryOf = (chance: Chance) => chance.of(['direct', 'from-individual-course']);
const on = (day: CivilDate): Instant => atLocalTime(day, '10:00', ZONE);

/** With what is to be written down of it, or without. */
function heldOn(say: Say, chance: Chance, visit: string, date: CivilDate, serviceCode: string): StoryEvent[] {
  const at = atLocalTime(date, '00:05', ZONE);
  const held = say('visit.held', at, { visit, date, serviceCode });
  const record = (assessment: string) =>
    say('assessment.recorded', at, { visit, assessment, recordedOn: date });
  return chance.onceIn(3) ? [held] : [held, record('PSFS'), record('neurological')];
}

/** Often the course is closed by now, and keeps its follow-ups. */
function closing(say: Say, chance: Chance, start: CivilDate): StoryEvent[] {
  const date = addDays(start, -60);
  const reason = chance.of(['completed', 'goals-reached', 'declined']);
  return chance.onceIn(2) ? [] : [say('course.closed', on(date), { date, reason })];
}
