import { html } from 'hono/html';
import type { Clinic } from '../../clinic.ts';
import { clinicWords } from '../../mail/clinic-words.ts';
import { PATHS } from '../board/paths.ts';
import { framed, type Html } from '../frame.ts';
import { SIGN_IN_TEXTS, type SignInSaying } from './texts.ts';

/** A page for whoever is not signed in. @param email whose it is, where it says so */
export function signInSays(clinic: Clinic, which: SignInSaying, email = ''): Html {
  const { language } = clinic;
  const texts = SIGN_IN_TEXTS[language];
  const { title, text, button } = texts.says[which];
  return framed(clinic, {
    language,
    title,
    body: html`<section><h1>${title}</h1><p>${text.replaceAll('{email}', () => email)}</p>
<p><a class="button" href="${PATHS.signIn}">${button ?? texts.signIn}</a></p></section>`,
    footer: html`<p>${clinicWords(clinic).place}</p>`,
  });
}
