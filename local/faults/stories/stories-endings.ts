import { toInstant } from '../../../shared/core/time/instant.ts';
import { enrolment, heldFirst } from './people.ts';
import { courseTeller, type FaultStory, received } from './story.ts';

const until = toInstant;
const VISIT = 'pre-examination';
const STATUS = 'status-4-weeks';

export const followUps = (): FaultStory => {
  const say = courseTeller('C-1');
  const events = [
    enrolment(say, '2026-01-19T10:00:00+01:00', {
      protocol: 'low-back-pain',
      entry: 'from-individual-course',
      referralDate: '2026-01-19',
    }),
    say('visit.held', '2026-01-19T10:05:00+01:00', {
      visit: 'supplementary-initial',
      date: '2026-01-19',
      serviceCode: '0261',
    }),
    say('visit.held', '2026-04-13T12:00:00+02:00', {
      visit: 'closing',
      date: '2026-04-13',
      serviceCode: '0267',
    }),
    say('course.closed', '2026-04-13T14:00:00+02:00', { date: '2026-04-13', reason: 'completed' }),
  ];
  return {
    name: 'completed, with kept follow-ups',
    events: received('2026-06-19T10:00:00+02:00', events),
    until: until('2026-06-30T12:00:00+02:00'),
  };
};

export const erased = (): FaultStory => {
  const say = courseTeller('C-1');
  return {
    name: 'erased, and told of afterwards',
    events: [
      enrolment(say, '2026-03-02T10:00:00+01:00'),
      say('visit.booked', '2026-03-03T09:00:00+01:00', {
        visit: VISIT,
        startsAt: '2026-03-06T10:00:00+01:00',
      }),
      say('course.erased', '2026-03-04T08:59:30+01:00', { reason: 'asked for it' }),
      say('visit.booked', '2026-03-04T11:00:00+01:00', {
        visit: VISIT,
        startsAt: '2026-03-09T10:00:00+01:00',
      }),
    ],
    until: until('2026-03-05T12:00:00+01:00'),
  };
};

export const purged = (): FaultStory => {
  const say = courseTeller('C-1');
  const past = [
    ...heldFirst(say, '2026-03-05'),
    say('visit.booked', '2026-03-06T11:00:00+01:00', {
      visit: STATUS,
      startsAt: '2026-04-06T10:00:00+02:00',
    }),
    say('course.closed', '2026-03-12T12:00:00+01:00', { date: '2026-03-12', reason: 'declined' }),
  ];
  return {
    name: 'contact details forgotten, twice',
    events: [
      ...received('2026-06-09T10:00:00+02:00', past),
      say('patient.updated', '2026-06-10T11:00:00+02:00', { name: 'Anna Jensen' }),
    ],
    until: until('2026-06-10T12:00:00+02:00'),
  };
};
