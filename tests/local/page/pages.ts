import type { EmailJson } from '../../../local/words/email-json.ts';
import { courseToJson } from '../../../shared/core/course-json.ts';
import { parseReminderKey } from '../../../shared/core/ids/reminder-key.ts';
import { toInstant } from '../../../shared/core/time/instant.ts';
import { courseEvents } from '../../support/events.ts';
import { clinicWith, planAt } from '../../support/plan.ts';

export const NOW = toInstant('2026-04-24T08:30:00+02:00');

/** What every page is given. */
export const frame = {
  clinic: { name: 'Sundby Fysioterapi', timeZone: 'Europe/Copenhagen', delivery: 'live' as const },
  now: NOW,
  emailCount: 1,
  attentionCount: 0,
  version: 'a1.7',
};

const first = courseEvents('C-1');
const second = courseEvents('C-2');

const booked = planAt(NOW, [
  first.enrolled('2026-01-05', { referralDate: '2026-01-05' }),
  first.held('supplementary-initial', '2026-01-19', '0261'),
  first.booked('closing', '2026-03-30', '2026-05-05T10:00:00+02:00'),
]);

/** Low back pain, the closing consultation booked. */
export const bookedCourse = courseToJson(booked);

/** What a page of it is given, before anything was sent and told. */
export const bookedPage = {
  ...frame,
  course: bookedCourse,
  explanation: {
    explain: {
      plan: booked,
      settings: clinicWith(),
      asOf: NOW,
      lastReceivedAt: toInstant('2026-03-30T12:00:00+02:00'),
      log: null,
    },
  },
  emails: [],
  events: [],
  eventId: 'page-1',
};

/** Stenosis, completed. */
export const completedCourse = courseToJson(
  planAt(NOW, [
    second.enrolled('2026-01-08', { protocol: 'lumbar-spinal-stenosis', entry: 'direct' }),
    second.held('pre-examination', '2026-01-15', '0251'),
    second.held('status-4-weeks', '2026-02-12', '0254'),
    second.held('final-status', '2026-04-09', '0255'),
    second.closed('2026-04-10', 'completed'),
  ]),
);

export const email: EmailJson = {
  messageId: 'm-1',
  sentAt: toInstant('2026-01-05T12:15:00+01:00'),
  to: 'anna@patients.example',
  audience: 'patient',
  courseIds: ['C-1'],
  reminders: [parseReminderKey('supplementary-initial/questionnaires')],
  tasks: [],
  language: 'da',
  subject: 'Spørgeskema før dit besøg',
  text: 'Hej Anna',
  html: '<!doctype html><p>Hej Anna</p>',
  headers: { 'Auto-Submitted': 'auto-generated' },
  attachments: ['appointment.ics'],
};

/** How the e-mail travels. */
export const whole = {
  from: 'Sundby Fysioterapi <paamindelser@sundby-fysioterapi.example>',
  replyTo: ['kontakt@sundby-fysioterapi.example'],
  copies: [],
  pages: ['http://127.0.0.1:8082/p/token'],
  files: [{ name: 'appointment.ics', contentType: 'text/calendar; method=REQUEST' }],
  source: 'MIME-Version: 1.0',
};
