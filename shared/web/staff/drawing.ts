import { html } from 'hono/html';
import type { Clinic } from '../../clinic.ts';
import type { TaskId } from '../../core/ids/task-id.ts';
import type { CivilDate } from '../../core/time/civil-date.ts';
import type { Instant } from '../../core/time/instant.ts';
import { clinicWords } from '../../mail/clinic-words.ts';
import { dayWords, momentWords } from '../../mail/dates.ts';
import { clinicTexts } from '../../mail/phrasebook.ts';
import type { StaffPatient } from '../../mail/staff-mail.ts';
import { patientWords } from '../../mail/staff-page.ts';
import { taskWords } from '../../mail/task-words.ts';
import type { Texts } from '../../mail/texts.ts';
import { COURSE_STYLE } from '../course/style.ts';
import { framed, type Html } from '../frame.ts';
import type { DidWord, StaffPageTexts } from './page-texts.ts';
import { STAFF_PAGE } from './texts.ts';

/** What the pages for staff are drawn with, in the clinic's language. */
export type Drawing = {
  readonly clinic: Clinic;
  readonly texts: StaffPageTexts;
  /** What staff mails say, too. */
  readonly words: Texts;
  readonly plainDay: (date: CivilDate) => string;
  readonly day: (date: CivilDate) => string;
  readonly moment: (at: Instant) => string;
  readonly range: (from: CivilDate, to: CivilDate) => string | null;
  readonly task: (task: TaskId) => string;
  readonly patient: (patient: Pick<StaffPatient, 'patientId' | 'initials'>) => string;
};

export function drawing(clinic: Clinic): Drawing {
  const words = clinicTexts(clinic);
  const { dates, locale, staff } = words;
  return {
    clinic,
    texts: STAFF_PAGE[clinic.language],
    words,
    plainDay: (date) => dates.plainDay(dayWords(date, locale)),
    day: (date) => dates.day(dayWords(date, locale)),
    moment: (at) => dates.moment(momentWords(at, locale, clinic.timeZone)),
    range: (from, to) => dates.range(dayWords(from, locale), dayWords(to, locale)),
    task: (task) => taskWords(task, staff),
    patient: (patient) => patientWords(patient, words),
  };
}

/** What the pages look like besides, which their headers must allow. */
export const STYLES: readonly string[] = [COURSE_STYLE];

/** What was pressed before a page was shown, and how to take it back. */
export type After = {
  readonly did: DidWord;
  /** Null when there is nothing to take back. */
  readonly undo: { readonly path: string; readonly id: string } | null;
};

/** The sentence after a press, with the button that takes it back. */
export function afterPress({ texts }: Drawing, after: After | null): Html {
  if (!after) return html``;
  const { did, undo } = after;
  const look = did === 'gone' || did === 'outdated' ? 'done wait' : 'done';
  return html`<div class="${look}" role="status"><p>${texts.did[did]}</p>
${undo ? form(undo.path, 'undo', undo.id, button(texts.undo, 'second')) : ''}</div>`;
}

/** A form of a page. @param id by which the event that it makes is known */
export const form = (path: string, press: string, id: string, inside: Html): Html =>
  html`<form method="post" action="${path}"><input type="hidden" name="press" value="${press}"><input type="hidden" name="id" value="${id}">${inside}</form>`;

/** @param about what else a reader without eyes is told of it */
export const button = (label: string, look: 'first' | 'second', about: string | null = null): Html =>
  html`<button${look === 'second' ? html` class="second"` : ''}${about === null ? '' : html` aria-label="${label}: ${about}"`}>${label}</button>`;

export const framedFor = ({ clinic, texts }: Drawing, body: Html): Html =>
  framed(clinic, {
    language: clinic.language,
    title: texts.title.replaceAll('{clinic}', () => clinicWords(clinic).name),
    body,
    footer: html`<p>${texts.footer}</p>`,
    styles: STYLES,
  });

/** A page that only says something. */
export const plainPage = (draw: Drawing, which: 'slowDown' | 'over', after: After | null = null): Html => {
  const { title, text } = draw.texts[which];
  return framedFor(draw, html`<h1>${title}</h1>${afterPress(draw, after)}<section><p>${text}</p></section>`);
};
