import type { Clinic, Language } from '../../shared/clinic.ts';
import type { TaskId } from '../../shared/core/ids/task-id.ts';
import { parseCivilDate } from '../../shared/core/time/civil-date.ts';
import type { DidWord } from '../../shared/web/staff/page-texts.ts';
import type { StaffPressName } from '../../shared/web/staff/press-forms.ts';
import type { Refused } from '../../shared/web/staff/presses.ts';
import { THERAPISTS } from '../sample/people.ts';
import { type Browser, browserOf } from './browser.ts';
import { asTold, type Entry, LANGUAGES } from './entry.ts';
import { MemoryClinic } from './memory-clinic.ts';
import { LIST_BEGINS, LOOKED_AT, listStories } from './staff-stands.ts';
import { CLOSED } from './staff-stories.ts';

const OWN = `THERAPIST#${THERAPISTS.mette.therapistId}`;

/** The pages of a clinic on a day, for one language. */
type Desk = Browser & {
  readonly list: (recipient?: string) => Promise<string>;
  readonly task: (course: number, task: TaskId, recipient?: string | null) => Promise<string>;
};
type Page = { readonly title: string; readonly way: (desk: Desk) => Promise<string> };

/** Each kind of task with the forms that it has. */
const TASKS: readonly (readonly [course: number, task: TaskId, title: string])[] = [
  [1001, 'book:status-4-weeks', 'A visit to be booked'],
  [1001, 'assess:pre-examination:PSFS', 'A test to be recorded'],
  [1001, 'record-answers:pre-examination', 'Answers to be recorded'],
  [1002, 'call-back', 'A patient to be called back'],
  [1003, 'hold:status-4-weeks', 'A visit of which nobody has said whether it was held'],
  [1004, 'review-booking:status-4-weeks', 'A booking for a wrong day'],
  [1005, 'confirm-referral-date', 'A referral date that nobody knows'],
  [1005, 'discharge-letter', 'A letter to be sent'],
  [1006, 'call-patient:pre-examination', 'A patient whom no e-mail reaches'],
  [1007, 'close-course', 'A course to be closed'],
];

type Press = readonly [course: number, task: TaskId, typed: Readonly<Record<string, string>>];

/** What is pressed to see the sentence after it. */
const PRESSES: Readonly<Record<Exclude<StaffPressName, 'undo'>, Press>> = {
  done: [1005, 'discharge-letter', {}],
  reached: [1006, 'call-patient:pre-examination', {}],
  'not-reached': [1006, 'call-patient:pre-examination', {}],
  snooze: [1001, 'book:status-4-weeks', { length: 'week', until: '' }],
  'not-needed': [1001, 'book:status-4-weeks', { reason: '–' }],
  booked: [1001, 'book:status-4-weeks', { date: '20-10-2026', time: '9.30' }],
  held: [1003, 'hold:status-4-weeks', { date: '06-10-2026' }],
  missed: [1003, 'hold:status-4-weeks', {}],
  cleared: [1003, 'hold:status-4-weeks', {}],
  answered: [1001, 'record-answers:pre-examination', { date: '08-10-2026', NPRS: 'on', ZCQ: 'on' }],
  recorded: [1001, 'assess:pre-examination:PSFS', { date: '10-08-2026' }],
  referral: [1005, 'confirm-referral-date', { date: '01-06-2026' }],
  closed: [1007, 'close-course', { date: '09-10-2026', reason: 'completed' }],
};

const BOOK = 'book:status-4-weeks';
/** What is typed to see each refusal. */
const WRONG: Readonly<Record<Refused['because'], readonly [StaffPressName, ...Press]>> = {
  nothing: ['not-needed', 1001, BOOK, { reason: '' }],
  'no-date': ['booked', 1001, BOOK, { date: 'i morgen', time: '9' }],
  'no-time': ['booked', 1001, BOOK, { date: '20-10-2026', time: 'kl. ni' }],
  past: ['snooze', 1001, BOOK, { length: 'until', until: '01-10-2026' }],
  future: ['recorded', 1001, 'assess:pre-examination:PSFS', { date: '20-10-2026' }],
  'too-far': ['booked', 1001, BOOK, { date: '20-10-2062', time: '9' }],
  'too-long': ['not-needed', 1001, BOOK, { reason: 'm'.repeat(501) }],
  cpr: ['not-needed', 1001, BOOK, { reason: '010203-1234' }],
  unknown: ['closed', 1007, 'close-course', { date: '09-10-2026', reason: '' }],
};

const pressedOnce = async ({ task, press }: Desk, [course, id, typed]: Press, name: StaffPressName) =>
  press(await task(course, id), name, typed);

/** Presses, keeps the page, and takes the press back: the next page begins where this one did. */
const AFTER: Readonly<Record<DidWord, Page>> = {
  ...(Object.fromEntries(
    Object.entries(PRESSES).map(([name, each]) => [
      name,
      {
        title: `After “${name}”`,
        way: async (desk: Desk) => {
          const html = await pressedOnce(desk, each, name as keyof typeof PRESSES);
          await desk.press(html, 'undo');
          return html;
        },
      },
    ]),
  ) as Record<keyof typeof PRESSES, Page>),
  undo: {
    title: 'After “undo”',
    way: async (desk) => desk.press(await pressedOnce(desk, PRESSES.reached, 'reached'), 'undo'),
  },
  gone: {
    title: 'After a press on what somebody else has done',
    way: async (desk) => {
      const old = await desk.task(1006, 'call-patient:pre-examination');
      const done = await desk.press(old, 'reached');
      const html = await desk.press(old, 'not-reached');
      await desk.press(done, 'undo');
      return html;
    },
  },
  outdated: {
    title: 'After a press that is none',
    way: async (desk) => desk.press(await desk.task(1001, BOOK), 'booked', { press: 'unheard-of' }),
  },
};

/** Every other page. */
const STANDING: Readonly<Record<string, Page>> = {
  list: { title: 'A therapist’s list', way: ({ list }) => list() },
  'list-empty': { title: 'A list with nothing on it', way: ({ list }) => list('THERAPIST#T-9') },
  'list-manager': { title: 'The manager’s list', way: ({ list }) => list('MANAGER') },
  ...Object.fromEntries(
    TASKS.map(([course, id, title]) => [
      `task-${id.replaceAll(':', '-')}`,
      { title, way: ({ task }: Desk) => task(course, id) },
    ]),
  ),
  'task-from-mail': {
    title: 'A call to be made, from the mail that tells of it',
    way: ({ task }) => task(1002, 'call-back', null),
  },
  'task-waiting': {
    title: 'A task that waits',
    way: async (desk) => {
      const after = await pressedOnce(desk, PRESSES.snooze, 'snooze');
      const html = await desk.task(1001, BOOK);
      await desk.press(after, 'undo');
      return html;
    },
  },
  'task-over': {
    title: 'A task that is done',
    way: async (desk) => {
      const after = await pressedOnce(desk, PRESSES.done, 'done');
      const html = await desk.task(1005, 'discharge-letter');
      await desk.press(after, 'undo');
      return html;
    },
  },
  elsewhere: { title: 'A task of somebody else now', way: ({ task }) => task(1001, BOOK, 'THERAPIST#T-9') },
  ...Object.fromEntries(
    Object.entries(WRONG).map(([because, [name, ...each]]) => [
      `wrong-${because}`,
      { title: `A form that is refused: ${because}`, way: (desk: Desk) => pressedOnce(desk, each, name) },
    ]),
  ),
  // The last: after it nothing can be pressed.
  'slow-down': {
    title: 'Presses without end',
    way: async (desk) => {
      let html = '';
      for (let count = 0; count === 0 || html.includes('"undo"'); count += 1)
        html = await pressedOnce(desk, PRESSES.snooze, 'snooze').then(async (after) =>
          after.includes('"undo"') ? desk.press(after, 'undo').then(() => after) : after,
        );
      return html;
    },
  },
};

/** Every page that somebody at the clinic can reach from a mail, after each press as well. */
export async function staffPageEntries(clinic: Clinic): Promise<readonly Entry[]> {
  const pages = [
    ...Object.entries(AFTER).map(([name, page]) => ({ id: `staff-after-${name}`, ...page })),
    ...Object.entries(STANDING).map(([name, page]) => ({ id: `staff-${name}`, ...page })),
  ];
  const desks = await Promise.all(LANGUAGES.map((language) => deskOf(clinic, language)));
  const entries: Entry[] = [];
  for (const { id, title, way } of pages) {
    const [da = '', en = ''] = await Promise.all(desks.map((desk) => way(desk)));
    const shown = { da: { html: da, mail: null }, en: { html: en, mail: null } };
    entries.push({ id, group: 'Pages of the clinic', title, shown });
  }
  return entries;
}

async function deskOf(clinic: Clinic, language: Language): Promise<Desk> {
  const closed = { from: parseCivilDate(CLOSED.from), to: parseCivilDate(CLOSED.to) };
  const played = new MemoryClinic(asTold(clinic, language, [closed]), LIST_BEGINS);
  await played.play(
    listStories().flatMap(({ lines }) => lines),
    LOOKED_AT,
  );
  const { app, pathOf } = played.staffPages();
  const browser = browserOf(app);
  return {
    ...browser,
    list: async (recipient = OWN) => browser.read(await pathOf({ purpose: 'staff', recipient })),
    task: async (course, task, recipient = OWN) =>
      browser.read(await pathOf({ purpose: 'task', courseId: `C-${course}`, task, recipient })),
  };
}
