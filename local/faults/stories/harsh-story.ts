import { addDays, type CivilDate } from '../../../shared/core/time/civil-date.ts';
import { addMinutes, atLocalTime, type Instant } from '../../../shared/core/time/instant.ts';
import type { Chance } from './chance.ts';
import type { CallFault } from './fault.ts';
import { ADDRESSES, ZONE } from './random-beginning.ts';
import type { Deployment, FaultStory, StoryEvent } from './story.ts';

/** What a clinic changes in its file, as of a day. */
const CHANGES: readonly ((day: CivilDate, chance: Chance) => Deployment['changes'])[] = [
  (day, chance) => {
    const from = addDays(day, chance.int(0, 4));
    return { closures: [{ from, to: addDays(from, chance.int(0, 6)) }] };
  },
  // A list of holidays that changed.
  (day, chance) => ({ extraHolidays: [addDays(day, chance.int(0, 9)).slice(5), '12-24'] }),
  (_, chance) => ({ sendTime: chance.of(['08:30', '10:15', '12:00']) }),
  (_, chance) => ({
    reminders: {
      questionnaires: { daysBefore: chance.of([3, 10]) },
      appointment: { weekdaysBefore: chance.of([1, 3]) },
    },
  }),
  () => ({ reminders: { nudge: { enabled: false }, booking: { enabled: false } } }),
  // What a protocol asks for.
  () => ({
    questionnaires: { 'status-4-weeks': ['NPRS'], 'supplementary-initial': ['NPRS'] },
    assessments: { 'status-4-weeks': { neurological: false } },
  }),
  (_, chance) => ({ tasks: { assessWeekdays: chance.of([2, 4]), bookEntryVisitDays: chance.of([3, 20]) } }),
];

/** Other settings in the middle of a story, deployed by day or by night. */
export function randomDeployments(chance: Chance, start: CivilDate, days: number): Deployment[] {
  const all = Array.from({ length: chance.int(1, 2) }, () => {
    const day = addDays(start, chance.int(0, days));
    const at = atLocalTime(day, chance.of(['06:58', '08:58', '13:10', '23:50']), ZONE);
    return { at, changes: chance.of(CHANGES)(day, chance) };
  });
  return all.sort((a, b) => (a.at < b.at ? -1 : 1));
}

/** An e-mail of an undisturbed run. */
type Sent = { readonly courseId: string; readonly at: Instant; readonly call: number };

const UNSURE = ['crash after', 'drop before', 'drop after', 'broken before', 'broken after'] as const;

/**
 * A story in which something is told of a course minutes after one of its e-mails went, between the attempts of a sender
 * who cannot be sure that it did.
 */
export function unsettled(chance: Chance, story: FaultStory, sent: readonly Sent[]) {
  const { courseId, at, call } = chance.of(sent);
  const events = wordsBetween(chance, courseId, addMinutes(at, chance.of([1, 4, 9, 14, 20])));
  const fault: CallFault = {
    kind: 'call',
    call,
    what: chance.of(UNSURE),
    of: 'SendEmail',
    times: chance.int(1, 9),
  };
  return { story: { ...story, events: [...story.events, ...events] }, fault };
}

function wordsBetween(chance: Chance, courseId: string, at: Instant): StoryEvent[] {
  let count = 0;
  const say = (type: StoryEvent['type'], occurredAt: Instant, data: object): StoryEvent => {
    count += 1;
    return { eventId: `between-${count}`, type, courseId, occurredAt, data };
  };
  const later = addMinutes(at, chance.of([5, 20, 700]));
  const pause = say('reminders.paused', at, { until: null });
  return chance.of([
    [pause],
    [pause, say('reminders.resumed', later, {})],
    [say('patient.updated', at, { email: chance.of(ADDRESSES) })],
    [
      say('patient.updated', at, { email: null }),
      say('patient.updated', later, { email: 'new@patients.example' }),
    ],
    [
      say('patient.updated', at, { consent: { email: false } }),
      say('patient.updated', later, { consent: { email: true } }),
    ],
    [say('course.closed', at, { date: at.slice(0, 10), reason: 'deceased' })],
  ]);
}
