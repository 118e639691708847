import { html } from 'hono/html';
import { type Html, withClinic } from '../frame.ts';
import { type AfterPress, type Drawing, pressForm } from './drawing.ts';

/** Whether e-mails go to the patient, and what he can do about it. */
export function mailsSection(draw: Drawing, after: AfterPress): Html {
  const { texts } = draw;
  return html`<section><h2>${texts.mails.heading}</h2>
${stateOf(draw, after)}</section>`;
}

function stateOf(draw: Drawing, after: AfterPress): Html {
  const { clinic, view, day } = draw;
  const { mails } = draw.texts;
  const stop = pressForm(draw, 'stop', mails.stopButton, {}, 'second');
  switch (view.mails.kind) {
    case 'on':
      return html`<p>${mails.on}</p>
${pauseForm(draw, after)}
${stop}`;
    case 'paused':
      return html`<p class="state wait">${mails.paused(view.mails.until && day(view.mails.until))}</p>
<div class="row">${pressForm(draw, 'resume', mails.resumeButton)}${stop}</div>`;
    case 'stopped':
      return html`<p class="state wait">${mails.stopped}</p>
${pressForm(draw, 'start', mails.startButton)}`;
    case 'unreachable':
      return html`<p class="state wait">${withClinic(clinic, mails.unreachable)}</p>`;
    default:
      return view.mails satisfies never;
  }
}

function pauseForm({ path, newId, texts }: Drawing, { refused }: AfterPress): Html {
  const { mails } = texts;
  const choice = (length: keyof typeof mails.lengths) => {
    const isChosen = refused ? length === 'until' : length === '2-weeks';
    return html`<div class="choice"><input type="radio" name="length" value="${length}" id="length-${length}"${isChosen ? html` checked` : ''}><label for="length-${length}">${mails.lengths[length]}</label></div>`;
  };
  const wrong = refused && mails.untilWrong[refused.because];
  return html`<form method="post" action="${path}"><input type="hidden" name="press" value="pause"><input type="hidden" name="id" value="${newId()}">
<fieldset><legend>${mails.pauseLegend}</legend>
${choice('2-weeks')}${choice('4-weeks')}${choice('until')}
<div class="field"><label for="until">${mails.untilLabel}</label>
<p class="hint" id="until-hint">${mails.untilHint}</p>
<input id="until" name="until" type="text" inputmode="numeric" autocomplete="off" maxlength="40" value="${refused?.typed ?? ''}" aria-describedby="until-hint${wrong ? ' until-wrong' : ''}"${wrong ? html` aria-invalid="true"` : ''}>
${wrong ? html`<p class="wrong" id="until-wrong" role="alert">${wrong}</p>` : ''}</div></fieldset>
<button class="second">${mails.pauseButton}</button></form>`;
}
