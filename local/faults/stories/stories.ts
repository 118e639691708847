import { toInstant } from '../../../shared/core/time/instant.ts';
import { enrolment, heldFirst, PATIENT } from './people.ts';
import { erased, followUps, purged } from './stories-endings.ts';
import { atOnce, digests, lateEntry, paused, swept } from './stories-other.ts';
import { PAGE_STORIES } from './stories-pages.ts';
import { courseTeller, type FaultStory, received } from './story.ts';

const until = toInstant;
const VISIT = 'pre-examination';
const STATUS = 'status-4-weeks';

/** Questionnaires, a nudge, the appointment, and the visit itself. */
const booked = (): FaultStory => {
  const say = courseTeller('C-1');
  return {
    name: 'booked, reminded and held',
    events: [
      enrolment(say, '2026-03-02T10:00:00+01:00'),
      say('visit.booked', '2026-03-04T11:00:00+01:00', {
        visit: VISIT,
        startsAt: '2026-03-12T10:00:00+01:00',
      }),
      say('visit.booked', '2026-03-05T11:00:00+01:00', {
        visit: VISIT,
        startsAt: '2026-03-11T14:00:00+01:00',
      }),
      say('questionnaire.answered', '2026-03-05T12:00:00+01:00', {
        visit: VISIT,
        questionnaire: 'NPRS',
        answeredOn: '2026-03-05',
      }),
      say('visit.held', '2026-03-11T15:00:00+01:00', {
        visit: VISIT,
        date: '2026-03-11',
        serviceCode: '0251',
      }),
    ],
    until: until('2026-03-11T16:00:00+01:00'),
  };
};

const noConsent = (): FaultStory => {
  const say = courseTeller('C-1');
  return {
    name: 'no consent, then consent',
    events: [
      enrolment(say, '2026-03-02T10:00:00+01:00', { patient: { ...PATIENT, consent: { email: false } } }),
      say('patient.updated', '2026-03-04T10:00:00+01:00', { consent: { email: true } }),
      say('patient.updated', '2026-03-04T14:00:00+01:00', { consent: { email: false } }),
    ],
    until: until('2026-03-06T10:00:00+01:00'),
  };
};

const bounced = (): FaultStory => {
  const say = courseTeller('C-1');
  const patient = { ...PATIENT, email: 'anna@bounce.example' };
  return {
    name: 'bounced, then another address that complains',
    events: [
      enrolment(say, '2026-03-02T10:00:00+01:00', { patient }),
      say('patient.updated', '2026-03-03T10:00:00+01:00', { email: 'complaint@simulator.amazonses.com' }),
    ],
    until: until('2026-03-06T10:00:00+01:00'),
  };
};

const noShow = (): FaultStory => {
  const say = courseTeller('C-1');
  return {
    name: 'a no-show, a new booking, a cancellation',
    events: [
      ...received('2026-03-05T10:05:00+01:00', heldFirst(say, '2026-03-05')),
      ...received('2026-03-30T10:00:00+02:00', [
        say('visit.booked', '2026-03-20T10:00:00+01:00', {
          visit: STATUS,
          startsAt: '2026-03-30T09:00:00+02:00',
        }),
      ]),
      say('visit.missed', '2026-03-30T12:00:00+02:00', { visit: STATUS, date: '2026-03-30' }),
      say('visit.booked', '2026-03-31T14:00:00+02:00', {
        visit: STATUS,
        startsAt: '2026-04-09T10:00:00+02:00',
      }),
      say('visit.cancelled', '2026-04-01T15:00:00+02:00', { visit: STATUS }),
    ],
    until: until('2026-04-07T12:00:00+02:00'),
  };
};

/** Compact stories that together reach every function and its branches. */
export const STORIES: readonly FaultStory[] = [
  booked(),
  noConsent(),
  bounced(),
  noShow(),
  followUps(),
  erased(),
  purged(),
  digests(),
  lateEntry(),
  atOnce(),
  paused(),
  swept(),
  ...PAGE_STORIES,
];
