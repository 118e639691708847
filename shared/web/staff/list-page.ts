import { html } from 'hono/html';
import { kindOf } from '../../core/ids/task-id.ts';
import { noticeMarked } from '../../mail/staff-page.ts';
import type { Html } from '../frame.ts';
import { type After, afterPress, button, type Drawing, form, framedFor } from './drawing.ts';
import type { ListLine, ListView } from './list-view.ts';
import { pressIdOf } from './press-forms.ts';
import { firstFormOf, formsAtOnce } from './task-view.ts';

/** A page has room for so many tasks; what is more comes as they get fewer. */
const MOST_ON_PAGE = 100;

/** The list of a recipient. @param paths the page of each task that is shown, without its host; the others are counted */
export function listPage(
  draw: Drawing,
  view: ListView,
  unreadable: number,
  paths: ReadonlyMap<ListLine, string>,
  after: After | null,
): Html {
  const { texts, words, plainDay, day } = draw;
  const { therapist } = words.staff;
  const { dueToday, overdue, duringClosure, worthKnowing } = view;
  const closure = duringClosure?.tasks ?? [];
  const all = dueToday.length + overdue.length + closure.length;
  const section = (title: string, lines: readonly ListLine[]) => sectionOf(draw, title, lines, paths);
  const whileClosed =
    duringClosure && therapist.duringClosure(plainDay(duringClosure.from), plainDay(duringClosure.to));
  return framedFor(
    draw,
    html`<h1>${texts.heading(day(view.today))}</h1>
${afterPress(draw, after)}
<p>${all === 0 ? texts.nothing : texts.intro}</p>
${unreadable > 0 ? html`<p class="state wait">${texts.unreadable(unreadable)}</p>` : ''}
${section(therapist.dueToday, dueToday)}
${section(therapist.overdue, overdue)}
${section(whileClosed ?? '', closure)}
${all > paths.size ? html`<p>${texts.more(all - paths.size)}</p>` : ''}
${
  worthKnowing.length === 0
    ? ''
    : html`<section><h2>${therapist.worthKnowing}</h2><ul>${worthKnowing.map((notice) => html`<li>${draw.patient(notice.patient)}: ${noticeMarked(notice, words).text}</li>`)}</ul></section>`
}`,
  );
}

/** The lines that a page shows, the most urgent ones. */
export const shownOf = ({ dueToday, overdue, duringClosure }: ListView): readonly ListLine[] =>
  [...dueToday, ...overdue, ...(duringClosure?.tasks ?? [])].slice(0, MOST_ON_PAGE);

function sectionOf(
  draw: Drawing,
  title: string,
  lines: readonly ListLine[],
  paths: ReadonlyMap<ListLine, string>,
): Html {
  const shown = lines.filter((line) => paths.has(line));
  if (shown.length === 0) return html``;
  const patients = Map.groupBy(shown, ({ patient, courseId }) => `${patient.patientId}/${courseId}`);
  return html`<section><h2>${title}</h2>
${[...patients.values()].map(
  (theirs) => html`<h3>${theirs[0] ? draw.patient(theirs[0].patient) : ''}</h3>
<ul class="tasks">${theirs.map((line) => lineOf(draw, line, paths.get(line) ?? ''))}</ul>`,
)}</section>`;
}

function lineOf(draw: Drawing, line: ListLine, path: string): Html {
  const { texts, words } = draw;
  const { task, due, weekdaysOverdue, patient, therapistName } = line;
  const about = `${draw.task(task)}, ${draw.patient(patient)}`;
  const overdue = weekdaysOverdue > 0 ? words.staff.weekdays(weekdaysOverdue) : null;
  const kind = kindOf(task);
  const atOnce = formsAtOnce(kind).map((each) =>
    form(path, each, pressIdOf(line), button(texts.open[each], 'second', about)),
  );
  const open = atOnce.length === 0 ? texts.open[firstFormOf(kind)] : texts.other;
  return html`<li><p><strong>${draw.task(task)}</strong><br><span class="hint">${texts.due(draw.plainDay(due), overdue)}${therapistName === null ? '' : html`. ${texts.owedBy(therapistName)}`}</span></p>
<div class="row">${atOnce}<a class="button second" href="${path}" aria-label="${open}: ${about}">${open}</a></div></li>`;
}
