import { html } from 'hono/html';
import type { Clinic } from '../../shared/clinic.ts';
import type { StaffMember } from '../../shared/ports/staff-list.ts';
import { framed, type Html } from '../../shared/web/frame.ts';

/** Whoever may be picked. */
export type Person = Pick<StaffMember, 'name' | 'email' | 'role'>;

/** The page on which one picks who one is. Nothing has to be shown for it: it is one machine, and a try. */
export function peoplePage(clinic: Clinic, people: readonly Person[]): Html {
  const button = ({ name, email, role }: Person) =>
    html`<li><form method="post"><input type="hidden" name="email" value="${email}"><button class="second">${name}, ${role}</button></form></li>`;
  const body =
    people.length > 0
      ? html`<p>On this machine anybody is whoever they pick.</p><ul class="tasks">${people.map(button)}</ul>`
      : html`<p>Nobody is on the staff list yet. Add somebody, with <code>AWS_ENDPOINT_URL</code> set as the program tells:
<code>npm run -s cli -- staff add</code>.</p>`;
  return framed(clinic, {
    language: 'en',
    title: 'Who signs in?',
    body: html`<section><h1>Who signs in?</h1>${body}</section>`,
    footer: html`<p>This page stands for the service where the clinic’s staff sign in.</p>`,
  });
}
