import { html } from 'hono/html';
import { momentInWords } from '../words/dates-in-words.ts';
import type { EmailJson } from '../words/email-json.ts';
import { amount, reminderTitle } from '../words/words.ts';
import { chip, type Html } from './markup.ts';
import { PATHS } from './paths.ts';

const TONES: Readonly<Record<EmailJson['audience'], string>> = {
  patient: 'blue',
  therapist: 'green',
  manager: 'amber',
  clinic: 'amber',
};

/** E-mails in a table, newest first. */
export function emailTable(emails: readonly EmailJson[], timeZone: string): Html {
  if (emails.length === 0) return html`<p class="small">No e-mail has been sent yet.</p>`;
  return html`<table class="stack"><thead><tr><th scope="col">Sent</th><th scope="col">Subject</th><th scope="col">For</th><th scope="col">To</th><th scope="col">About</th></tr></thead><tbody>
${emails.toReversed().map(
  (email) => html`<tr><td class="when">${momentInWords(email.sentAt, timeZone)}</td>
<th scope="row"><a href="${PATHS.email(email.messageId)}">${email.subject}</a></th>
<td>${chip(TONES[email.audience], email.audience)}</td>
<td class="small">${email.to}</td>
<td class="small">${aboutOf(email)}</td></tr>`,
)}</tbody></table>`;
}

/** What an e-mail is about, which its own subject does not tell. */
export function aboutOf({ courseIds, reminders, tasks }: EmailJson): Html {
  const courses = [...new Set(courseIds)];
  const what =
    tasks.length > 0
      ? amount(tasks.length, 'task')
      : [...new Set(reminders.map((key) => reminderTitle({ key })))].join(', ');
  const links = courses.map(
    (courseId, index) => html`${index > 0 ? ', ' : ''}<a href="${PATHS.course(courseId)}">${courseId}</a>`,
  );
  return html`${what}${courses.length > 0 ? html` · ${links}` : ''}`;
}
