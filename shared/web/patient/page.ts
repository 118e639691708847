import { html } from 'hono/html';
import type { Clinic } from '../../clinic.ts';
import { clinicWords } from '../../mail/clinic-words.ts';
import { firstNameOf } from '../../mail/names.ts';
import { framed, type Html, withClinic } from '../frame.ts';
import { asksSection } from './asks-section.ts';
import { type AfterPress, type Drawing, pressForm } from './drawing.ts';
import { mailsSection } from './mails-section.ts';
import { PATIENT_PAGE } from './texts.ts';
import { timesSection } from './times-section.ts';

/** What is next for a patient, what is asked of him, and what he can say with one press. */
export function patientPage(draw: Drawing, after: AfterPress): Html {
  const { clinic, texts, view } = draw;
  const body = html`<h1>${texts.greeting(firstNameOf(view.patientName))}</h1>
${after.done === null ? html`<p>${withClinic(clinic, texts.intro)}</p>` : html`<p class="done" role="status">${withClinic(clinic, texts.done[after.done])}</p>`}
${timesSection(draw)}
${asksSection(draw)}
${callSection(draw)}
${mailsSection(draw, after)}`;
  return framedFor(draw, texts.title, body);
}

/** Asks once more before all e-mails stop: programs that only look at links stop nothing. */
export function stopPage(draw: Drawing): Html {
  const { clinic, texts, path } = draw;
  const body = html`<section><h1>${texts.stop.title}</h1>
<p>${withClinic(clinic, texts.stop.text)}</p>
<div class="row">${pressForm(draw, 'stop', texts.mails.stopButton)}</div>
<p><a href="${path}">${texts.stop.back}</a></p></section>`;
  return framedFor(draw, texts.stop.title, body);
}

/** A page that only says something, for a course that is over or presses without end. */
export function plainPage(
  clinic: Clinic,
  language: keyof typeof PATIENT_PAGE,
  which: 'over' | 'slowDown',
): Html {
  const texts = PATIENT_PAGE[language];
  const { title, text } = texts[which];
  return framed(clinic, {
    language,
    title,
    body: html`<section><h1>${title}</h1><p>${withClinic(clinic, text)}</p></section>`,
    footer: html`<p>${clinicWords(clinic).name}</p>`,
  });
}

const framedFor = ({ clinic, texts, view }: Drawing, title: string, body: Html): Html =>
  framed(clinic, {
    language: view.language,
    title: title.replaceAll('{clinic}', () => clinicWords(clinic).name),
    body,
    footer: html`<p>${withClinic(clinic, texts.footer)}</p><p>${clinicWords(clinic).place}</p>`,
  });

function callSection(draw: Drawing): Html {
  const { texts, view } = draw;
  const { call } = texts;
  const reason = view.asks.some(({ kind }) => kind === 'book') ? 'book' : 'question';
  return html`<section><h2>${call.heading}</h2>
${
  view.call
    ? html`<p class="state wait">${call.asked}</p>${pressForm(draw, 'no-call', call.noButton, {}, 'second')}`
    : html`<p>${call.text}</p>${pressForm(draw, 'call-me', call.button, { reason })}`
}</section>`;
}
