import { html } from 'hono/html';
import type { Html } from '../frame.ts';
import type { Way } from './course-view.ts';
import type { FormContext } from './form-context.ts';
import type { BoardDrawing } from './frame.ts';
import { PATHS } from './paths.ts';
import { COURSE_TEXTS } from './texts.ts';

/** A telephone number as something to press. */
export const phoneLink = (phone: string | null, none: string): Html =>
  phone === null
    ? html`${none}`
    : html`<a class="nowrap" href="tel:${phone.trim().replace(/(?!^\+)[^\d]/g, '')}">${phone}</a>`;

/** Buttons that lead to forms. @param about what else a reader without eyes is told of each */
export function buttonsOf(
  ways: readonly Way[],
  { plan }: FormContext,
  draw: BoardDrawing,
  about: string | null = null,
): Html {
  const { forms } = COURSE_TEXTS[draw.clinic.language];
  if (ways.length === 0) return html``;
  return html`<p class="row noprint">${ways.map(({ type, ...subject }) => html`<a class="button second small" href="${PATHS.say(plan.course.courseId, type, subject)}"${about === null ? '' : html` aria-label="${forms[type].open}: ${about}"`}>${forms[type].open}</a>`)}</p>`;
}
