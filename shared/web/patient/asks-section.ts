import { html } from 'hono/html';
import { type Html, withClinic } from '../frame.ts';
import type { Drawing } from './drawing.ts';
import type { Ask } from './view.ts';

/** What the patient is asked for, with the way to do it. */
export function asksSection(draw: Drawing): Html {
  const { texts, view } = draw;
  if (view.asks.length === 0) return html`<section><p>${texts.asks.none}</p></section>`;
  return html`<section><h2>${texts.asks.heading}</h2>
${view.asks.map((ask) => askOf(ask, draw))}</section>`;
}

function askOf(ask: Ask, draw: Drawing): Html {
  const { asks } = draw.texts;
  const { clinic, range, moment, addresses } = draw;
  switch (ask.kind) {
    case 'book':
      return html`<p>${asks.book(range(ask.from, ask.to))} ${withClinic(clinic, asks.orCall)}</p>
<p><a class="button" href="${addresses.booking(ask.visitNumber)}">${asks.bookButton}</a></p>`;
    case 'answer':
      return html`<p>${asks.answer(ask.startsAt && moment(ask.startsAt))}</p>
<p><a class="button" href="${ask.url ?? addresses.answer(ask.visitNumber)}">${asks.answerButton}</a></p>`;
    default:
      return ask satisfies never;
  }
}
