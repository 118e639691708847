import { html } from 'hono/html';
import type { Clinic } from '../../clinic.ts';
import { clinicWords } from '../../mail/clinic-words.ts';
import { COURSE_STYLE } from '../course/style.ts';
import { framed, type Html } from '../frame.ts';
import { type Drawing, drawing } from '../staff/drawing.ts';
import type { BoardTexts } from './board-texts.ts';
import { CASELOAD_STYLE } from './caseload-style.ts';
import { NAVIGATION, type NavPage } from './nav.ts';
import { PATHS } from './paths.ts';
import { QUALITY_STYLE } from './quality-style.ts';
import type { TherapistsSee } from './rights.ts';
import { BOARD_STYLE } from './style.ts';
import { BOARD_TEXTS } from './texts.ts';
import type { Viewer } from './viewer.ts';

/** What the board's pages look like besides, which their headers must allow. */
export const BOARD_STYLES: readonly string[] = [COURSE_STYLE, BOARD_STYLE, CASELOAD_STYLE, QUALITY_STYLE];

/** What the pages of the board are drawn with, for one who is signed in, in the clinic's language. */
export type BoardDrawing = Drawing & {
  readonly viewer: Viewer;
  readonly therapistsSee: TherapistsSee;
  readonly board: BoardTexts;
};

export const boardDrawing = (clinic: Clinic, viewer: Viewer, therapistsSee: TherapistsSee): BoardDrawing => ({
  ...drawing(clinic),
  viewer,
  therapistsSee,
  board: BOARD_TEXTS[clinic.language],
});

export type BoardPage = {
  readonly title: string;
  /** The page of the navigation that this is, or lies behind. */
  readonly current: NavPage | null;
  readonly body: Html;
};

/** A page of the board: who is signed in and how to sign out, the ways to the other pages, and what it shows. */
export function boardPage(draw: BoardDrawing, { title, current, body }: BoardPage): Html {
  const { clinic, board } = draw;
  return framed(clinic, {
    language: clinic.language,
    title: board.title
      .replaceAll('{page}', () => title)
      .replaceAll('{clinic}', () => clinicWords(clinic).name),
    look: 'board',
    top: html`${whoOf(draw)}${navigationOf(draw, current)}`,
    body,
    footer: html`<p>${board.footer}</p>`,
    styles: BOARD_STYLES,
  });
}

/** A page that only says something. */
export const boardSays = (draw: BoardDrawing, which: 'notFound' | 'notAllowed' | 'failed'): Html => {
  const { title, text } = draw.board[which];
  return boardPage(draw, {
    title,
    current: null,
    body: html`<section><h1>${title}</h1><p>${text}</p></section>`,
  });
};

const whoOf = ({ viewer, board }: BoardDrawing): Html =>
  html`<div class="who"><p class="hint">${board.signedInAs(viewer.name, board.roles[viewer.role])}</p>
<form method="post" action="${PATHS.signOut}"><button class="second small">${board.signOut}</button></form></div>`;

const navigationOf = ({ viewer, therapistsSee, board }: BoardDrawing, current: NavPage | null): Html =>
  html`<nav aria-label="${board.navigation}"><ul>
${NAVIGATION.filter((each) => each.for(viewer, therapistsSee)).map(
  ({ page, path }) =>
    html`<li><a href="${path}"${page === current ? html` aria-current="page"` : ''}>${board.pages[page]}</a></li>`,
)}</ul></nav>`;
