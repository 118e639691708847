import { html } from 'hono/html';
import type { StoredExplanation } from '../explain/explain-loaded.ts';
import { type Block, explainCourse, type Section } from '../explain/explanation.ts';
import { capital, type Html } from './markup.ts';

/** Why each date, e-mail and task of a course is there, or is not: what the command `explain` says, visit by visit. */
export function explanationCard(stored: StoredExplanation): Html {
  const body = 'sentence' in stored ? html`<p>${stored.sentence}</p>` : blocksOf(stored);
  return html`<section class="card" id="why"><h2>Why it is so</h2>${body}</section>`;
}

const blocksOf = ({ explain }: Extract<StoredExplanation, { explain: unknown }>): Html =>
  html`${explainCourse(explain).blocks.map(blockOf)}`;

/** What is said of the course is open to the eye, a visit after a press. */
const blockOf = ({ title, status, sections }: Block): Html =>
  title === null
    ? sectionList(sections)
    : html`<details class="why"><summary>${capital(title)}: ${status}</summary>${sectionList(sections)}</details>`;

const sectionList = (sections: readonly Section[]): Html =>
  html`<dl class="facts">${sections.map(
    ({ label, sentences }) =>
      html`<dt>${label}</dt><dd>${sentences.map((each) => html`<p>${each}</p>`)}</dd>`,
  )}</dl>`;
