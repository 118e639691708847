import { html } from 'hono/html';
import { clinicWords } from '../../mail/clinic-words.ts';
import { personOf } from '../../mail/names.ts';
import { PHRASEBOOK } from '../../mail/phrasebook.ts';
import { filledLines } from '../../mail/placeholders.ts';
import type { Html } from '../frame.ts';
import { type Drawing, pressForm } from './drawing.ts';
import type { PageTime } from './view.ts';

/** The times at which the patient is to come, each with what he can say of it. */
export function timesSection(draw: Drawing): Html {
  const { times } = draw.view;
  if (times.length === 0) return html`<section><p>${draw.texts.times.none}</p></section>`;
  return html`<section><h2>${draw.texts.times.heading(times.length)}</h2>
${times.map((time) => timeOf(time, draw))}</section>`;
}

function timeOf(time: PageTime, draw: Drawing): Html {
  const { texts, view, clinic, path, moment } = draw;
  const { times } = texts;
  const { name, place } = clinicWords(clinic);
  const { dates } = PHRASEBOOK[view.language];
  const minutes = time.durationMinutes === null ? '' : ` (${dates.minutes(time.durationMinutes)})`;
  const therapist = view.therapistName === null ? null : personOf(view.therapistName);
  return html`<dl>
<dt>${times.when}</dt><dd>${moment(time.startsAt)}${minutes}<br><a href="${path}/calendar/${time.visitNumber}">${times.calendar}</a></dd>
<dt>${times.where}</dt><dd>${name}, ${place}<br><a href="${mapOf(place)}" rel="noreferrer">${times.map}</a></dd>
${therapist === null ? '' : html`<dt>${times.withWhom}</dt><dd>${therapist}</dd>`}
</dl>
${readyLines(draw).map((text) => html`<p>${text}</p>`)}
${sayings(time, draw)}`;
}

/** What the clinic tells about a time in its letters: how to get ready. */
function readyLines({ clinic, view }: Drawing): readonly string[] {
  const own = clinic.texts[view.language]?.letters?.appointment?.text;
  if (own === undefined) return [];
  const { name, phone, place } = clinicWords(clinic);
  const therapist = view.therapistName === null ? null : personOf(view.therapistName);
  return filledLines(own, { clinic: name, phone, address: place, therapist });
}

function sayings({ isConfirmed, isDeclined, visitNumber, startsAt }: PageTime, draw: Drawing): Html {
  const { times } = draw.texts;
  const about = { visit: String(visitNumber), at: startsAt };
  if (isConfirmed)
    return html`<p class="state">${times.confirmed}</p>
${pressForm(draw, 'cannot-come', times.cannotCome, about, 'second')}`;
  if (isDeclined)
    return html`<p class="state wait">${times.declined}</p>
${pressForm(draw, 'coming', times.comingAfterAll, about, 'second')}`;
  return html`<div class="row">${pressForm(draw, 'coming', times.coming, about)}${pressForm(draw, 'cannot-come', times.cannotCome, about, 'second')}</div>`;
}

/** A map of a place by its address, which tells nothing of who looks. */
const mapOf = (place: string): string =>
  `https://www.google.com/maps/search/?api=1&query=${encodeURIComponent(place)}`;
