import { addDays, type CivilDate, parseCivilDate } from '../../../shared/core/time/civil-date.ts';
import { atLocalTime, type Instant } from '../../../shared/core/time/instant.ts';
import type { Chance } from './chance.ts';
import { enrolment, heldFirst, PATIENT } from './people.ts';
import { arrivalOf, courseTeller, type FaultStory, received, type StoryEvent } from './story.ts';

const ZONE = 'Europe/Copenhagen';
/** Times at which something changes, and ordinary ones. */
const TIMES = ['00:10', '07:01', '07:59', '08:59', '09:00', '10:00', '12:20', '14:00', '19:50', '23:30'];
const STARTS = ['2026-03-02', '2026-03-05', '2026-03-19', '2026-03-27', '2026-12-21'];
const ADDRESSES = [
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
const VISITS = ['pre-examination', 'status-4-weeks'] as const;

type Say = ReturnType<typeof courseTeller>;

/** One or two courses over some days, told at random. */
export function randomStory(chance: Chance, seed: number): FaultStory {
  const start = addDays(parseCivilDate(chance.of(STARTS)), chance.int(0, 3));
  const days = chance.int(1, 9);
  const ids = chance.onceIn(3) ? ['C-1', 'C-2'] : ['C-1'];
  return {
    name: `seed ${seed}`,
    events: ids.flatMap((id) => randomCourse(chance, id, start, days)),
    until: atLocalTime(addDays(start, days), '12:00', ZONE),
  };
}

function randomCourse(chance: Chance, courseId: string, start: CivilDate, days: number): StoryEvent[] {
  const say = courseTeller(courseId);
  const events = beginning(chance, say, start);
  const count = chance.int(0, 7);
  for (let index = 0; index < count; index += 1) {
    const day = addDays(start, chance.int(0, days));
    const event = randomEvent(chance, say, day, events);
    events.push(chance.onceIn(5) ? late(event, chance) : event);
    if (chance.onceIn(8)) events.push(late(event, chance));
  }
  return events;
}

/** Enrolled now, or weeks ago with the first visit behind: then reminders to book are near. */
function beginning(chance: Chance, say: Say, start: CivilDate): StoryEvent[] {
  const patient = {
    ...PATIENT,
    email: chance.of(ADDRESSES),
    consent: { email: !chance.onceIn(6) },
  };
  if (chance.onceIn(2)) return [enrolment(say, atLocalTime(start, '10:00', ZONE), { patient })];
  const held = heldFirst(say, addDays(start, -chance.of([14, 21, 25])), { patient });
  return received(atLocalTime(start, chance.of(TIMES), ZONE), held.slice(0, chance.int(2, 4)));
}

const late = (event: StoryEvent, chance: Chance): StoryEvent => ({
  ...event,
  receivedAt: new Date(Date.parse(arrivalOf(event)) + chance.of([1, 3, 20, 600]) * 60_000).toISOString(),
});

function randomEvent(chance: Chance, say: Say, day: CivilDate, told: readonly StoryEvent[]): StoryEvent {
  const at = atLocalTime(day, chance.of(TIMES), ZONE);
  const visit = chance.of(VISITS);
  const choices: readonly (() => StoryEvent)[] = [
    () => booking(chance, say, at, visit),
    () => booking(chance, say, at, visit),
    () => booking(chance, say, at, visit),
    () => say('visit.cancelled', at, { visit }),
    () => say('visit.missed', at, { visit, date: day }),
    () => held(say, at, visit, day),
    () => say('visit.waived', at, { visit, reason: 'not needed' }),
    () =>
      say('questionnaire.answered', at, {
        visit,
        questionnaire: chance.of(['NPRS', 'ODI']),
        answeredOn: day,
      }),
    () => say('reminders.paused', at, { until: chance.of([null, addDays(day, 1), addDays(day, 3)]) }),
    () => say('reminders.resumed', at),
    () => say('patient.updated', at, { consent: { email: !chance.onceIn(2) } }),
    () => say('patient.updated', at, { email: chance.of([...ADDRESSES, null]) }),
    () => say('task.completed', at, { task: `call-patient:${visit}` }),
    () => say('course.closed', at, { date: day, reason: chance.of(['completed', 'declined', 'deceased']) }),
    () => say('course.reopened', at, { reason: 'closed by mistake' }),
    () => say('event.retracted', at, { eventId: chance.of(told).eventId, reason: 'a mistake' }),
    () =>
      chance.onceIn(2) ? say('course.erased', at, { reason: 'asked for it' }) : held(say, at, visit, day),
  ];
  return chance.of(choices)();
}

function booking(chance: Chance, say: Say, at: Instant, visit: string): StoryEvent {
  const startsOn = addDays(parseCivilDate(at.slice(0, 10)), chance.of([0, 1, 2, 3, 5, 8]));
  return say('visit.booked', at, { visit, startsAt: atLocalTime(startsOn, chance.of(TIMES), ZONE) });
}

const held = (say: Say, at: Instant, visit: (typeof VISITS)[number], date: CivilDate): StoryEvent =>
  say('visit.held', at, { visit, date, serviceCode: visit === 'pre-examination' ? '0251' : '0254' });
