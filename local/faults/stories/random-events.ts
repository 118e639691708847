import { PROTOCOLS } from '../../../shared/core/protocols/index.ts';
import { PROTOCOL_NAMES } from '../../../shared/core/protocols/protocol.ts';
import { addDays, type CivilDate, parseCivilDate } from '../../../shared/core/time/civil-date.ts';
import {
  addMinutes,
  atLocalTime,
  type Instant,
  localDateOf,
  toInstant,
} from '../../../shared/core/time/instant.ts';
import type { Chance } from './chance.ts';
import { ADDRESSES, type Say, ZONE } from './random-beginning.ts';
import type { StoryEvent } from './story.ts';

/** Times at which something changes, and ordinary ones. */
export const TIMES = [
  '00:10',
  '07:01',
  '07:59',
  '08:59',
  '09:00',
  '10:00',
  '12:20',
  '14:00',
  '19:50',
  '20:20',
  '23:30',
];

/** What there is to choose from when something happens in a course. */
type Scene = {
  readonly chance: Chance;
  readonly say: Say;
  readonly at: Instant;
  readonly day: CivilDate;
  readonly visit: string;
  readonly code: string;
  readonly told: readonly StoryEvent[];
};

/** Something that a clinic's system tells of a course on a day; a move may be told in two events. */
export function randomEvents(
  chance: Chance,
  say: Say,
  day: CivilDate,
  told: readonly StoryEvent[],
): StoryEvent[] {
  const [visit, code] = chance.of(visitsOf(told));
  const at = atLocalTime(day, chance.of(TIMES), ZONE);
  const scene: Scene = { chance, say, at, day, visit, code, told };
  const happens = chance.of([
    ...[booked, moved, cancelled, toldAndOff, toldAndOff],
    ...[ofVisit, ofVisit, ofVisit, ofPatient, ofPatient, ofCourse],
  ]);
  return happens(scene);
}

/** The visits of the course's protocol, with their codes: the later ones oftener. */
function visitsOf(told: readonly StoryEvent[]): (readonly [visit: string, code: string])[] {
  const enrolled = told.find(({ type }) => type === 'course.enrolled')?.data;
  const { protocol, entry } = Object(enrolled) as { protocol?: string; entry?: 'direct' };
  const name = PROTOCOL_NAMES.find((each) => each === protocol) ?? 'lumbar-spinal-stenosis';
  const held = told.flatMap(({ type, data }) => (type === 'visit.held' ? Object(data).visit : []));
  const all = PROTOCOLS[name].visits.flatMap(({ visit, serviceCodes }) => {
    const code = serviceCodes[entry ?? 'direct'];
    return code ? [[visit, code] as const] : [];
  });
  const open = all.filter(([visit]) => !held.includes(visit)).slice(0, 2);
  return [...all, ...open, ...open, ...open];
}

/** By its name, or by its code as calendars do. */
const about = ({ chance, visit, code }: Scene) => (chance.onceIn(4) ? { serviceCode: code } : { visit });

function bookedFor(scene: Scene, startsOn: CivilDate, at = scene.at): StoryEvent {
  const { chance, say } = scene;
  const startsAt = atLocalTime(startsOn, chance.of(TIMES), ZONE);
  const length = chance.onceIn(2) ? { durationMinutes: chance.of([30, 45, 60]) } : {};
  return say('visit.booked', at, { ...about(scene), startsAt, ...length });
}

function booked(scene: Scene): StoryEvent[] {
  const first = bookedFor(scene, addDays(scene.day, scene.chance.of([0, 1, 2, 3, 5, 8])));
  if (!scene.chance.onceIn(6)) return [first];
  // Another visit right behind it.
  const { startsAt } = first.data as { startsAt: string };
  const [visit] = visitsOf(scene.told).at(-1) ?? [scene.visit];
  const next = { visit, startsAt: addMinutes(toInstant(startsAt), scene.chance.of([30, 45])) };
  return [first, scene.say('visit.booked', scene.at, next)];
}

/** The last booking of the course, which the patient may have been told. */
function lastBooked({ told }: Scene) {
  const last = told.findLast(({ type }) => type === 'visit.booked');
  const data = last?.data as { visit?: string; serviceCode?: string; startsAt: string } | undefined;
  if (!last || !data) return null;
  const { visit, serviceCode, startsAt } = data;
  return { startsAt, name: visit ? { visit } : { serviceCode }, madeAt: toInstant(last.occurredAt) };
}

/** Between the booking and its time, now and then long after both. */
function meanwhile(
  { chance, at }: Scene,
  { startsAt, madeAt }: NonNullable<ReturnType<typeof lastBooked>>,
): Instant {
  const minutes = (Date.parse(startsAt) - Date.parse(madeAt)) / 60_000;
  if (minutes <= 1 || chance.onceIn(5)) return at;
  return addMinutes(madeAt, chance.int(1, Math.floor(minutes) - 1));
}

/** Another time, told as one event, or as an end and a beginning at one instant in either order of ids. */
function moved(scene: Scene): StoryEvent[] {
  const last = lastBooked(scene);
  if (!last) return booked(scene);
  const { chance, say } = scene;
  const at = meanwhile(scene, last);
  const day = addDays(localDateOf(toInstant(last.startsAt), ZONE), chance.of([0, 0, 1, 2, 4]));
  const startsAt = chance.onceIn(4) ? last.startsAt : atLocalTime(day, chance.of(TIMES), ZONE);
  const book = () => say('visit.booked', at, { ...last.name, startsAt });
  const cancel = () => say('visit.cancelled', at, { ...last.name, startsAt: last.startsAt });
  if (chance.onceIn(3)) return [book()];
  return chance.onceIn(2) ? [cancel(), book()] : [book(), cancel()];
}

function cancelled(scene: Scene): StoryEvent[] {
  const last = lastBooked(scene);
  if (!last) return booked(scene);
  const { chance, say } = scene;
  const at = meanwhile(scene, last);
  const date = localDateOf(toInstant(last.startsAt), ZONE);
  if (chance.onceIn(5) && localDateOf(scene.at, ZONE) >= date)
    return [say('visit.missed', scene.at, { ...last.name, date })];
  return [
    say('visit.cancelled', at, chance.onceIn(2) ? last.name : { ...last.name, startsAt: last.startsAt }),
  ];
}

/** Booked so soon that the patient is told at once, and another time or none some hours later. */
function toldAndOff(scene: Scene): StoryEvent[] {
  const { chance, day } = scene;
  const soon = bookedFor(scene, addDays(day, chance.of([1, 1, 2])), atLocalTime(day, chance.of(TIMES), ZONE));
  const then = { ...scene, told: [...scene.told, soon] };
  return [soon, ...(chance.onceIn(2) ? moved(then) : cancelled(then))];
}

function ofVisit({ chance, say, at, day, visit, code }: Scene): StoryEvent[] {
  const choices: readonly (() => StoryEvent)[] = [
    () => say('visit.held', at, { visit, date: day, serviceCode: code }),
    () => say('visit.held', at, { date: day, serviceCode: code }),
    () => say('visit.waived', at, { visit, reason: 'not needed' }),
    () => say('visit.missed', at, { visit, date: day }),
    () =>
      say('questionnaire.answered', at, {
        visit,
        questionnaire: chance.of(['NPRS', 'ODI']),
        answeredOn: day,
      }),
    () =>
      say('assessment.recorded', at, {
        visit,
        assessment: chance.of(['PSFS', 'sit-to-stand', 'neurological']),
        recordedOn: day,
      }),
    () => say('visit.confirmed', at, { visit, startsAt: addMinutes(at, 600) }),
    () => say('questionnaire.linked', at, { visit, url: 'https://forms.example/p/17' }),
    () => say('call.requested', at, { visit, reason: chance.of(['cannot-come', 'book', 'question']) }),
    () => say('call.requested', at, { reason: 'question' }),
  ];
  return [chance.of(choices)()];
}

function ofPatient({ chance, say, at, day, visit }: Scene): StoryEvent[] {
  const choices: readonly (() => StoryEvent)[] = [
    () => say('patient.updated', at, { consent: { email: !chance.onceIn(2) } }),
    () => say('patient.updated', at, { email: chance.of([...ADDRESSES, null]) }),
    () => say('reminders.paused', at, { until: chance.of([null, addDays(day, 1), addDays(day, 3)]) }),
    () => say('reminders.resumed', at),
    () => say('task.completed', at, { task: `call-patient:${visit}` }),
    () => say('task.completed', at, { task: 'call-back' }),
    () => say('task.snoozed', at, { task: `book:${visit}`, until: addDays(day, 2) }),
    () => say('session.held', at, { session: 'self-training', date: day }),
  ];
  return [chance.of(choices)()];
}

const REASONS = ['completed', 'goals-reached', 'declined', 'referred-on', 'deceased'];

function ofCourse({ chance, say, at, day, told }: Scene): StoryEvent[] {
  const choices: readonly (() => StoryEvent)[] = [
    () => say('course.closed', at, { date: day, reason: chance.of(REASONS) }),
    () => say('course.closed', at, { date: day, reason: chance.of(REASONS) }),
    () => say('course.reopened', at, { reason: 'closed by mistake' }),
    () => say('course.reopened', at, { reason: 'closed by mistake' }),
    () =>
      say('event.retracted', at, {
        eventId: lastOf(told.slice(0, chance.int(1, told.length))).eventId,
        reason: 'a mistake',
      }),
    () => say('event.retracted', at, { eventId: lastOf(told).eventId, reason: 'a mistake' }),
    () =>
      say('course.corrected', at, {
        referralDate: addDays(parseCivilDate(day), chance.of([-340, -170, -20])),
      }),
    () => say('course.erased', at, { reason: 'asked for it' }),
  ];
  return [chance.of(choices)()];
}

/** A retraction cannot be retracted. */
function lastOf(told: readonly StoryEvent[]): StoryEvent {
  const last = told.findLast(({ type }) => type !== 'event.retracted');
  if (!last) throw new RangeError('nothing was told');
  return last;
}
