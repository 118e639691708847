import { html } from 'hono/html';
import type { Clinic } from '../../clinic.ts';
import { protocolsOf } from '../../core/protocols/index.ts';
import { capital } from '../course/summary.ts';
import { areaField, inputField, selectField, tick, tickFields } from '../fields.ts';
import type { Html } from '../frame.ts';
import { LONGEST_REASON } from '../typed.ts';
import { type AskedField, askedOf, type BoardType, type ChoiceKind } from './asks.ts';
import { choicesOf } from './choices.ts';
import type { CourseTexts } from './course-texts.ts';
import type { FormContext } from './form-context.ts';
import type { BoardDrawing } from './frame.ts';
import { protocolWords, theVisitWords, visitWords } from './protocol-words.ts';
import type { FormWrong, Typed } from './read-form.ts';
import { COURSE_TEXTS } from './texts.ts';
import { usualOf } from './usual.ts';

/** A form that was refused: what was typed, and what is to be mended. */
export type Mend = { readonly typed: Typed; readonly wrong: readonly FormWrong[] };

export type FormView = {
  readonly type: BoardType;
  readonly context: FormContext;
  /** Where it is sent. */
  readonly path: string;
  /** Names the event that it makes. */
  readonly id: string;
  /** The state of the course that it is made from. */
  readonly seen: string;
  readonly mend: Mend | null;
  /** What else it asks for. */
  readonly more?: Html;
};

/** What a form says, with the visit that it is about. */
export function formTexts(clinic: Clinic, { type, context }: Pick<FormView, 'type' | 'context'>) {
  const texts = COURSE_TEXTS[clinic.language].forms[type];
  const visit = context.visit ? theVisitWords(context.visit.visit, clinic) : '';
  return { ...texts, heading: capital(texts.heading.replaceAll('{visit}', () => visit)) };
}

/** The form of a type of event. */
export function formHtml(draw: BoardDrawing, view: FormView): Html {
  const { button, hint } = formTexts(draw.clinic, view);
  const { type, path, id, seen, mend } = view;
  return html`<form method="post" action="${path}"><input type="hidden" name="id" value="${id}"><input type="hidden" name="seen" value="${seen}">
${mend && mend.wrong.length > 0 ? html`<p class="state wait" role="alert">${COURSE_TEXTS[draw.clinic.language].mend}</p>` : ''}
${hint ? html`<p class="hint">${hint}</p>` : ''}
${askedOf(type).map((field) => fieldHtml(field, view, draw))}${view.more ?? ''}
<button${type === 'course.erased' ? html` class="second"` : ''}>${button}</button></form>`;
}

function fieldHtml({ name, kind }: AskedField, view: FormView, draw: BoardDrawing): Html {
  const { type, context, mend } = view;
  const texts = COURSE_TEXTS[draw.clinic.language];
  const at = (input: string) => ({
    id: `${type}-${input}`.replaceAll('.', '-'),
    name: input,
    label: labelOf(input, type, texts),
    hint: texts.hints[lastOf(input)] ?? null,
    wrong: wrongAt(input, mend, texts),
    value: mend ? mend.typed(input) : (usualOf(type, context, draw.viewer)[input] ?? ''),
  });
  const field = at(name);
  switch (kind) {
    case 'moment':
      return html`${dayHint(view, draw)}<div class="row">${inputField({ ...at(`${name}.date`), type: 'date' })}${inputField({ ...at(`${name}.time`), type: 'time' })}</div>`;
    case 'words':
      return areaField({ ...field, longest: LONGEST_REASON });
    case 'yes-no':
      return tick({ ...field, isTicked: field.value === 'on' });
    case 'questionnaires':
    case 'assessments':
      return tickFields({
        id: field.id,
        legend: field.label,
        wrong: field.wrong,
        ticks: choicesOf(kind, context).map((each) => ({
          id: `${field.id}-${each}`,
          name: `${name}.${each}`,
          label: choiceLabel(kind, each, view, draw),
          isTicked: mend ? mend.typed(`${name}.${each}`) === 'on' : true,
        })),
      });
    case 'past-day':
    case 'day-to-come':
    case 'minutes':
    case 'name':
    case 'number':
    case 'email':
    case 'phone':
      return inputField({ ...field, type: INPUT_TYPES[kind] });
    default:
      return selectField({
        ...field,
        choose: kind === 'language' || kind === 'entry' ? null : texts.choose,
        options: choicesOf(kind, context).map((value) => ({
          value,
          label: choiceLabel(kind, value, view, draw),
        })),
      });
  }
}

const INPUT_TYPES = {
  'past-day': 'date',
  'day-to-come': 'date',
  minutes: 'number',
  name: 'text',
  number: 'text',
  email: 'email',
  phone: 'tel',
} as const;

/** What something that can be chosen is called. */
function choiceLabel(kind: ChoiceKind, value: string, { context }: FormView, draw: BoardDrawing): string {
  const { clinic } = draw;
  const texts = COURSE_TEXTS[clinic.language];
  const named: Readonly<Record<ChoiceKind, Readonly<Record<string, string>>>> = {
    language: texts.languages,
    protocol: Object.fromEntries(
      protocolsOf(clinic).map(({ protocol }) => [protocol, protocolWords(protocol, clinic)]),
    ),
    entry: texts.entries,
    visit: Object.fromEntries(context.plan.visits.map(({ visit }) => [visit, visitWords(visit, clinic)])),
    session: texts.sessions,
    questionnaires: {},
    assessments: texts.assessments,
    therapist: Object.fromEntries(context.therapists.map((each) => [each.therapistId, each.name])),
    'call-reason': texts.callReasons,
    'close-reason': texts.closeReasons,
  };
  return named[kind][value] ?? value;
}

/** On which days a visit that is booked is in time. */
function dayHint({ context: { visit } }: FormView, draw: BoardDrawing): Html {
  const texts = COURSE_TEXTS[draw.clinic.language];
  const range = visit?.window && draw.range(visit.window.earliest, visit.window.latest);
  return html`<p class="hint">${range && visit?.window ? `${texts.window(range)}. ${texts.target(draw.day(visit.window.target))}. ` : ''}${texts.noCalendar}</p>`;
}

const lastOf = (name: string): string => name.split('.').at(-1) ?? name;

/** @param type some words mean another thing in some forms */
const labelOf = (name: string, type: BoardType, { labels }: CourseTexts): string =>
  labels[`${type} ${name}`] ?? labels[name] ?? labels[name.replace('patient.', '')] ?? lastOf(name);

/** What is wrong in an input, or in the group that it belongs to. */
export const wrongAt = (name: string, mend: Mend | null, { wrong }: CourseTexts): string | null => {
  const found = mend?.wrong.find((each) => each.name === name);
  return found ? wrong[found.because] : null;
};
