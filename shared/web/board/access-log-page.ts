import type { Hono } from 'hono';
import { html } from 'hono/html';
import { addDays, type CivilDate } from '../../core/time/civil-date.ts';
import { localDateOf, localTimeOf } from '../../core/time/instant.ts';
import type { AccessEntry, AccessPage } from '../../ports/access-log.ts';
import { answer } from '../answer.ts';
import type { Html } from '../frame.ts';
import { dateIn } from '../typed.ts';
import { ACCESS_LOG_TEXTS } from './access-log-texts.ts';
import { isBoardType } from './asks.ts';
import { type BoardDrawing, boardDrawing, boardPage, boardSays } from './frame.ts';
import { PATHS } from './paths.ts';
import { seesAccessLog } from './rights.ts';
import { COURSE_TEXTS } from './texts.ts';
import type { BoardTools } from './tools.ts';
import type { BoardEnv } from './viewer.ts';

const MOST_ON_PAGE = 100;
/** No place in the log is longer. */
const LONGEST_PLACE = 120;

/** The page on which the manager reads who has seen and changed what. */
export function accessLogRoutes(app: Hono<BoardEnv>, tools: BoardTools): void {
  const { clinic, therapistsSee, accessLog } = tools;
  app.get(PATHS.accessLog, async (context) => {
    const draw = boardDrawing(clinic, context.get('viewer'), therapistsSee);
    if (!seesAccessLog(draw.viewer)) return answer(boardSays(draw, 'notAllowed'), 403);
    const today = localDateOf(tools.now(), clinic.timeZone);
    const day = dateIn(context.req.query('day') ?? '') ?? today;
    const after = context.req.query('after')?.slice(0, LONGEST_PLACE) || null;
    const page = await accessLog.page(day, after, MOST_ON_PAGE);
    return answer(accessLogPage(draw, { day, today, page }));
  });
}

type View = { readonly day: CivilDate; readonly today: CivilDate; readonly page: AccessPage };

function accessLogPage(draw: BoardDrawing, { day, today, page }: View): Html {
  const texts = ACCESS_LOG_TEXTS[draw.clinic.language];
  const link = (to: CivilDate, label: string) =>
    html`<a class="button second small" href="${PATHS.accessLog}?day=${to}">${label}</a>`;
  const body = html`<h1>${texts.heading(draw.day(day))}</h1><p>${texts.intro}</p>
<div class="row noprint">${link(addDays(day, -1), texts.before)}${day < today ? link(addDays(day, 1), texts.after) : ''}
<form method="get" action="${PATHS.accessLog}" class="row"><label>${texts.day} <input type="date" name="day" value="${day}" max="${today}"></label><button class="second small">${texts.show}</button></form></div>
<section>${page.entries.length === 0 ? html`<p>${texts.nothing}</p>` : tableOf(draw, page.entries)}${
    page.next === null
      ? ''
      : html`<p class="noprint"><a class="button second small" href="${PATHS.accessLog}?${new URLSearchParams({ day, after: page.next }).toString()}">${texts.more}</a></p>`
  }</section>`;
  return boardPage(draw, { title: draw.board.pages.accessLog, current: 'accessLog', body });
}

function tableOf(draw: BoardDrawing, entries: readonly AccessEntry[]): Html {
  const { columns } = ACCESS_LOG_TEXTS[draw.clinic.language];
  const row = ({ at, name, courseId, ...what }: AccessEntry) =>
    html`<tr><td class="nowrap">${localTimeOf(at, draw.clinic.timeZone)}</td><td>${name}</td><td>${doneIn(draw, what)}</td><td>${
      courseId === null ? '' : html`<a href="${PATHS.course(courseId)}">${courseId}</a>`
    }</td></tr>`;
  return html`<table class="stack"><thead><tr><th scope="col">${columns.time}</th><th scope="col">${columns.who}</th><th scope="col">${columns.what}</th><th scope="col">${columns.course}</th></tr></thead><tbody>${entries.map(row)}</tbody></table>`;
}

/** What was done; of a change, what the board said of it then. */
function doneIn({ clinic }: BoardDrawing, { what, event }: Pick<AccessEntry, 'what' | 'event'>): string {
  const { did } = ACCESS_LOG_TEXTS[clinic.language];
  if (event === null || !isBoardType(event)) return did[what];
  return `${did[what]}: ${COURSE_TEXTS[clinic.language].forms[event].did}`;
}
