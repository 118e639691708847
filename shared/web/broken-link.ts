import { html } from 'hono/html';
import type { Clinic, Language } from '../clinic.ts';
import { clinicWords } from '../mail/clinic-words.ts';
import { framed, type Html, withClinic } from './frame.ts';

type Texts = Readonly<
  Record<'broken' | 'rehearsed' | 'failed', { readonly title: string; readonly text: string }>
>;

const TEXTS: Readonly<Record<Language, Texts>> = {
  da: {
    broken: {
      title: 'Linket virker ikke',
      text: 'Måske er det for gammelt, eller der mangler noget af det. Ring til os på {phone}, så hjælper vi dig.',
    },
    rehearsed: {
      title: 'Det er kun en prøve',
      text: 'Klinikken kører prøvedrift, og linket er fra et brev, som ikke er sendt til patienten. Intet er registreret.',
    },
    failed: {
      title: 'Det gik ikke',
      text: 'Vi kunne ikke vise siden lige nu. Prøv igen om lidt, eller ring til os på {phone}.',
    },
  },
  en: {
    broken: {
      title: 'This link does not work',
      text: 'It may be too old, or a part of it may be missing. Call us on {phone}, and we will help you.',
    },
    rehearsed: {
      title: 'This is only a rehearsal',
      text: 'The clinic rehearses, and the link is from a letter that was not sent to the patient. Nothing was recorded.',
    },
    failed: {
      title: 'That did not work',
      text: 'We could not show the page just now. Try again in a moment, or call us on {phone}.',
    },
  },
};

/** What is shown for every link that opens nothing, whatever is wrong with it, in the clinic's language. */
export const brokenLink = (clinic: Clinic): Html => said(clinic, 'broken');

/** What is shown when somebody presses on a page that a rehearsed letter has led to. */
export const rehearsedLink = (clinic: Clinic): Html => said(clinic, 'rehearsed');

/** What is shown when an answer could not be made. */
export const failedPage = (clinic: Clinic): Html => said(clinic, 'failed');

function said(clinic: Clinic, which: keyof Texts): Html {
  const { language } = clinic;
  const { title, text } = TEXTS[language][which];
  return framed(clinic, {
    language,
    title,
    body: html`<section><h1>${title}</h1><p>${withClinic(clinic, text)}</p></section>`,
    footer: html`<p>${clinicWords(clinic).place}</p>`,
  });
}
