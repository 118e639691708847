import { html } from 'hono/html';
import type { Html } from './frame.ts';

/** A field of a form, which every reader can tell what it is for, and what is wrong with it. */
type Labelled = {
  /** Once on a page. */
  readonly id: string;
  readonly name: string;
  readonly label: string;
  readonly hint?: string | null;
  /** What is wrong with what was typed; null when nothing is. */
  readonly wrong: string | null;
};

export type InputField = Labelled & {
  /** Where a browser knows no field of that type, it is one for text: what people write there is understood, too. */
  readonly type: 'date' | 'time' | 'text' | 'email' | 'tel' | 'number';
  readonly value: string;
};

/** A line to type into. */
export const inputField = ({ type, value, ...field }: InputField): Html =>
  around(
    field,
    html`<input id="${field.id}" name="${field.name}" type="${type}" value="${value}"${described(field)}>`,
  );

/** Some lines to type into. @param longest in characters, which the browser lets nobody pass */
export const areaField = ({
  value,
  longest,
  ...field
}: Labelled & { readonly value: string; readonly longest: number }): Html =>
  around(
    field,
    html`<textarea id="${field.id}" name="${field.name}" rows="2" maxlength="${longest}"${described(field)}>${value}</textarea>`,
  );

export type Option = { readonly value: string; readonly label: string };

/** One of some. @param choose what is said while none is chosen; null: the first one is */
export const selectField = ({
  value,
  options,
  choose,
  ...field
}: Labelled & {
  readonly value: string;
  readonly options: readonly Option[];
  readonly choose: string | null;
}): Html =>
  around(
    field,
    html`<select id="${field.id}" name="${field.name}"${described(field)}>${choose === null ? '' : html`<option value="">${choose}</option>`}${options.map((each) => html`<option value="${each.value}"${each.value === value ? html` selected` : ''}>${each.label}</option>`)}</select>`,
  );

export type Tick = {
  readonly id: string;
  readonly name: string;
  readonly label: string;
  readonly isTicked: boolean;
};

/** Something to be ticked or not. */
export const tick = ({ id, name, label, isTicked }: Tick): Html =>
  html`<div class="choice"><input type="checkbox" name="${name}" value="on" id="${id}"${isTicked ? html` checked` : ''}><label for="${id}">${label}</label></div>`;

/** Some to be ticked, of one kind. */
export const tickFields = ({
  id,
  legend,
  ticks,
  wrong,
}: {
  readonly id: string;
  readonly legend: string;
  readonly ticks: readonly Tick[];
  readonly wrong: string | null;
}): Html =>
  html`<fieldset${wrong ? html` aria-describedby="${id}-wrong"` : ''}><legend>${legend}</legend>
${ticks.map(tick)}
${wrongLine(id, wrong)}</fieldset>`;

function around({ id, label, hint, wrong }: Labelled, control: Html): Html {
  return html`<div class="field"><label for="${id}">${label}</label>
${hint ? html`<p class="hint" id="${id}-hint">${hint}</p>\n` : ''}${control}
${wrongLine(id, wrong)}</div>`;
}

function described({ id, hint, wrong }: Labelled): Html {
  const by = [hint ? `${id}-hint` : '', wrong ? `${id}-wrong` : ''].filter((each) => each !== '');
  return html`${by.length > 0 ? html` aria-describedby="${by.join(' ')}"` : ''}${wrong ? html` aria-invalid="true"` : ''}`;
}

/** What is wrong in the field of an id. */
export const wrongLine = (id: string, wrong: string | null): Html =>
  wrong ? html`<p class="wrong" id="${id}-wrong" role="alert">${wrong}</p>` : html``;
