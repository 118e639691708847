import { html } from 'hono/html';
import type { Found, SearchedCourse } from '../words/search.ts';
import { emailTable } from './email-list.ts';
import { type Frame, pageOf } from './frame.ts';
import { chip, type Html } from './markup.ts';
import { PATHS } from './paths.ts';

/** A page that lists more helps nobody. */
const MOST_EMAILS = 100;

export type SearchData = Frame & { readonly query: string; readonly found: Found };

/** What was found by the search of the frame: courses, and e-mails. */
export function searchPage(data: SearchData): string {
  const { query, found, clinic } = data;
  const { courses, emails } = found;
  const isNothing = courses.length === 0 && emails.length === 0;
  const body = html`<h1>Search</h1>
<p class="lead">${query === '' ? 'Type the id of a course, a patient’s name, number or initials, or words of a subject.' : html`For “${query}”.`}</p>
${query !== '' && isNothing ? html`<p class="card empty">Nothing was found.</p>` : ''}
${courses.length > 0 ? html`<section class="card"><h2>Courses</h2>${courseTable(courses)}</section>` : ''}
${emails.length > 0 ? html`<section class="card"><h2>E-mails</h2>${emailTable(emails.slice(0, MOST_EMAILS).toReversed(), clinic.timeZone)}${emails.length > MOST_EMAILS ? html`<p class="small">The latest ${MOST_EMAILS} of ${emails.length}.</p>` : ''}</section>` : ''}`;
  const path = `${PATHS.search}?${new URLSearchParams({ q: query })}`;
  return pageOf({ ...data, title: 'Search', searched: query, path, current: 'search', body });
}

const courseTable = (courses: readonly SearchedCourse[]): Html =>
  html`<table class="stack brief"><thead><tr><th scope="col">Course</th><th scope="col">Patient</th><th scope="col">Number</th><th scope="col">Status</th></tr></thead><tbody>
${courses.map(
  ({
    courseId,
    patient,
    status,
  }) => html`<tr><th scope="row"><a href="${PATHS.course(courseId)}">${courseId}</a></th>
<td>${patient ? `${patient.name} (${patient.initials})` : ''}</td><td class="small">${patient?.patientId ?? ''}</td>
<td>${chip(status === 'open' ? 'green' : '', status)}</td></tr>`,
)}</tbody></table>`;
