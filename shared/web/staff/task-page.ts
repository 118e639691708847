import { html } from 'hono/html';
import { CLOSE_REASONS } from '../../core/events/events.ts';
import { earlier } from '../../core/time/civil-date.ts';
import { visitList } from '../course/visit-list.ts';
import { courseWordsOf } from '../course/words.ts';
import { areaField, inputField, selectField, tickFields, wrongLine } from '../fields.ts';
import type { Html } from '../frame.ts';
import { LONGEST_REASON } from '../typed.ts';
import { type After, afterPress, button, type Drawing, form, framedFor } from './drawing.ts';
import { pressIdOf, type StaffPress } from './press-forms.ts';
import { type Refused, SNOOZE_LENGTHS } from './presses.ts';
import type { TaskForm, TaskView } from './task-view.ts';

/** What a form was refused for, with what was typed into it. */
export type Mend = { readonly refused: Refused; readonly typed: StaffPress };

/** Where a task's page is, and the list that it stands on. */
export type Paths = { readonly own: string; readonly list: string | null };

/** One task with every form that it can be done by, to be put off or not needed. */
export const taskPage = (
  draw: Drawing,
  view: TaskView,
  paths: Paths,
  after: After | null,
  mend: Mend | null,
): Html =>
  framedFor(
    draw,
    html`<h1>${draw.task(view.task)}</h1>
${taskBody(draw, view, paths, after, mend)}
${paths.list === null ? '' : html`<p><a href="${paths.list}">${draw.texts.toList}</a></p>`}`,
  );

/** What stands below the heading of a task's page, wherever that is. */
export function taskBody(
  draw: Drawing,
  view: TaskView,
  paths: Paths,
  after: After | null,
  mend: Mend | null,
): Html {
  const { texts } = draw;
  const context: Context = { draw, view, path: paths.own, mend };
  // A link that comes from no list lies in the clinic's letter box: it shows what is asked, and no more of the course.
  const timeline = paths.list === null ? null : view.timeline;
  return html`${afterPress(draw, after)}
<section>${factsOf(draw, view)}${view.forms.length === 0 ? html`<p class="state">${texts.task.over}</p>` : ''}${timeline && html`<p><a href="#course">${texts.task.toCourse}</a></p>`}</section>
${callForms(context)}
${view.forms.map((each) => formOf(each, context))}
${view.forms.length === 0 ? '' : html`${snoozeForm(context)}${notNeededForm(context)}`}
${timeline && html`<section id="course"><h2>${texts.task.course}</h2>${visitList(timeline, courseWordsOf(draw.clinic))}</section>`}`;
}

function factsOf(draw: Drawing, { patient, due, snoozedUntil, visit, calls }: TaskView): Html {
  const { task } = draw.texts;
  const window = visit?.window && draw.range(visit.window.earliest, visit.window.latest);
  const rows: readonly (readonly [string, string | null | undefined])[] = [
    [task.patient, draw.patient(patient)],
    [task.asksFor, [...new Set(calls)].map((reason) => task.reasons[reason]).join(', ') || null],
    [task.due, due && draw.day(due)],
    [task.snoozed, snoozedUntil && draw.day(snoozedUntil)],
    [task.time, visit?.startsAt && draw.moment(visit.startsAt)],
    [task.held, visit?.heldOn && draw.day(visit.heldOn)],
    [task.window, visit?.heldOn ? null : window],
  ];
  return html`<dl>${rows.map(([name, value]) => (value ? html`<dt>${name}</dt><dd>${value}</dd>` : ''))}</dl>`;
}

type Context = {
  readonly draw: Drawing;
  readonly view: TaskView;
  readonly path: string;
  readonly mend: Mend | null;
};

/** Whether the patient was reached is one question with two answers. */
function callForms({ draw: { texts }, view, path }: Context): Html {
  if (!view.forms.includes('reached')) return html``;
  const { reached, 'not-reached': not } = texts.forms;
  return html`<section><h2>${reached.heading}</h2><div class="row">${form(path, 'reached', pressIdOf(view), button(reached.button, 'first'))}${form(path, 'not-reached', pressIdOf(view), button(not.button, 'second'))}</div></section>`;
}

function formOf(each: TaskForm, context: Context): Html {
  const { draw, view } = context;
  const { texts } = draw;
  const { visit, today } = view;
  switch (each) {
    case 'reached':
    case 'not-reached':
      return html``;
    case 'done':
    case 'missed':
    case 'cleared':
      return formSection(each, context, html``);
    case 'booked':
      return formSection(
        each,
        context,
        html`<p class="hint">${texts.noCalendar}</p>${dateField(each, context, '')}${timeField(each, context)}`,
      );
    case 'held':
      return formSection(
        each,
        context,
        dateField(each, context, visit?.bookedOn ? earlier(visit.bookedOn, today) : today),
      );
    case 'recorded':
      return formSection(each, context, dateField(each, context, visit?.heldOn ?? today));
    case 'referral':
      return formSection(each, context, dateField(each, context, ''));
    case 'answered':
      return formSection(each, context, html`${ticks(context)}${dateField(each, context, today)}`);
    case 'closed':
      return formSection(each, context, html`${closeReasons(context)}${dateField(each, context, today)}`);
    default:
      return each satisfies never;
  }
}

function formSection(
  press: keyof Drawing['texts']['forms'],
  { draw, view, path }: Context,
  fields: Html,
): Html {
  const { heading, button: label } = draw.texts.forms[press];
  const isFirst = view.forms[0] === press;
  return html`<section><h2>${heading}</h2>${form(path, press, pressIdOf(view), html`${fields}${button(label, isFirst ? 'first' : 'second')}`)}</section>`;
}

type FieldName = Refused['field'];

/** What was typed into a field of a form that was refused. */
function typedIn(press: string, name: string, { mend }: Context): string | null {
  if (mend?.typed.press !== press) return null;
  const value: unknown = Reflect.get(mend.typed, name);
  return typeof value === 'string' ? value : null;
}

const wrongOf = (press: string, name: FieldName, { mend, draw }: Context): string | null =>
  mend?.refused.press === press && mend.refused.field === name
    ? draw.texts.wrong[mend.refused.because]
    : null;

const dateField = (press: TaskForm | 'snooze', context: Context, value: string): Html => {
  const { fields, snooze } = context.draw.texts;
  return press === 'snooze'
    ? field({ press, name: 'until', type: 'date', label: snooze.until, value }, context)
    : field({ press, name: 'date', type: 'date', label: fields.date, value }, context);
};

const timeField = (press: TaskForm, context: Context): Html =>
  field({ press, name: 'time', type: 'time', label: context.draw.texts.fields.time, value: '' }, context);

type Field = {
  readonly press: string;
  readonly name: FieldName;
  readonly type: 'date' | 'time';
  readonly label: string;
  readonly value: string;
};

const field = ({ press, name, type, label, value }: Field, context: Context): Html =>
  inputField({
    id: `${press}-${name}`,
    name,
    type,
    label,
    value: typedIn(press, name, context) ?? value,
    wrong: wrongOf(press, name, context),
  });

function ticks(context: Context): Html {
  const { draw, view, mend } = context;
  return tickFields({
    id: 'answered-questionnaires',
    legend: draw.texts.fields.questionnaires,
    wrong: wrongOf('answered', 'questionnaires', context),
    ticks: (view.visit?.unanswered ?? []).map((each) => ({
      id: `answered-${each}`,
      name: each,
      label: each,
      isTicked: mend?.typed.press === 'answered' ? mend.typed[each] === 'on' : true,
    })),
  });
}

function closeReasons(context: Context): Html {
  const { fields, closeReasons: words } = context.draw.texts;
  return selectField({
    id: 'closed-reason',
    name: 'reason',
    label: fields.closeReason,
    choose: fields.choose,
    options: CLOSE_REASONS.map((value) => ({ value, label: words[value] })),
    value: typedIn('closed', 'reason', context) ?? '',
    wrong: wrongOf('closed', 'reason', context),
  });
}

function snoozeForm(context: Context): Html {
  const { draw, mend } = context;
  const { snooze } = draw.texts;
  const wrong = wrongOf('snooze', 'length', context);
  const chosen = mend?.typed.press === 'snooze' ? mend.typed.length : 'tomorrow';
  const fields = html`<fieldset${wrong ? html` aria-describedby="snooze-length-wrong"` : ''}><legend>${snooze.legend}</legend>
${SNOOZE_LENGTHS.map((length) => html`<div class="choice"><input type="radio" name="length" value="${length}" id="snooze-${length}"${length === chosen ? html` checked` : ''}><label for="snooze-${length}">${snooze[length]}</label></div>`)}
${wrongLine('snooze-length', wrong)}</fieldset>
${dateField('snooze', context, '')}`;
  return formSection('snooze', context, fields);
}

function notNeededForm(context: Context): Html {
  const { fields } = context.draw.texts;
  const field = areaField({
    id: 'not-needed-reason',
    name: 'reason',
    label: fields.reason,
    hint: fields.reasonHint,
    longest: LONGEST_REASON,
    value: typedIn('not-needed', 'reason', context) ?? '',
    wrong: wrongOf('not-needed', 'reason', context),
  });
  return formSection('not-needed', context, field);
}
