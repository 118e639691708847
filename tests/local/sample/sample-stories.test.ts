import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { SAMPLE_STORIES } from '../../../local/sample/generate.ts';
import type { EventOf, EventType } from '../../../shared/core/events/events.ts';

type AnyLine = {
  readonly eventId: string;
  readonly type: string;
  readonly courseId: string;
  readonly occurredAt: string;
  readonly receivedAt: string;
};
type Line<T extends EventType> = AnyLine & { readonly data: EventOf<T>['data'] };

const DAY = 24 * 3_600_000;
const lines: AnyLine[] = readFileSync(new URL('../../../local/sample/events.jsonl', import.meta.url), 'utf8')
  .split('\n')
  .filter((row) => row.startsWith('{'))
  .map((row) => JSON.parse(row));

const of = <T extends EventType>(type: T) =>
  lines.filter((line) => line.type === type) as unknown as Line<T>[];
const time = (at: string) => Date.parse(at);
const dayOf = (at: string) => at.slice(0, 10);
const inCourse = <T extends { courseId: string }>(all: T[], { courseId }: { courseId: string }) =>
  all.filter((each) => each.courseId === courseId);
const after = <T extends AnyLine>(all: T[], line: AnyLine) =>
  inCourse(all, line).filter(({ occurredAt }) => time(occurredAt) > time(line.occurredAt));

const enrolled = of('course.enrolled');
const booked = of('visit.booked');
const held = of('visit.held');
const updated = of('patient.updated');
const answered = of('questionnaire.answered');
const closedAs = (reason: string) => of('course.closed').filter(({ data }) => data.reason === reason);
const bookedAgain = (line: Line<'visit.missed'> | Line<'visit.cancelled'>) =>
  after(booked, line).some(({ data }) => data.visit === line.data.visit);
const lastBooking = (visit: string, line: AnyLine) =>
  inCourse(booked, line).findLast(({ data }) => data.visit === visit)?.data;
const daysBeforeVisit = (line: Line<'questionnaire.answered'>) => {
  const booking = lastBooking(line.data.visit, line);
  return booking ? (time(booking.startsAt) - time(line.occurredAt)) / DAY : Number.NaN;
};
const consents = (email: boolean) => updated.filter(({ data }) => data.consent?.email === email);
const addressedAt = (host: string) => enrolled.filter(({ data }) => data.patient.email?.endsWith(`@${host}`));
const correctedLater = (line: AnyLine) => after(updated, line).some(({ data }) => data.email);
const withoutReferral = enrolled.filter(({ data }) => !data.referralDate && !data.contactDate);
const dayOfBooking = (line: Line<'questionnaire.answered'>) =>
  inCourse(booked, line).some(
    ({ data, occurredAt }) => data.visit === line.data.visit && dayOf(occurredAt) === line.data.answeredOn,
  );
const retracted = of('event.retracted').flatMap(({ data }) =>
  held.filter(({ eventId }) => eventId === data.eventId),
);
const sessions = (pick: (line: Line<'session.held'>) => boolean) => of('session.held').filter(pick);
const arrivesBefore = (a: AnyLine, b: AnyLine) =>
  time(a.occurredAt) < time(b.occurredAt) && time(a.receivedAt) > time(b.receivedAt);

const PHENOMENA: readonly (readonly [string, readonly { courseId: string }[], number])[] = [
  ['late entry', lines.filter((line) => time(line.receivedAt) - time(line.occurredAt) > 2 * DAY), 3],
  [
    'no referral date, later corrected',
    withoutReferral.filter((line) => after(of('course.corrected'), line).length > 0),
    1,
  ],
  [
    'no referral date ever',
    withoutReferral.filter((line) => after(of('course.corrected'), line).length === 0),
    2,
  ],
  ['date of contact only', enrolled.filter(({ data }) => !data.referralDate && data.contactDate), 2],
  ['no-show, booked again', of('visit.missed').filter(bookedAgain), 2],
  ['cancelled with its time', of('visit.cancelled').filter(({ data }) => data.startsAt), 3],
  ['cancelled without its time', of('visit.cancelled').filter(({ data }) => !data.startsAt), 2],
  ['cancelled and never booked again', of('visit.cancelled').filter((line) => !bookedAgain(line)), 1],
  [
    'booking replaced by a new one',
    of('visit.cancelled').filter(
      (line) => lastBooking(line.data.visit ?? '', line)?.startsAt !== line.data.startsAt,
    ),
    3,
  ],
  ['never booked', enrolled.filter((line) => after(booked, line).length === 0), 1],
  ['no consent', enrolled.filter(({ data }) => !data.patient.consent.email), 2],
  ['no address', enrolled.filter(({ data }) => !data.patient.email), 2],
  ['address bounces, then corrected', addressedAt('bounce.example').filter(correctedLater), 1],
  ['address bounces and stays', addressedAt('bounce.example').filter((line) => !correctedLater(line)), 1],
  [
    'consent withdrawn and given later',
    consents(false).filter((line) => after(consents(true), line).length > 0),
    2,
  ],
  ['reads English', enrolled.filter(({ data }) => data.patient.language === 'en'), 4],
  ['goals reached', closedAs('goals-reached'), 2],
  ['declined', closedAs('declined'), 2],
  ['withdrew', closedAs('withdrew'), 2],
  ['referred on', closedAs('referred-on'), 1],
  ['transferred', closedAs('transferred'), 1],
  ['death', closedAs('deceased'), 2],
  [
    'another course of the same patient',
    enrolled.filter(
      ({ courseId, data }) =>
        data.entry === 'from-individual-course' && data.patient.patientId.slice(2) !== courseId.slice(2),
    ),
    2,
  ],
  [
    'wrong date retracted and entered again',
    retracted.filter((line) =>
      held.some(
        (other) =>
          other.courseId === line.courseId &&
          other.data.visit === line.data.visit &&
          other.data.date !== line.data.date &&
          line.type === other.type &&
          other.eventId > line.eventId,
      ),
    ),
    1,
  ],
  [
    'held entered on the wrong course',
    retracted.filter(({ courseId, data }) =>
      held.some(
        (other) =>
          other.courseId !== courseId && other.data.date === data.date && other.data.visit === data.visit,
      ),
    ),
    1,
  ],
  [
    'arrives in reverse',
    lines.filter((line) => inCourse(lines, line).some((other) => arrivesBefore(line, other))),
    2,
  ],
  [
    'arrives before its enrolment',
    lines.filter((line) =>
      inCourse(enrolled, line).some(({ receivedAt }) => time(line.receivedAt) < time(receivedAt)),
    ),
    2,
  ],
  [
    'the same line again',
    lines.filter(
      (line, index) => lines.findIndex((other) => JSON.stringify(other) === JSON.stringify(line)) < index,
    ),
    1,
  ],
  [
    'delivered again later',
    lines.filter((line) =>
      lines.some(
        (other) =>
          other.eventId === line.eventId &&
          other.occurredAt === line.occurredAt &&
          other.receivedAt > line.receivedAt,
      ),
    ),
    1,
  ],
  [
    'the same id with other content',
    lines.filter((line) =>
      lines.some((other) => other.eventId === line.eventId && other.occurredAt > line.occurredAt),
    ),
    1,
  ],
  ['reopened', of('course.reopened'), 2],
  ['erased', of('course.erased'), 1],
  ['reminders paused until a day', of('reminders.paused').filter(({ data }) => data.until), 1],
  [
    'reminders paused until resumed',
    of('reminders.paused').filter(
      (line) => !line.data.until && after(of('reminders.resumed'), line).length > 0,
    ),
    1,
  ],
  ['therapist reassigned', of('therapist.assigned'), 2],
  ['task snoozed', of('task.snoozed'), 2],
  ['task dismissed', of('task.dismissed'), 1],
  ['task completed', of('task.completed'), 20],
  ['visit waived', of('visit.waived'), 3],
  ['group training', sessions(({ data }) => data.serviceCode === '0264' || data.serviceCode === '0256'), 3],
  ['individual training', sessions(({ data }) => data.session === 'individual-training'), 1],
  ['answers on the day of booking', answered.filter(dayOfBooking), 3],
  ['answers after the nudge', answered.filter((line) => daysBeforeVisit(line) < 2), 3],
  [
    'never answers',
    held.filter(
      (line) =>
        line.data.visit === 'final-status' &&
        !inCourse(answered, line).some(({ data }) => data.visit === 'final-status'),
    ),
    2,
  ],
];

describe('the sample shows', () => {
  it.each(PHENOMENA)('%s', (_, shown, atLeast) => {
    expect(new Set(shown.map(({ courseId }) => courseId)).size).toBeGreaterThanOrEqual(atLeast);
  });

  it('what happens in both protocols in both', () => {
    const protocols = new Map(SAMPLE_STORIES.map(({ courseId, protocol }) => [courseId, protocol]));
    const inBoth = PHENOMENA.filter(
      ([, shown]) => new Set(shown.map(({ courseId }) => protocols.get(courseId))).size === 2,
    );
    expect(inBoth.map(([name]) => name)).toEqual(
      expect.arrayContaining([
        'late entry',
        'no-show, booked again',
        'no consent',
        'no address',
        'reopened',
        'death',
      ]),
    );
    expect(inBoth.length).toBeGreaterThan(PHENOMENA.length / 2);
  });

  it('an appointment moved after its reminder went out', () => {
    const moved = of('visit.cancelled').filter(
      ({ data, occurredAt }) => data.startsAt && time(data.startsAt) - time(occurredAt) < DAY,
    );
    expect(moved).not.toEqual([]);
  });
});
