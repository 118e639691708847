import * as z from 'zod';
import { isReminderKey } from '../core/ids/reminder-key.ts';
import { isTaskId } from '../core/ids/task-id.ts';
import { protocolName, visitName } from '../core/protocols/protocol-schema.ts';
import { type CivilDate, isCivilDate } from '../core/time/civil-date.ts';
import { type Instant, isInstant } from '../core/time/instant.ts';
import type { CaseLine, CaseMail, CaseVisit, ListedLine } from '../ports/caseload.ts';
import type { HeadTask } from '../ports/head.ts';
import { NEVER } from './head-item.ts';
import { courseKey, LINE_KEY } from './items.ts';

/** Partition of the index of heads with what lists show of courses. */
export const LINES = 'LINES';

/** Thousands of lines name the same few days and instants over and over. */
function remembering(isGood: (text: string) => boolean): (value: unknown) => boolean {
  const good = new Set<string>();
  return (value) => {
    if (typeof value !== 'string') return false;
    if (good.has(value)) return true;
    if (!isGood(value)) return false;
    if (good.size > MOST_REMEMBERED) good.clear();
    good.add(value);
    return true;
  };
}
const MOST_REMEMBERED = 20_000;
const civilDate = z.custom<CivilDate>(remembering(isCivilDate));
const instant = z.custom<Instant>(remembering(isInstant));

const mail = z.tuple([z.string(), z.enum(['planned', 'sent', 'missed', 'undeliverable']), civilDate]);
const visit = z.tuple([
  visitName,
  z.enum(['planned', 'booked', 'held', 'waived', 'infeasible', 'cancelled']),
  /** Earliest, target and latest day. */
  z.tuple([civilDate, civilDate, civilDate]).nullable(),
  /** When it is booked for. */
  instant.nullable(),
  /** The day held. */
  civilDate.nullable(),
  /** Whether it is a follow-up. */
  z.boolean(),
]);
const task = z.tuple([z.string(), civilDate, civilDate.nullable(), instant]);
/** What tells where a course belongs in lists: a page reads thousands. What comes often goes without names of fields. */
const text = z.object({
  status: z.enum(['unknown', 'open', 'closed', 'completed', 'erased']),
  protocol: protocolName.nullable(),
  from: civilDate.nullable(),
  until: civilDate.nullable(),
  patient: z.tuple([z.string(), z.string(), z.string().nullable()]).nullable(),
  therapist: z.tuple([z.string(), z.string()]).nullable(),
  unreachable: z.enum(['no-address', 'no-consent', 'bounced', 'complained']).nullable(),
  cap: civilDate.nullable(),
  visits: z.array(visit),
  tasks: z.array(task),
  notices: z.array(instant),
});
type Text = z.output<typeof text>;
const written = <T>(schema: z.ZodType<T>) =>
  z.string().transform((json, context): T => {
    const { data } = schema.safeParse(parsed(json));
    if (data !== undefined) return data;
    context.issues.push({ code: 'custom', input: json, message: 'expected what lists show' });
    return z.NEVER;
  });
const listedItem = z.object({ line: written(text) });
const restItem = z.object({ mails: written(z.array(mail)), expiresAt: z.int().optional() });

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return null;
  }
}

/** What tells where a course belongs in lists, in an item; null when it cannot be read: a later release has written it. */
export function findListed(item: unknown): ListedLine | null {
  const { data } = listedItem.safeParse(item);
  return data ? listedOf(data.line) : null;
}

/** What lists show, in an item; null when it cannot be read. @param known what its text tells, if that was read before */
export function findLine(item: unknown, known?: ListedLine): CaseLine | null {
  const { data } = restItem.safeParse(item);
  const listed = known ?? findListed(item);
  return data && listed
    ? { ...listed, mails: data.mails.flatMap(mailOf), expiresAt: data.expiresAt ?? null }
    : null;
}

const listedOf = ({ patient, therapist, ...line }: Text): ListedLine => ({
  status: line.status,
  protocol: line.protocol,
  enrolledOn: line.from,
  endsOn: line.until,
  patient: patient && { patientId: patient[0], name: patient[1], phone: patient[2] },
  therapist: therapist && { therapistId: therapist[0], name: therapist[1] },
  unreachable: line.unreachable,
  capDate: line.cap,
  visits: line.visits.map(visitOf),
  tasks: line.tasks.flatMap(taskOf),
  noticesSince: line.notices,
});

const visitOf = ([
  visit,
  status,
  window,
  bookedAt,
  heldOn,
  isFollowUp,
]: Text['visits'][number]): CaseVisit => ({
  visit,
  status,
  window: window && { earliest: window[0], target: window[1], latest: window[2] },
  bookedAt,
  heldOn,
  isFollowUp,
});

const mailOf = ([key, status, on]: z.output<typeof mail>): CaseMail[] =>
  isReminderKey(key) ? [{ key, status, on }] : [];

const taskOf = ([id, due, snoozedUntil, since]: Text['tasks'][number]): HeadTask[] =>
  isTaskId(id) ? [{ task: id, due, snoozedUntil, since }] : [];

/** What lists show of a course, as an item beside its head. */
export function lineToItem(courseId: string, line: CaseLine) {
  const { patient, therapist, expiresAt } = line;
  const all: Text = {
    status: line.status,
    protocol: line.protocol,
    from: line.enrolledOn,
    until: line.endsOn,
    patient: patient && [patient.patientId, patient.name, patient.phone],
    therapist: therapist && [therapist.therapistId, therapist.name],
    unreachable: line.unreachable,
    cap: line.capDate,
    visits: line.visits.map(({ visit, status, window, bookedAt, heldOn, isFollowUp }) => [
      visit,
      status,
      window && [window.earliest, window.target, window.latest],
      bookedAt,
      heldOn,
      isFollowUp,
    ]),
    tasks: line.tasks.map(({ task, due, snoozedUntil, since }) => [task, due, snoozedUntil, since]),
    notices: [...line.noticesSince],
  };
  return {
    pk: courseKey(courseId),
    sk: LINE_KEY,
    worklist: LINES,
    dueOn: NEVER,
    line: JSON.stringify(all),
    mails: JSON.stringify(line.mails.map(({ key, status, on }) => [key, status, on])),
    ...(expiresAt !== null && { expiresAt }),
  };
}
