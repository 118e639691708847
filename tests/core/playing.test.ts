import { describe, expect, test } from 'vitest';
import { parseReminderKey, readKey } from '../../shared/core/ids/reminder-key.ts';
import type { Message } from '../../shared/core/reminders/log.ts';
import { addDays } from '../../shared/core/time/civil-date.ts';
import { atLocalTime, localDateOf } from '../../shared/core/time/instant.ts';
import { anyArrival, anyCourse } from '../support/arbitraries.ts';
import { courseEvents } from '../support/events.ts';
import { type Answer, type Arriving, type Played, play } from '../support/play.ts';
import fc from '../support/property.ts';

const ZONE = 'Europe/Copenhagen';

const until = '2031-01-01T00:00:00Z';
const DAY = /^(\d{4}-\d{2}-\d{2}) (\d{2}:\d{2}) (.*)$/;
const emailsOf = (emails: Played['emails']) =>
  emails.map((line) => {
    const [, day = '', time = '', keys = ''] = DAY.exec(line) ?? [];
    return { day, time, keys: keys.split(' + ') };
  });
const keysOf = (messages: readonly Message[], status: Message['status']) =>
  messages
    .filter((message) => message.status === status)
    .flatMap(({ reminders }) => reminders.map(({ key }) => key));

/** What holds of every course that is woken whenever its plan asks for it. */
const RULES = {
  'comes to rest, and sends each reminder at most once'({ plan, emails }) {
    expect(plan.decisions.messages).toEqual([]);
    const keys = emailsOf(emails).flatMap((email) => email.keys);
    expect(new Set(keys).size).toBe(keys.length);
  },

  'sends between 08:00 and 20:00, and before the expiry'({ emails, messages }) {
    for (const { time, keys } of emailsOf(emails)) {
      const isOff = keys.some((key) => readKey(parseReminderKey(key)).kind === 'cancelled');
      expect('08:00' <= time && time < (isOff ? '21:00' : '20:00')).toBe(true);
    }
    for (const { reminders, sentAt } of messages.filter(isSent)) {
      expect(reminders.every(({ sendAt, expiresAt }) => sendAt <= sentAt && sentAt < expiresAt)).toBe(true);
    }
  },

  'sends one e-mail a day, unless a second one would expire before the next send time, or sets a time right'({
    messages,
  }) {
    const days = Map.groupBy(messages.filter(isSent), ({ sentAt }) => localDateOf(sentAt, ZONE));
    for (const [day, sent] of days) {
      const tomorrow = atLocalTime(addDays(day, 1), '09:00', ZONE);
      const seconds = sent
        .slice(1)
        .filter((message) => !isUrgent(message))
        .flatMap(({ reminders }) => reminders);
      expect(seconds.every(({ expiresAt }) => expiresAt <= tomorrow)).toBe(true);
    }
  },

  'sends nothing that the facts known at that moment speak against'({ plans }) {
    for (const { decisions, visits, course } of plans) {
      const statuses = new Map(visits.map(({ visit, status }) => [visit, status]));
      const keys = decisions.claims.flatMap(({ reminders }) => reminders.map(({ key }) => key.split('/')));
      for (const [visit, kind] of keys) {
        const status = statuses.get(visit as never);
        expect(FITTING[kind ?? ''] ?? ['planned', 'booked']).toContain(status);
        expect(course.patient?.consent.email && course.patient.email).toBeTruthy();
        expect(course.paused?.until).not.toBeNull();
        expect(course.closed?.reason).not.toBe('deceased');
      }
    }
  },

  'names its next wake as if what it decided were done already'({ plans, wakes }, events) {
    const arrivals = new Set(events.map(({ receivedAt = '' }) => new Date(receivedAt).toISOString()));
    for (const [index, at] of wakes.entries()) {
      const before = plans[index - 1];
      if (before && !arrivals.has(at)) expect(before.nextWakeAt).toBe(at);
    }
  },

  'has in its log of messages whatever the plan says was sent, missed or not deliverable'({
    plan,
    messages,
  }) {
    for (const { key, status } of plan.reminders) {
      if (status === 'sent' || status === 'missed' || status === 'undeliverable') {
        expect(keysOf(messages, status)).toContain(key);
      }
    }
  },
} satisfies Readonly<Record<string, (played: Played, events: readonly Arriving[]) => void>>;

/** The questionnaires of 09:00 tell the new time: nothing is left to be told at 09:14. */
function movedWhileInvited(): Arriving[] {
  const { enrolled, booked } = courseEvents();
  const visit = 'pre-examination';
  const events = [
    enrolled('2026-01-11T23:10:00.000Z', { protocol: 'lumbar-spinal-stenosis', entry: 'direct' }),
    booked(visit, '2026-01-11T23:10:00.000Z', '2026-01-16T23:10:00.000Z'),
    booked(visit, '2026-01-13T07:59:00.000Z', '2026-01-14T23:10:00.000Z'),
  ];
  return events.map((event) => ({ ...event, receivedAt: event.occurredAt }));
}

test('a course that is woken whenever its plan asks for it keeps every rule', () => {
  fc.assert(
    fc.property(anyArrival, (events) => {
      const played = play(events, { until });
      for (const [name, rule] of Object.entries(RULES)) named(name, () => rule(played, events));
    }),
    { examples: [[movedWhileInvited()]] },
  );
});

/** Says of a failure which rule it is. */
function named(rule: string, check: () => void): void {
  try {
    check();
  } catch (error) {
    throw new Error(`broken: ${rule}`, { cause: error });
  }
}

describe('whatever the provider answers', () => {
  const anyAnswers = fc.array(fc.constantFrom<Answer>('accepted', 'unknown', 'later', 'refused'), {
    minLength: 1,
    maxLength: 8,
  });

  test('at most 3 attempts each, and every message ends', () => {
    fc.assert(
      fc.property(anyCourse, anyAnswers, (events, answers) => {
        let asked = 0;
        const attempts: number[] = [];
        const answer = ({ attempt }: { attempt: number }): Answer => {
          attempts.push(attempt);
          asked += 1;
          return asked > 40 ? 'accepted' : (answers[asked % answers.length] ?? 'accepted');
        };
        const { messages } = play(events, { until, answer });
        expect(Math.max(0, ...attempts)).toBeLessThanOrEqual(3);
        expect(messages.filter(({ status }) => status === 'claimed' || status === 'released')).toEqual([]);
      }),
    );
  });
});

/** In which states of its visit a reminder makes sense; of a time that is off also when there is no room any more. */
const FITTING: Readonly<Record<string, readonly string[]>> = {
  booking: ['planned'],
  cancelled: ['planned', 'booked', 'infeasible'],
};

const isUrgent = ({ reminders }: Message) =>
  reminders.some(({ key }) => ['changed', 'cancelled'].includes(readKey(key).kind));

const isSent = (message: Message): message is Extract<Message, { status: 'sent' }> =>
  message.status === 'sent';
