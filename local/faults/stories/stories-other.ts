import { toInstant } from '../../../shared/core/time/instant.ts';
import { enrolment, heldFirst } from './people.ts';
import { courseTeller, type FaultStory, received } from './story.ts';

const until = toInstant;
const VISIT = 'pre-examination';
const STATUS = 'status-4-weeks';

export const digests = (): FaultStory => {
  const [anna, bent] = [courseTeller('C-1'), courseTeller('C-2')];
  const therapist = { therapistId: 'T-2', name: 'Eva Lind', email: 'eva@clinic.example' };
  return {
    name: 'digests to two therapists and the manager',
    events: [
      ...received('2026-03-20T10:00:00+01:00', heldFirst(anna, '2026-02-23').slice(0, 2)),
      ...received('2026-03-20T10:00:00+01:00', heldFirst(bent, '2026-02-23', { therapist }).slice(0, 2)),
    ],
    until: until('2026-03-24T12:00:00+01:00'),
  };
};

export const lateEntry = (): FaultStory => {
  const say = courseTeller('C-1');
  const mistake = say('visit.booked', '2026-03-02T11:00:00+01:00', {
    visit: VISIT,
    startsAt: '2026-03-05T10:00:00+01:00',
  });
  const enrolled = enrolment(say, '2026-03-02T10:00:00+01:00');
  return {
    name: 'entered late, in reverse, with a mistake, a repeat and a conflict',
    events: [
      { ...mistake, receivedAt: '2026-03-03T09:59:00+01:00' },
      { ...enrolled, receivedAt: '2026-03-03T10:00:00+01:00' },
      { ...enrolled, receivedAt: '2026-03-03T11:00:00+01:00' },
      say('event.retracted', '2026-03-03T10:10:00+01:00', { eventId: mistake.eventId, reason: 'a mistake' }),
      { ...mistake, data: { ...mistake.data, visit: STATUS }, receivedAt: '2026-03-03T12:00:00+01:00' },
    ],
    until: until('2026-03-05T12:00:00+01:00'),
  };
};

/** Everything that goes at once: a time that is told, moved and taken back, and a request for a call. */
export const atOnce = (): FaultStory => {
  const say = courseTeller('C-1');
  const booked = (at: string, startsAt: string) => say('visit.booked', at, { visit: VISIT, startsAt });
  return {
    name: 'told a time, which moves and is off, and asked to be called',
    events: [
      enrolment(say, '2026-03-02T10:00:00+01:00'),
      booked('2026-03-04T09:30:00+01:00', '2026-03-06T10:00:00+01:00'),
      booked('2026-03-04T11:00:00+01:00', '2026-03-06T13:00:00+01:00'),
      say('call.requested', '2026-03-04T13:00:00+01:00', { visit: VISIT, reason: 'cannot-come' }),
      say('visit.cancelled', '2026-03-04T15:00:00+01:00', { visit: VISIT }),
    ],
    until: until('2026-03-05T12:00:00+01:00'),
  };
};

export const paused = (): FaultStory => {
  const say = courseTeller('C-1');
  return {
    name: 'paused over two reminders',
    events: [
      ...received('2026-03-18T10:00:00+01:00', heldFirst(say, '2026-03-05')),
      say('reminders.paused', '2026-03-18T12:00:00+01:00', { until: '2026-03-21' }),
      say('reminders.paused', '2026-03-23T12:00:00+01:00'),
      say('reminders.resumed', '2026-03-27T12:00:00+01:00'),
    ],
    until: until('2026-03-30T12:00:00+02:00'),
  };
};

/** Wakes that never come, so that the sweep has something to find. */
export const swept = (): FaultStory => {
  const [anna, bent] = [courseTeller('C-1'), courseTeller('C-2')];
  return {
    name: 'two wakes lost, brought back by the sweep',
    events: [enrolment(anna, '2026-03-02T10:00:00+01:00'), enrolment(bent, '2026-03-02T10:02:00+01:00')],
    until: until('2026-03-02T15:00:00+01:00'),
    faults: [{ kind: 'delivery', to: 'wakes', nth: 1, times: 2, after: [] }],
  };
};
