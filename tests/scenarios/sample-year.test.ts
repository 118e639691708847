import { beforeAll, describe, expect, test } from 'vitest';
import { besidesSes, billOf } from '../../bench/bill/bill.ts';
import { brokenPromises } from '../../local/faults/promises/broken-promises.ts';
import { dayOf, plusMinutes } from '../../local/faults/promises/local-time.ts';
import { isOpenDay } from '../../local/faults/promises/open-days.ts';
import { isUrgent } from '../../local/faults/promises/reminder-name.ts';
import { tasksToTell } from '../../local/faults/promises/told-tasks.ts';
import { REMINDER_KINDS, readKey } from '../../shared/core/ids/reminder-key.ts';
import { kindOf, type TaskId } from '../../shared/core/ids/task-id.ts';
import { localDateOf, localTimeOf } from '../../shared/core/time/instant.ts';
import { keepsFollowUpsAfterClosing } from '../../shared/core/visits/visits.ts';
import { EXHAUSTIVE, someOf } from '../support/exhaustive.ts';
import { correctionsIn } from '../support/minutes-until-told.ts';
import { daysNamedIn } from '../support/read-mails.ts';
import { clinic, playSampleYear, type SampleYear } from '../support/sample-year.ts';
import {
  CLINIC_MAILS,
  FIGURES,
  LETTERS,
  missingOf,
  SECTIONS,
  TASK_KINDS,
} from '../support/what-the-year-shows.ts';

/** Units of DynamoDB for each message of a queue. A change that lowers them is to lower these. */
const RECORDED_UNITS = {
  'record-event': { of: 'events', reads: 1.93, writes: 11.63 },
  'wake-course': { of: 'wakes', reads: 2.96, writes: 12.01 },
  'track-email': { of: 'emails', reads: 0.02, writes: 0.26 },
  'send-digest': { of: 'digests', reads: 12.28, writes: 2.75 },
} as const;

/** So many of the sample's 51 courses a usual run tells of, other ones each time. */
const TOLD = 8;
/** Of so many mails of the year a usual run follows the links at its end. */
const FOLLOWED = 40;
const SWEEPS = EXHAUSTIVE ? 'rate(1 day)' : 'rate(7 days)';

/** What only the whole sample shows. */
const inWhole = test.runIf(EXHAUSTIVE);
/** So many at least in the whole sample; some courses of it may show none. */
const enough = (least: number) => (EXHAUSTIVE ? least : 0);

const { timeZone } = clinic;
let played: SampleYear;
let year: SampleYear['year'];
let seen: SampleYear['seen'];
let lines: SampleYear['lines'];

beforeAll(async () => {
  played = await playSampleYear({
    told: (courseIds) => someOf(courseIds, TOLD),
    sweeps: SWEEPS,
    followed: (mails) => someOf(mails, FOLLOWED),
    pages: EXHAUSTIVE ? 120 : 40,
  });
  ({ year, seen, lines } = played);
  const courses = year.plans.map(({ course }) => course.courseId).join(' ');
  console.log(`fourteen months of ${courses}: ${year.emails.length} e-mails, ${played.seconds.toFixed(1)} s`);
}, 600_000);

const patientEmails = () => year.emails.filter(({ audience }) => audience === 'patient');

test('every reminder that came due is accounted for', () => {
  const { 'came due': came, sent, missed, undeliverable, 'no longer wanted': unwanted, open } = year.audit;
  expect(came).toBeGreaterThan(EXHAUSTIVE ? 400 : 20);
  expect(sent + missed + undeliverable + unwanted).toBe(came);
  expect(open).toBe(0);
});

test('no event is lost: what the file refuses never reached the bus', () => {
  expect(year.deadLetters).toEqual([]);
});

test('the sweep found nothing, whenever it came: it only looked, and noted that', () => {
  const { 'dynamodb.PutItem': runs = 0, 'dynamodb.Query': queries, ...others } = played.callsOfSweep;
  expect(runs).toBeGreaterThan(EXHAUSTIVE ? 400 : 50);
  expect(Object.keys(others)).toEqual(['scheduler.CreateSchedule']);
  // A course that was found would have been loaded.
  expect(queries).toBe(3 * runs);
});

inWhole(
  'what an event, a wake, a digest and a report use is no more than was recorded, and so is the bill',
  () => {
    const { usage } = played;
    const each = Object.entries(RECORDED_UNITS).map(([name, most]) => {
      const runs = usage.functions[name];
      const count = usage.messages[most.of] ?? 0;
      const [reads, writes] = [runs?.readUnits ?? 0, runs?.writeUnits ?? 0].map((units) => units / count);
      return {
        name,
        isMore: (reads ?? 0) > most.reads * 1.03 || (writes ?? 0) > most.writes * 1.03,
        reads,
        writes,
      };
    });
    expect(each.filter(({ isMore }) => isMore)).toEqual([]);
    const bill = billOf(usage);
    expect(besidesSes(bill) / bill.ses).toBeLessThan(0.41);
  },
);

test('at most one e-mail per course and day, but for what sets a time right', () => {
  const days = patientEmails()
    .filter(({ reminders }) => !reminders.some(isUrgent))
    .map(({ courseIds, sentAt }) => `${courseIds} ${localDateOf(sentAt, timeZone)}`);
  expect(days.filter((day, index) => days.indexOf(day) !== index)).toEqual([]);
});

test('no patient is written to between 20:00 and 08:00', () => {
  const times = patientEmails().map(({ sentAt }) => localTimeOf(sentAt, timeZone));
  expect(times.filter((time) => time < '08:00' || time >= '20:00')).toEqual([]);
});

test('no patient is written to once the clinic knows that the course is closed, but for kept follow-ups', () => {
  const closed = year.plans.flatMap(({ course, protocol }) => {
    const [closing] = lines
      .filter(({ event }) => event.courseId === course.courseId && event.type === 'course.closed')
      .slice(-1);
    return course.closed && protocol && closing
      ? [{ ...course, knownAt: closing.arrivesAt, keeps: keepsFollowUpsAfterClosing(protocol, course) }]
      : [];
  });
  expect(closed.length).toBeGreaterThanOrEqual(enough(11));
  const late = closed.flatMap(({ courseId, knownAt, keeps }) =>
    patientEmails()
      .filter(({ courseIds, sentAt }) => courseIds.includes(courseId) && sentAt > knownAt)
      .flatMap(({ reminders }) => reminders)
      .filter((key) => !(keeps && key.startsWith('follow-up-'))),
  );
  expect(late).toEqual([]);
});

test('nobody is written to twice at an address that bounced', () => {
  const bounced = patientEmails().filter(({ to }) => to.endsWith('@bounce.example'));
  expect(bounced.length).toBeGreaterThanOrEqual(enough(1));
  const addresses = bounced.map(({ to }) => to);
  expect(new Set(addresses).size).toBe(addresses.length);
});

test('whatever the judge of the faults knows holds: times are right, tasks are told and owed', () => {
  expect(brokenPromises(seen)).toEqual([]);
});

describe('the therapists hear of every task in time', () => {
  test('of each kind some were open when they had to be told, and all of them were', () => {
    const tasks = tasksToTell(seen);
    const kinds = Map.groupBy(tasks, ({ task }) => kindOf(task as TaskId));
    console.log([...kinds].map(([kind, each]) => `${kind} ${each.length}`).join(', '));
    if (EXHAUSTIVE) expect([...kinds.keys()].sort()).toEqual([...TASK_KINDS].sort());
    expect(tasks.filter(({ isTold }) => !isTold)).toEqual([]);
  });

  inWhole('planted: no digest goes out, and not one of them counts as told', () => {
    expect(tasksToTell({ ...seen, staffMails: [] }).filter(({ isTold }) => isTold)).toEqual([]);
  });

  inWhole('planted: digests that leave out the rarest kinds', () => {
    const rare = ['call-back', 'close-course', 'review-booking'];
    const staffMails = seen.staffMails.map((mail) => ({
      ...mail,
      tasks: mail.tasks.filter((named) => !rare.includes(kindOf(named.split('/')[1] as TaskId))),
    }));
    const untold = tasksToTell({ ...seen, staffMails }).filter(({ isTold }) => !isTold);
    expect([...new Set(untold.map(({ task }) => kindOf(task as TaskId)))].sort()).toEqual(rare);
  });
});

describe('a patient knows within half an hour, quiet hours aside, that a time is changed or off', () => {
  const longest = (corrections: ReturnType<typeof correctionsIn>) =>
    Math.max(...corrections.map(({ minutes }) => minutes));

  test('always: every time that was told is set right within half an hour', () => {
    const corrections = correctionsIn(seen);
    console.log(`${corrections.length} times set right, the last after ${longest(corrections)} minutes`);
    expect(corrections.length).toBeGreaterThanOrEqual(enough(11));
    expect(longest(corrections)).toBeLessThanOrEqual(30);
  });

  inWhole('planted: the letters go an hour later', () => {
    const letters = seen.letters.map((letter) =>
      letter.keys.some(isUrgent) ? { ...letter, at: plusMinutes(letter.at, 60) } : letter,
    );
    expect(longest(correctionsIn({ ...seen, letters }))).toBe(75);
  });

  inWhole('planted: the letters bring no calendar file', () => {
    const letters = seen.letters.map((letter) => ({
      ...letter,
      calendar: letter.keys.some(isUrgent) ? [] : letter.calendar,
    }));
    expect(longest(correctionsIn({ ...seen, letters }))).toBeGreaterThan(30);
  });
});

describe('letters', () => {
  const TODAY: Readonly<Record<string, number>> = {
    'low-back-pain': 10,
    'lumbar-spinal-stenosis': 7,
  };

  inWhole('are no more than there were: the median of a course', () => {
    for (const [protocol, most] of Object.entries(TODAY)) {
      const counts = lines
        .filter(({ event }) => event.type === 'course.enrolled' && event.data.protocol === protocol)
        .map(({ event }) => seen.letters.filter(({ courseId }) => courseId === event.courseId).length)
        .sort((a, b) => a - b);
      const middle = [Math.floor, Math.ceil].map(
        (round) => counts[round((counts.length - 1) / 2)] ?? Number.NaN,
      );
      const median = middle.reduce((a, b) => a + b) / 2;
      console.log(`${protocol}: ${median} letters in a course, at most ${counts.at(-1)}`);
      expect(counts.length).toBeGreaterThan(20);
      expect(median).toBeLessThanOrEqual(most);
    }
  });

  const closedDays = (days: readonly string[]) => days.filter((day) => !isOpenDay(day, clinic));

  test('name no closed day, in no word and in no calendar file', () => {
    const words = patientEmails().flatMap(({ subject, text, html, sentAt }) =>
      [subject, text, html].flatMap((part) => daysNamedIn(part, dayOf(sentAt, timeZone))),
    );
    const entries = seen.letters.flatMap(({ calendar }) => calendar);
    const files = entries.map(({ startsAt }) => dayOf(startsAt, timeZone));
    expect([words.length > (EXHAUSTIVE ? 500 : 30), files.length >= enough(100)]).toEqual([true, true]);
    expect(closedDays([...words, ...files])).toEqual([]);
  });

  test.each([
    ['Besøget skal ligge senest mandag\nden 13. juli 2026.', '2026-07-13'],
    ['Din tid fredag den 5.&nbsp;juni', '2026-06-05'],
    ['Your visit has to be no later than Saturday 4\u00a0July 2026.', '2026-07-04'],
    ['senest torsdag den 31. december', '2026-12-31'],
  ])('planted: %s', (text, day) => {
    expect(closedDays(daysNamedIn(text, day))).toEqual([day]);
  });
});

describe.runIf(EXHAUSTIVE)('the year shows', () => {
  test('every kind of reminder, and every letter that there are words for', () => {
    const sent = new Set(
      patientEmails().flatMap(({ reminders }) => reminders.map((key) => readKey(key).kind)),
    );
    expect(REMINDER_KINDS.filter((kind) => !sent.has(kind))).toEqual([]);
    expect(missingOf(LETTERS, year.emails)).toEqual([]);
  });

  test('every section of a digest, every other mail to the clinic, and every quality figure', () => {
    expect(missingOf(SECTIONS, year.emails)).toEqual([]);
    expect(missingOf(CLINIC_MAILS, year.emails)).toEqual([]);
    expect(missingOf(FIGURES, year.emails)).toEqual([]);
  });

  test('visits that touch each other as one time', () => {
    const long = seen.letters.filter(({ calendar }) =>
      calendar.some(({ startsAt, endsAt }) => plusMinutes(startsAt, 90) === endsAt),
    );
    expect(new Set(long.map(({ courseId }) => courseId)).size).toBeGreaterThan(5);
    for (const { calendar } of long) expect(calendar).toHaveLength(1);
  });

  test('a link of the form provider in place of the clinic’s own', () => {
    const withLink = patientEmails().filter(({ text }) => text.includes('https://formularer.example/svar/'));
    expect(withLink.length).toBeGreaterThan(0);
    for (const { text } of withLink) expect(text).not.toContain('/q/C-');
  });

  test('letters about a visit that was waived and is booked after all', () => {
    const waived = lines.flatMap(({ event }) => (event.type === 'visit.waived' ? [event] : []));
    const later = waived.filter(({ courseId, occurredAt, data }) =>
      seen.letters.some(
        (letter) =>
          letter.courseId === courseId &&
          letter.at > occurredAt &&
          letter.keys.some((key) => key.startsWith(`${data.visit}/`)),
      ),
    );
    expect(later.length).toBeGreaterThan(0);
  });

  test('a course that nobody closes: its therapist is asked to, it ends by itself, and is forgotten', () => {
    const asked = new Set(seen.staffMails.flatMap(({ tasks }) => tasks));
    const forgotten = year.plans.filter(
      ({ course, end }) => !course.closed && end && end.contactsErasedAt < year.until,
    );
    expect(forgotten.length).toBeGreaterThan(0);
    for (const { course } of forgotten) {
      expect(asked).toContain(`${course.courseId}/close-course`);
      expect(course.patient).toMatchObject({ email: null, phone: null });
    }
  });
});

describe('a program that follows every link of every mail, and the links of the pages', () => {
  const BROKEN = 'Linket virker ikke';
  const found = () => played.crawls.flatMap((crawl) => crawl.found);
  const got = () => found().filter(({ method }) => method === 'GET');

  test('changes nothing: not the table, no schedule, no queue, and no mail goes out', () => {
    for (const { before, after, mails, seconds, found: all } of played.crawls) {
      console.log(`${all.length} requests for the links of ${mails} mails: ${seconds.toFixed(1)} s`);
      expect(after).toEqual(before);
    }
  });

  test('comes to lists and tasks, pages of patients, the question before all mails stop, and calendar files', () => {
    const kinds = new Set(
      got()
        .filter(({ status }) => status === 200)
        .map(({ kind }) => kind),
    );
    const all = ['/p/…', '/p/…/calendar/1', '/p/…/stop', '/s/…'];
    expect(all).toEqual(expect.arrayContaining([...kinds]));
    expect(got().length).toBeGreaterThan(FOLLOWED);
    if (EXHAUSTIVE) expect([...kinds].sort()).toEqual(all);
    const ofStaff = got().filter(({ status, kind }) => status === 200 && kind === '/s/…');
    const lists = ofStaff.filter(({ heading }) => heading.startsWith('Opgaver '));
    expect([lists.length >= enough(6), ofStaff.length - lists.length >= enough(11)]).toEqual([true, true]);
    expect(played.crawls[1].mails).toBeGreaterThan(FOLLOWED - 2);
  });

  test('meets no error', () => {
    const counts = Map.groupBy(found(), ({ method, status, kind }) => `${method} ${kind} ${status}`);
    console.log([...counts].map(([name, each]) => `${name}: ${each.length}`).join(', '));
    expect(found().filter(({ status }) => ![200, 404].includes(status))).toEqual([]);
  });

  test('finds the one kind page behind what is good no longer, and the page itself behind what is', () => {
    for (const { at, found: all } of played.crawls) {
      const inMails = all.filter(({ method, goodUntil }) => method === 'GET' && goodUntil !== null);
      const expired = inMails.filter(({ goodUntil }) => `${goodUntil}` <= at);
      expect(expired.length).toBeGreaterThanOrEqual(enough(6));
      expect(expired.filter(({ status, heading }) => status !== 404 || heading !== BROKEN)).toEqual([]);
      const good = inMails.filter(({ goodUntil }) => `${goodUntil}` > at);
      expect(good.length).toBeGreaterThanOrEqual(enough(11));
      expect(good.filter(({ status, heading }) => status !== 200 || heading === BROKEN)).toEqual([]);
    }
  });
});
