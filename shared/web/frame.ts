import { html, raw } from 'hono/html';
import type { Clinic, Language } from '../clinic.ts';
import { clinicWords } from '../mail/clinic-words.ts';
import { STYLE } from './style.ts';

/** A piece of a page; every text in it is escaped. */
export type Html = ReturnType<typeof html>;

/** A page that people reach by the web; its texts are escaped where they are put in. */
export type WebPage = {
  readonly language: Language;
  readonly title: string;
  readonly body: Html;
  readonly footer: Html;
  /** What stands beside the clinic's name. */
  readonly top?: Html;
  /** A class by which one of `styles` knows the page. */
  readonly look?: string;
  /** What it looks like besides; the headers of its app must allow each. */
  readonly styles?: readonly string[];
};

/** A whole page with the clinic's name above it. It needs no script and loads nothing. */
export const framed = (
  clinic: Clinic,
  { language, title, body, footer, top, look, styles = [] }: WebPage,
): Html =>
  html`<!doctype html>
<html lang="${language}" dir="ltr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<title>${title}</title>
${[STYLE, ...styles].map((style) => html`<style>${raw(style)}</style>`)}
</head>
<body${look === undefined ? '' : html` class="${look}"`}>
<header><p>${clinicWords(clinic).name}</p>${top ?? ''}</header>
<main>
${body}
</main>
<footer>${footer}</footer>
</body>
</html>
`;

/** A text with the clinic's name, and with its telephone number as something to press. */
export function withClinic(clinic: Clinic, text: string): Html {
  const { name, phone, dial } = clinicWords(clinic);
  const number = dial === null ? html`${phone}` : html`<a href="${dial}">${phone}</a>`;
  const parts = text.replaceAll('{clinic}', () => name).split('{phone}');
  return html`${parts.map((part, index) => (index === 0 ? part : html`${number}${part}`))}`;
}
