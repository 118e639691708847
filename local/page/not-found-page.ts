import { html } from 'hono/html';
import { type Frame, pageOf } from './frame.ts';
import { PATHS } from './paths.ts';

/** The answer to an address at which there is nothing: says so, and leads back. */
export const notFoundPage = (frame: Frame): string =>
  pageOf({
    ...frame,
    title: 'Not found',
    path: PATHS.board,
    current: 'courses',
    body: html`<h1>There is nothing here</h1>
<p class="lead">No course, e-mail or page has this address; a course may have been erased.
<a href="${PATHS.board}">All courses</a> or <a href="${PATHS.emails}">all e-mails</a>.</p>`,
  });
