import type { Clinic } from '../../shared/clinic.ts';
import { foldCourse } from '../../shared/core/course/fold-course.ts';
import { type Plan, planCourse } from '../../shared/core/plan.ts';
import { protocolsOf } from '../../shared/core/protocols/index.ts';
import { later } from '../../shared/core/time/civil-date.ts';
import { type Instant, toInstant } from '../../shared/core/time/instant.ts';
import { type EventLine, type EventsFile, readEventsFile } from './events-file.ts';

export type PlannedFile = EventsFile & {
  readonly plans: readonly Plan[];
  /** Lines that had not been received yet. */
  readonly laterLines: number;
};

/**
 * The plan of each course of an events file as of an instant, as if nothing had been sent.
 * @throws UsageError when the file cannot be read
 */
export async function planFile(file: string, asOf: Instant, clinic: Clinic): Promise<PlannedFile> {
  const { events, rejected } = await readEventsFile(file, {
    timeZone: clinic.timeZone,
    protocols: protocolsOf(clinic),
    asOf,
  });
  const received = events.filter(({ json, arrivesAt }) => !hasReceivedAt(json) || arrivesAt <= asOf);
  const plans = planEvents(received, asOf, clinic);
  return { events: received, rejected, plans, laterLines: events.length - received.length };
}

/** The plan of each course of events that were received, as if nothing had been sent. */
export function planEvents(events: readonly EventLine[], asOf: Instant, clinic: Clinic): Plan[] {
  const courses = Map.groupBy(events, ({ event }) => event.courseId);
  return [...courses].map(([courseId, lines]) => planLines(courseId, lines, asOf, clinic));
}

const hasReceivedAt = (json: unknown) => typeof json === 'object' && json !== null && 'receivedAt' in json;

function planLines(courseId: string, lines: readonly EventLine[], asOf: Instant, clinic: Clinic): Plan {
  const course = foldCourse(
    courseId,
    lines.map(({ event }) => event),
    clinic.timeZone,
    protocolsOf(clinic),
  );
  const arrivals = lines.map(({ arrivesAt }) => (arrivesAt < asOf ? arrivesAt : asOf));
  const lastReceivedAt = arrivals.reduce(later, toInstant(0));
  const plan = planCourse({
    course,
    settings: clinic,
    messages: [],
    now: asOf,
    lastReceivedAt,
    purged: false,
  });
  return { ...plan, reminders: plan.reminders.map(asIfNothingWereSent) };
}

/** Without a history nothing has been tried yet: what cannot be delivered is due like the rest. */
function asIfNothingWereSent(reminder: Plan['reminders'][number]): Plan['reminders'][number] {
  return reminder.status === 'undeliverable' ? { ...reminder, status: 'due' } : reminder;
}
