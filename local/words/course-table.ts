import type { CourseJson } from '../../shared/core/course-json.ts';
import type { Instant } from '../../shared/core/time/instant.ts';
import { type Look, paint } from '../terminal/look.ts';
import { plain, wrap } from '../terminal/text.ts';
import { renderTable, widthNeeded } from '../terminal/text-table.ts';
import { momentInDigits } from './dates-in-words.ts';
import { timelineOfJson } from './timeline.ts';
import { renderTimeline } from './timeline-text.ts';
import { entryTitle, noteOf, protocolTitle, reminderTitle, sessionsTitle, taskTitle } from './words.ts';

type VisitJson = CourseJson['visits'][number];
type Style = Parameters<typeof paint>[1];

export type CourseTableOptions = Look & {
  readonly asOf: Instant;
  /** The clinic's, for times of day. */
  readonly timeZone: string;
};

/** One course for people: heading, visits, timeline, e-mails, tasks and notices. Ends without a line break. */
export function renderCourse(course: CourseJson, options: CourseTableOptions): string {
  const timeline = timelineOfJson(course, options.asOf, options.timeZone);
  const blocks = [
    visitRows(course, options),
    timeline ? renderTimeline(timeline, options) : [],
    detailRows(course, options),
  ].filter((block) => block.length > 0);
  return [heading(course, options), ...blocks.map((block) => block.join('\n'))].join('\n\n');
}

function heading(course: CourseJson, look: Look): string {
  const { courseId, protocol, entry, status, capDate, capProvisional } = course;
  const cap = capDate
    ? `follow-ups by ${capDate}${capProvisional ? ' (provisional: no referral date)' : ''}`
    : '';
  const rest = [protocolTitle(protocol), entryTitle(entry), paintStatus(status, look), cap];
  const parts = [paint(look, 'bold', plain(courseId)), ...rest.filter((part) => part !== '')];
  return wrap(parts.join(separator(look)), look.width).join('\n');
}

const separator = ({ ascii }: Look) => (ascii ? ' - ' : ' · ');

const STATUS_STYLES: Readonly<Record<string, Style>> = {
  open: 'green',
  held: 'green',
  booked: 'cyan',
  infeasible: 'yellow',
  unknown: 'yellow',
  cancelled: 'dim',
  waived: 'dim',
  sent: 'green',
  due: ['yellow', 'bold'],
  missed: 'red',
  undeliverable: 'red',
  overdue: ['red', 'bold'],
  snoozed: 'dim',
};

const paintStatus = (status: string, look: Look): string =>
  status in STATUS_STYLES ? paint(look, STATUS_STYLES[status] ?? 'reset', status) : status;

function visitRows(course: CourseJson, options: CourseTableOptions): string[] {
  if (course.visits.length === 0) return [];
  const columns = ['visit', 'status', 'window', 'target', 'booked / held', 'capped by'];
  const rows = course.visits.map((visit) => [
    visit.visit,
    paintStatus(visit.status, options),
    visit.earliest && visit.latest ? `${visit.earliest}..${visit.latest}` : '',
    visit.target ?? '',
    whenRow(visit, options.timeZone),
    visit.cappedBy ?? '',
  ]);
  const table = (cells: string[][]) =>
    renderTable(
      columns.map((title) => ({ title })),
      cells,
      options,
    );
  return widthNeeded(columns, rows) <= options.width
    ? table(rows)
    : [...table(rows.map(withoutYear)), ...capRows(course)];
}

/** Of a window day and month: the target beside it tells the year. */
const withoutYear = ([visit = '', status = '', window = '', target = '', when = '']: readonly string[]) => [
  visit,
  status,
  window.replaceAll(/\b\d{4}-/g, ''),
  target,
  when,
  '',
];

const capRows = ({ visits }: CourseJson): string[] =>
  visits.flatMap(({ visit, cappedBy }) => (cappedBy ? [`  ${visit} is capped by the ${cappedBy}`] : []));

function whenRow({ heldOn, bookedAt }: VisitJson, timeZone: string): string {
  if (heldOn) return heldOn;
  return bookedAt ? momentInDigits(bookedAt, timeZone) : '';
}

type Detail = readonly [when: string, status: string, what: string];

function detailRows(course: CourseJson, options: CourseTableOptions): string[] {
  const groups: [string, Detail[]][] = [
    ['e-mails', emailDetails(course, options)],
    [
      'tasks',
      course.tasks.map(({ due, status, task }) => [due, paintStatus(status, options), taskTitle(task)]),
    ],
  ];
  const rows = groups.flatMap(([label, details]) =>
    details.map((detail, index) => [paint(options, 'dim', index === 0 ? label : ''), ...detail]),
  );
  const table = renderTable([{ title: '' }, { title: '' }, { title: '' }, { title: '' }], rows, options);
  return [
    ...table,
    ...sessionRow(course, options),
    ...noticeRows(course, options),
    ...nextRow(course, options),
  ];
}

/** Reminders that go at the same time are one e-mail, and one row. */
function emailDetails({ reminders }: CourseJson, options: CourseTableOptions): Detail[] {
  const together = Map.groupBy(reminders, ({ sendAt, status, visit, note }) =>
    [sendAt, status, visit, note].join(' '),
  );
  return [...together.values()].flatMap((group) => {
    const [first] = group;
    if (!first) return [];
    const note = noteOf(first) && ` (${noteOf(first)})`;
    const what = `${first.visit}: ${group.map(reminderTitle).join(', ')}${note}`;
    return [[momentInDigits(first.sendAt, options.timeZone), paintStatus(first.status, options), what]];
  });
}

function sessionRow(course: CourseJson, look: Look): string[] {
  const title = sessionsTitle(course);
  if (title === '') return [];
  const label = paint(look, 'dim', 'sessions');
  return wrap(title, look.width - 12).map((line, index) => `  ${index === 0 ? label : '        '}  ${line}`);
}

function noticeRows({ notices }: CourseJson, look: Look): string[] {
  const mark = paint(look, 'yellow', '!');
  return notices.flatMap((notice) =>
    wrap(plain(notice), look.width - 4).map((line, index) =>
      index === 0 ? `  ${mark} ${line}` : `    ${line}`,
    ),
  );
}

function nextRow({ nextWakeAt }: CourseJson, options: CourseTableOptions): string[] {
  if (!nextWakeAt) return [];
  return [paint(options, 'dim', `  next look ${momentInDigits(nextWakeAt, options.timeZone)}`)];
}
