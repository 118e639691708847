import { html, raw } from 'hono/html';
import type { Clinic } from '../../shared/clinic.ts';
import { type Instant, localDateOf, localTimeOf } from '../../shared/core/time/instant.ts';
import { COURSE_STYLE } from '../../shared/web/course/style.ts';
import { dayInWords } from '../words/dates-in-words.ts';
import type { StepReport } from '../words/step-report.ts';
import { chip, type Html, textOf } from './markup.ts';
import { PATHS } from './paths.ts';
import { stepCard } from './step-card.ts';
import { STYLE } from './style.ts';
import { BOARD_STYLE } from './style-board.ts';

/** Something to tell at the top of a page: what a form did, or why it did not. */
export type Notice = {
  readonly tone: 'done' | 'error';
  readonly text: string;
  /** What is wrong in what was sent: the place, and what was expected. */
  readonly issues?: readonly { readonly path: string; readonly message: string }[];
};

/** What every page shows. */
export type Frame = {
  readonly clinic: Pick<Clinic, 'name' | 'timeZone' | 'delivery'>;
  readonly now: Instant;
  readonly emailCount: number;
  /** Changes with everything that happens. Without spaces and quotes. */
  readonly version: string;
  /** How many things somebody has to look after. */
  readonly attentionCount: number;
  /** Where the clinic's staff sign in at their board, on this machine; absent when it has none. */
  readonly staffBoard?: string | undefined;
  /** Whether the clock is moving. */
  readonly busy?: boolean | undefined;
  readonly notice?: Notice | undefined;
  /** What the last step of the clock did. */
  readonly lastStep?: StepReport | undefined;
};

type Page = Frame & {
  readonly title: string;
  /** What was searched for. */
  readonly searched?: string;
  /** The page's own address: forms come back to it. */
  readonly path: string;
  readonly current: 'courses' | 'planned' | 'emails' | 'attention' | 'connect' | 'search';
  readonly body: Html;
};

/** A whole page: head, the clinic with its clock, and the body. */
export function pageOf(page: Page): string {
  return textOf(html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
${page.busy ? html`<noscript><meta http-equiv="refresh" content="1"></noscript>` : ''}
<title>${page.title} · ${page.clinic.name}</title>
<link rel="icon" href="data:,">
<script src="${PATHS.script}" defer></script>
<style>${raw(STYLE)}${raw(COURSE_STYLE)}${raw(BOARD_STYLE)}</style>
</head>
<body${isLive(page) ? raw(` data-version="${page.version}"`) : ''}>
<a class="skip" href="#main">Skip to the content</a>
${headerOf(page)}
<main id="main">
${page.notice ? noticeOf(page.notice) : ''}${page.lastStep ? stepCard(page.lastStep, page.clinic.timeZone) : ''}
${page.body}
</main>
</body>
</html>
`);
}

/** A page that tells of a mistake is not looked at again by itself: it shows what was typed, and has no address of its own. */
const isLive = ({ notice }: Page): boolean => notice?.tone !== 'error';

function headerOf({
  clinic,
  now,
  emailCount,
  attentionCount,
  staffBoard,
  path,
  current,
  busy,
  searched = '',
}: Page): Html {
  const day = localDateOf(now, clinic.timeZone);
  const tab = (name: Page['current'], href: string, text: string | Html) =>
    html`<a href="${href}"${name === current ? raw(' aria-current="page"') : ''}>${text}</a>`;
  return html`<header class="top"><div class="wide">
<div class="brand"><p class="clinic">${clinic.name}${clinic.delivery === 'rehearsal' ? html` ${chip('amber', 'rehearsal: letters go to the manager')}` : ''}</p>
<nav aria-label="Pages">${tab('courses', PATHS.board, 'Courses')}${tab('planned', PATHS.planned, 'Planned')}${tab('emails', PATHS.emails, `E-mails (${emailCount})`)}${tab('attention', PATHS.attention, attentionCount > 0 ? html`Needs attention ${chip('red', `${attentionCount}`)}` : 'Attention')}${tab('connect', PATHS.connect, 'Connect')}<a href="${PATHS.preview}">Preview</a>${staffBoard === undefined ? '' : html`<a href="${staffBoard}">Sign in as the clinic’s staff</a>`}</nav></div>
<form class="search" role="search" method="get" action="${PATHS.search}"><input type="search" name="q" value="${searched}" aria-label="Search courses, patients and e-mails" placeholder="course, patient, subject"><button>Search</button></form>
<section class="clock" aria-label="Virtual clock">
<p><time datetime="${now}"><span class="day">${dayInWords(day)}</span> <span class="time">${localTimeOf(now, clinic.timeZone)}</span></time>
<span class="zone">virtual time, ${clinic.timeZone}${busy ? html` · <strong role="status">moving …</strong>` : ''}</span></p>
<form method="post" action="${PATHS.clock}"><input type="hidden" name="back" value="${path}">
${STEPS.map(([step, text]) => html`<button name="step" value="${step}"${busy ? raw(' disabled') : ''}>${text}</button>`)}</form>
</section>
</div></header>`;
}

const STEPS = [
  ['wake', 'To the next wake'],
  ['day', '+ 1 day'],
  ['week', '+ 1 week'],
  ['end', 'To the end'],
] as const;

const noticeOf = ({ tone, text, issues = [] }: Notice): Html =>
  html`<div class="notice ${tone}" role="${tone === 'error' ? 'alert' : 'status'}"><p>${text}</p>${
    issues.length > 0
      ? html`<ul>${issues.map(({ path, message }) => html`<li>${path ? html`<code>${path}</code>: ` : ''}${message}</li>`)}</ul>`
      : ''
  }</div>`;
