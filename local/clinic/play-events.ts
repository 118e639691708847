import type { Clinic } from '../../shared/clinic.ts';
import type { Plan } from '../../shared/core/plan.ts';
import type { Instant } from '../../shared/core/time/instant.ts';
import { planLoaded } from '../../shared/course/plan-loaded.ts';
import type { DeadLetter, EngineChoice } from '../cloud/index.ts';
import type { EventLine } from '../files/events-file.ts';
import type { EmailJson } from '../words/email-json.ts';
import { type Audit, type AuditedReminder, auditCourse, sumUp } from './accounts.ts';
import { type ClinicCloud, startClinicCloud } from './clinic-cloud.ts';
import { EmailLog } from './emails.ts';
import { tellLongStory } from './long-story.ts';

/** Events in order of arrival, and when to stop. */
export type Story = {
  readonly events: readonly Pick<EventLine, 'event' | 'json' | 'arrivesAt'>[];
  readonly until: Instant;
  /** Called as virtual time goes on. */
  readonly onProgress?: (at: Instant, emails: number) => void;
};

export type SimulationOptions = Story & { readonly clinic: Clinic; readonly engine?: EngineChoice };

/** A file that came with an e-mail, as text. */
export type Attachment = { readonly name: string; readonly content: string };

export type Simulation = {
  readonly from: Instant;
  readonly until: Instant;
  readonly emails: readonly EmailJson[];
  /** By the id of the e-mail. */
  readonly attachments: ReadonlyMap<string, readonly Attachment[]>;
  readonly plans: readonly Plan[];
  readonly audit: Audit;
  readonly deadLetters: readonly DeadLetter[];
  readonly calls: Readonly<Record<string, number>>;
};

/**
 * Runs a clinic's stack over a file of events: each is put on the bus when it arrives, and time jumps from one due
 * thing to the next.
 */
export async function simulate({ clinic, engine, ...story }: SimulationOptions): Promise<Simulation> {
  tellLongStory();
  const startAt = story.events[0]?.arrivesAt ?? story.until;
  const clinicCloud = await startClinicCloud(clinic, { startAt, ...(engine && { engine }) });
  try {
    return await playStory(clinicCloud, story);
  } finally {
    await clinicCloud.cloud.stop();
  }
}

/** Plays events on a clinic's cloud whose clock stands at or before the first of them. */
export async function playStory(clinicCloud: ClinicCloud, story: Story): Promise<Simulation> {
  const { cloud } = clinicCloud;
  const { until } = story;
  const from = cloud.clock.now();
  const events = story.events.filter(({ arrivesAt }) => arrivesAt <= until);
  const emailLog = new EmailLog(clinicCloud);
  await play(clinicCloud, emailLog, events, story);
  const courseIds = [...new Set(events.map(({ event }) => event.courseId))];
  const { plans, audit } = await readCourses(clinicCloud, courseIds, until);
  return {
    from,
    until,
    emails: emailLog.emails,
    attachments: new Map(cloud.inbox().map(({ messageId, attachments }) => [messageId, attachments])),
    plans,
    audit,
    deadLetters: cloud.deadLetters(),
    calls: cloud.calls(),
  };
}

async function play(
  { cloud, putEvent }: ClinicCloud,
  emailLog: EmailLog,
  events: Story['events'],
  { until, onProgress }: Story,
): Promise<void> {
  const onStep = async (at: Instant) => {
    await emailLog.catchUp();
    onProgress?.(at, emailLog.emails.length);
  };
  for (const [arrivesAt, lines] of Map.groupBy(events, (line) => line.arrivesAt)) {
    await cloud.advanceTo(arrivesAt, { onStep });
    for (const { json } of lines) putEvent(withoutArrival(json));
    await cloud.settle();
  }
  await cloud.advanceTo(until, { onStep });
  await onStep(until);
}

function withoutArrival(json: unknown): unknown {
  const { receivedAt, ...envelope } = Object(json) as Record<string, unknown>;
  return envelope;
}

/** The courses as they stand in the table, planned for an instant with their history. */
export async function readCourses(
  { courses, clinic }: ClinicCloud,
  courseIds: readonly string[],
  at: Instant,
) {
  const plans: Plan[] = [];
  const reminders: AuditedReminder[] = [];
  for (const courseId of courseIds) {
    const loaded = await courses.load(courseId);
    const plan = planLoaded(courseId, loaded, [], clinic, at);
    plans.push(plan);
    reminders.push(...auditCourse(loaded.messages, plan.course.bouncedMessages));
  }
  return { plans, audit: sumUp(reminders) };
}
