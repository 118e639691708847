import { startClinicCloud } from '../local/clinic/clinic-cloud.ts';
import type { AwsResponse, Cloud, Interceptor } from '../local/cloud/index.ts';
import { sampleClinic } from '../local/files/clinic-file.ts';
import type { Message } from '../shared/core/reminders/log.ts';
import {
  addMinutes,
  epochMillis,
  type Instant,
  minutesBetween,
  toInstant,
} from '../shared/core/time/instant.ts';
import { enrolmentOf } from './sample-courses.ts';

const ENROLLED_AT = toInstant('2026-03-02T09:00:00Z');
/** Three days later each course has a mail to go, at nine in Copenhagen. */
const DUE_AT = toInstant('2026-03-05T08:00:00Z');
const NOON = toInstant('2026-03-05T11:00:00Z');

export type HerdOptions = {
  readonly courses: number;
  /** E-mails that SES takes in a second, as many at once. */
  readonly perSecond: number;
  readonly sendSpreadMinutes: number;
};

/** What became of a morning on which every course of a clinic has a mail to go. */
export type Morning = {
  readonly sentByNoon: number;
  /** From when they were due until the last was sent. */
  readonly lastAfterMinutes: number;
  /** How often SES said that it was too much. */
  readonly refusals: number;
  /** Messages by their status at noon. */
  readonly statuses: Readonly<Partial<Record<Message['status'], number>>>;
  /** Most mails that were sent in one minute. */
  readonly mostInAMinute: number;
};

/** Plays such a morning on the stack as it is deployed, before an SES that takes only so much. */
export async function herdMorning({ courses, perSecond, sendSpreadMinutes }: HerdOptions): Promise<Morning> {
  const sample = sampleClinic();
  const reminders = {
    ...sample.reminders,
    questionnaires: { ...sample.reminders.questionnaires, enabled: false },
  };
  const clinic = { ...sample, sendSpreadMinutes, reminders };
  const { cloud, putEvent, ...rest } = await startClinicCloud(clinic, { startAt: ENROLLED_AT });
  try {
    const courseIds = Array.from({ length: courses }, (_, index) => `C-${1000 + index}`);
    for (const courseId of courseIds) putEvent(enrolment(courseId));
    await cloud.settle();
    await cloud.advanceTo(addMinutes(DUE_AT, -1));
    const before = cloud.inbox().length;
    let refusals = 0;
    cloud.intercept(withinAMinute);
    cloud.intercept(takesOnly(perSecond, cloud, () => (refusals += 1)));
    await cloud.advanceTo(NOON);
    const sentAts = cloud
      .inbox()
      .slice(before)
      .flatMap(({ sentAt, tags }) => (tags['course'] ? [sentAt] : []));
    const loaded = await Promise.all(courseIds.map((courseId) => rest.courses.load(courseId)));
    return {
      sentByNoon: sentAts.length,
      lastAfterMinutes: minutesBetween(DUE_AT, sentAts.at(-1) ?? NOON),
      refusals,
      statuses: counted(loaded.flatMap(({ messages }) => messages.map(({ status }) => status))),
      mostInAMinute: Math.max(0, ...Object.values(counted(sentAts.map((at) => at.slice(0, 16))))),
    };
  } finally {
    await cloud.stop();
  }
}

const enrolment = (courseId: string) => ({
  eventId: `${courseId}-enrolled`,
  type: 'course.enrolled',
  courseId,
  occurredAt: ENROLLED_AT,
  data: enrolmentOf(courseId),
});

/** EventBridge's Scheduler is precise to the minute: what is due at one comes in the course of it. */
const withinAMinute: Interceptor = {
  deliver: ({ from, firing }) =>
    from === 'schedule' && firing ? [Number.parseInt(firing.executionId.slice(0, 8), 16) % 60] : [0],
};

/** SES with a sending rate: a bucket that fills by the clock, and holds a second's worth. */
function takesOnly(perSecond: number, { clock }: Pick<Cloud, 'clock'>, onRefusal: () => void): Interceptor {
  let held = perSecond;
  let at: Instant = clock.now();
  return {
    before({ operation }) {
      if (operation !== 'SendEmail') return undefined;
      const now = clock.now();
      held = Math.min(perSecond, held + ((epochMillis(now) - epochMillis(at)) / 1000) * perSecond);
      at = now;
      if (held < 1) {
        onRefusal();
        return TOO_MANY;
      }
      held -= 1;
      return undefined;
    },
  };
}

const TOO_MANY: AwsResponse = {
  status: 429,
  headers: { 'content-type': 'application/json', 'x-amzn-errortype': 'TooManyRequestsException' },
  body: JSON.stringify({ message: 'Maximum sending rate exceeded.' }),
};

function counted<T extends string>(values: readonly T[]): Record<T, number> {
  const counts = {} as Record<T, number>;
  for (const value of values) counts[value] = (counts[value] ?? 0) + 1;
  return counts;
}
