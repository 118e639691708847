import { fileURLToPath } from 'node:url';
import { Meter, type Usage } from '../../bench/bill/meter.ts';
import { type ClinicCloud, startClinicCloud } from '../../local/clinic/clinic-cloud.ts';
import { playStory, readCourses, type Simulation } from '../../local/clinic/play-events.ts';
import { Operator } from '../../local/faults/inject/operator.ts';
import { houseOf } from '../../local/faults/judge/seen-in.ts';
import { TableWatch } from '../../local/faults/play/table-watch.ts';
import { readCalendarFile } from '../../local/faults/promises/calendar-entry.ts';
import type { Letter, Seen } from '../../local/faults/promises/seen.ts';
import { timesNamedIn } from '../../local/faults/promises/words-of-time.ts';
import { sampleClinic } from '../../local/files/clinic-file.ts';
import { type EventLine, readEventsFile } from '../../local/files/events-file.ts';
import { protocolsOf } from '../../shared/core/protocols/index.ts';
import { addMinutes, toInstant } from '../../shared/core/time/instant.ts';
import { PHRASEBOOK } from '../../shared/mail/phrasebook.ts';
import { taskWords } from '../../shared/mail/task-words.ts';
import { type Crawl, crawl } from './crawler.ts';
import { type DigestLine, digestLines } from './read-mails.ts';

const FILE = fileURLToPath(new URL('../../local/sample/events.jsonl', import.meta.url));
const UNTIL = toInstant('2027-03-01T00:00:00Z');
/** An evening of a busy week, when the links of two weeks of lists are good. */
const EVENING = toInstant('2026-06-11T20:30:00Z');
const BOUNCES = '@bounce.example';

export const clinic = sampleClinic();

/** What the sample clinic was told in its fourteen months, and what came of it. */
export type SampleYear = {
  readonly lines: readonly EventLine[];
  readonly year: Simulation;
  /** As somebody outside sees it: what was told, what patients and therapists read, which tasks were open. */
  readonly seen: Seen;
  /** What it used of AWS. */
  readonly usage: Usage;
  readonly callsOfSweep: Readonly<Record<string, number>>;
  readonly seconds: number;
  /** What a program saw that followed links: of the last weeks' mails on an evening in June, of mails of the whole year at the end. */
  readonly crawls: readonly [Crawl, Crawl];
};

type Mail = ReturnType<ClinicCloud['cloud']['inbox']>[number];

/** How much of the year is played. */
type Share = {
  /** The courses that the clinic tells of, of all that the sample has. */
  readonly told: (courseIds: readonly string[]) => readonly string[];
  /** How often the sweep looks, which does so every hour in a clinic. */
  readonly sweeps: 'rate(1 day)' | 'rate(7 days)';
  /** The mails of the year whose links a program follows at its end. */
  readonly followed: (mails: readonly Mail[]) => readonly Mail[];
  /** So many pages at most the program opens each time to which only pages lead. */
  readonly pages: number;
};

/** Plays the sample on the stack as it is deployed, but for the sweep, which looks less often. */
export async function playSampleYear({ told, sweeps, followed, pages }: Share): Promise<SampleYear> {
  const { events } = await readEventsFile(FILE, {
    timeZone: clinic.timeZone,
    protocols: protocolsOf(clinic),
  });
  const courseIds = new Set(told([...new Set(events.map(({ event }) => event.courseId))]));
  const lines = events.filter(({ event }) => courseIds.has(event.courseId));
  const startedAt = performance.now();
  const clinicCloud = await startClinicCloud(clinic, { startAt: lines[0]?.arrivesAt ?? toInstant(0) });
  const { cloud, stackName } = clinicCloud;
  const operator = new Operator(clinicCloud);
  await operator.reschedule('sweep', sweeps);
  operator.stop();
  const table = new TableWatch(cloud, cloud.tableName(stackName));
  cloud.intercept({ after: (call, response) => table.after(call, response) });
  const meter = new Meter(cloud, stackName);
  cloud.intercept(meter.interceptor);
  try {
    const { year, crawlOfEvening } = await playCrawled(clinicCloud, lines, pages);
    const calendars = cloud.inbox().map(({ attachments }) => attachments.map(({ content }) => content));
    const seen = seenIn(lines, year, calendars, table);
    const seconds = (performance.now() - startedAt) / 1000;
    const callsOfSweep = cloud.callsOf(`${stackName}-sweep`);
    const usage = meter.usage();
    const crawlOfEnd = await crawl(clinicCloud, followed(cloud.inbox()), pages);
    const crawls = [crawlOfEvening, crawlOfEnd] as const;
    return { lines, year, seen, usage, callsOfSweep, seconds: seconds - crawlOfEvening.seconds, crawls };
  } finally {
    meter.stop();
    await cloud.stop();
  }
}

/** Plays the year, and halts on an evening for a program that follows the links of the weeks before. */
async function playCrawled(clinicCloud: ClinicCloud, lines: readonly EventLine[], pages: number) {
  const first = await playStory(clinicCloud, { events: lines, until: EVENING });
  const since = addMinutes(EVENING, -21 * 24 * 60);
  const recent = clinicCloud.cloud.inbox().filter(({ sentAt }) => sentAt > since);
  const crawlOfEvening = await crawl(clinicCloud, recent, pages);
  const later = lines.filter(({ arrivesAt }) => arrivesAt > EVENING);
  const second = await playStory(clinicCloud, { events: later, until: UNTIL });
  const emails = [...first.emails, ...second.emails.slice(first.emails.length)];
  const courseIds = [...new Set(lines.map(({ event }) => event.courseId))];
  const courses = await readCourses(clinicCloud, courseIds, UNTIL);
  const year: Simulation = { ...second, ...courses, from: first.from, emails };
  return { year, crawlOfEvening };
}

type Watched = Pick<TableWatch, 'worklists' | 'takenAt' | 'erasedAt'>;

/** @param calendars the calendar files of each e-mail */
export function seenIn(
  lines: readonly EventLine[],
  { emails }: Pick<Simulation, 'emails'>,
  calendars: readonly (readonly string[])[],
  { worklists, takenAt, erasedAt }: Watched,
): Seen {
  const { timeZone } = clinic;
  const told = new Map(
    lines.map(({ event, arrivesAt }) => {
      const name = `${event.courseId} ${event.eventId}`;
      const erased = event.type === 'course.erased' ? erasedAt.get(event.courseId) : undefined;
      const taken = takenAt.get(name) ?? erased ?? arrivesAt;
      return [name, { ...event, data: { ...event.data }, takenAt: taken }];
    }),
  );
  const letters = emails.flatMap(({ audience, courseIds, ...email }, index): Letter[] => {
    if (audience !== 'patient') return [];
    const { messageId, sentAt, to, reminders: keys, text } = email;
    const names = timesNamedIn(text, timeZone);
    const calendar = (calendars[index] ?? []).map(readCalendarFile);
    const known = { isAmbiguous: false, isForgotten: false };
    const rest = { names, leftOut: [], attempt: 1, ...known, expiresAt: new Map<string, string>() };
    const arrives = !to.endsWith(BOUNCES);
    return [{ courseId: courseIds[0] ?? '', messageId, at: sentAt, to, keys, arrives, calendar, ...rest }];
  });
  const tasksOf = taskReader(lines, worklists);
  const staffMails = emails
    .filter(({ audience, to }) => audience === 'therapist' && !to.endsWith(BOUNCES))
    .map(({ sentAt, text }) => ({ at: sentAt, tasks: digestLines(text).flatMap(tasksOf) }));
  const callMails = emails
    .filter(({ audience }) => audience === 'clinic')
    .map(({ courseIds: [courseId = ''], messageId, sentAt: at, to }) => ({
      ...{ courseId, messageId, at, to },
      ...{ arrives: true, isAmbiguous: false },
    }));
  const mails = { letters, staffMails, callMails };
  const house = { house: houseOf(clinic), deployed: [], restored: [] };
  return { ...house, told: [...told.values()], ...mails, worklists, delay: 0, endedAt: UNTIL };
}

/** Finds the tasks that a line of a digest is about, by its words: of a patient with two courses those of both. */
function taskReader(lines: readonly EventLine[], worklists: Seen['worklists']) {
  const courses = Map.groupBy(
    lines.flatMap(({ event }) => (event.type === 'course.enrolled' ? [event] : [])),
    ({ data }) => data.patient.patientId,
  );
  const tasks = new Set(worklists.flatMap((worklist) => worklist.tasks.map(({ task }) => task)));
  const { staff } = PHRASEBOOK[clinic.language];
  const byWords = new Map([...tasks].map((task) => [taskWords(task as never, staff), task]));
  return ({ patientId, words }: DigestLine): string[] => {
    const task = byWords.get(words);
    return task ? (courses.get(patientId) ?? []).map(({ courseId }) => `${courseId}/${task}`) : [];
  };
}
