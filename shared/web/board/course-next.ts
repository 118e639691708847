import { html } from 'hono/html';
import { capital } from '../course/summary.ts';
import { COURSE_WORDS } from '../course/words.ts';
import type { Html } from '../frame.ts';
import { isSayable, nextVisit, usualForm, type Way, waysOfVisit } from './course-view.ts';
import type { FormContext } from './form-context.ts';
import { formContext } from './form-context.ts';
import { formTexts } from './form-view.ts';
import type { BoardDrawing } from './frame.ts';
import { visitWords } from './protocol-words.ts';
import { COURSE_TEXTS } from './texts.ts';

/** A form that stands on the page of a course. */
export type NextForm = (way: Way) => Html;

/** What a therapist mostly comes for: the next visit, and training that was held. The forms stand there at once. */
export function nextCard(draw: BoardDrawing, context: FormContext, formOf: NextForm): Html {
  const { language } = draw.clinic;
  const texts = COURSE_TEXTS[language];
  const visit = nextVisit(context);
  const ways = visit ? waysOfVisit(visit, context, draw) : [];
  const usual = visit && usualForm(visit, ways);
  const booked = visit?.facts.booking;
  const hasSessions = isSayable('session.held', formContext(context, {}), draw);
  return html`<section><h2>${texts.headings.next}</h2>
${visit ? html`<h3>${capital(visitWords(visit.visit, draw.clinic))}</h3>${booked ? html`<p>${capital(COURSE_WORDS[language].bookedFor(draw.moment(booked.startsAt)))}</p>` : ''}` : html`<p>${texts.nothingNext}</p>`}
${usual ? titled(usual, context, draw, formOf) : ''}
${hasSessions ? titled({ type: 'session.held' }, context, draw, formOf) : ''}</section>`;
}

const titled = (way: Way, context: FormContext, draw: BoardDrawing, formOf: NextForm): Html =>
  html`<h3>${formTexts(draw.clinic, { type: way.type, context: formContext(context, way) }).heading}</h3>${formOf(way)}`;
