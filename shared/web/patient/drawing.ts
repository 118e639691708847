import { html } from 'hono/html';
import type { Clinic } from '../../clinic.ts';
import type { CivilDate } from '../../core/time/civil-date.ts';
import type { Instant } from '../../core/time/instant.ts';
import { dayWords, momentWords } from '../../mail/dates.ts';
import { PHRASEBOOK } from '../../mail/phrasebook.ts';
import type { Html } from '../frame.ts';
import type { DoneWord, PatientPageTexts } from './page-texts.ts';
import type { Outcome } from './presses.ts';
import { PATIENT_PAGE } from './texts.ts';
import type { PatientView } from './view.ts';

/** What the pages of one patient are drawn with. */
export type Drawing = {
  readonly clinic: Clinic;
  readonly texts: PatientPageTexts;
  readonly view: Extract<PatientView, { kind: 'open' }>;
  /** Address of the page, without its host: `/p/<token>`. */
  readonly path: string;
  /** The clinic's own pages for a visit, by its number. */
  readonly addresses: Readonly<Record<'answer' | 'booking', (visitNumber: number) => string>>;
  /** An id that a form brings with it, another one each time. */
  readonly newId: () => string;
  readonly day: (date: CivilDate) => string;
  readonly moment: (at: Instant) => string;
  readonly range: (from: CivilDate | null, to: CivilDate | null) => string | null;
};

/** What stands on a page because of the press before it. */
export type AfterPress = {
  readonly done: DoneWord | null;
  /** What a form was refused for, and what was typed. */
  readonly refused: (Extract<Outcome, { kind: 'refused' }> & { readonly typed: string }) | null;
};

export const NOTHING_PRESSED: AfterPress = { done: null, refused: null };

/** What the pages of a patient are drawn with, in the patient's language. */
export function drawing(
  clinic: Clinic,
  view: Drawing['view'],
  { path, newId, addresses }: Pick<Drawing, 'path' | 'newId' | 'addresses'>,
): Drawing {
  const { dates, locale } = PHRASEBOOK[view.language];
  const words = (date: CivilDate | null) => date && dayWords(date, locale);
  return {
    clinic,
    view,
    path,
    newId,
    addresses,
    texts: PATIENT_PAGE[view.language],
    day: (date) => dates.day(dayWords(date, locale)),
    moment: (at) => dates.moment(momentWords(at, locale, clinic.timeZone)),
    range: (from, to) => dates.range(words(from), words(to)),
  };
}

/** A form of one button. @param fields what it sends besides its name and id */
export function pressForm(
  { path, newId }: Pick<Drawing, 'path' | 'newId'>,
  press: string,
  label: string,
  fields: Readonly<Record<string, string>> = {},
  look: 'first' | 'second' = 'first',
): Html {
  return html`<form method="post" action="${path}"><input type="hidden" name="press" value="${press}"><input type="hidden" name="id" value="${newId()}">${Object.entries(fields).map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`)}<button${look === 'second' ? html` class="second"` : ''}>${label}</button></form>`;
}
