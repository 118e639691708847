import { expect, test } from 'vitest';
import { type Email, renderPatientEmail } from '../../shared/mail/index.ts';
import { STYLE } from '../../shared/mail/style.ts';
import { appointment, booking, clinic, letter, questionnaires, render } from './letters.ts';

test('the document tells its language, title and colour schemes', () => {
  const { html } = render([appointment()], { language: 'en' });
  expect(html).toMatch(/^<!doctype html>\n<html lang="en" dir="ltr">/);
  expect(html).toContain('<meta charset="utf-8">');
  expect(html).toContain('<meta name="viewport" content="width=device-width, initial-scale=1">');
  expect(html).toContain('<meta name="color-scheme" content="light dark">');
  expect(html).toContain('<title>Your appointment on Thursday 5 March at 09:30</title>');
  expect(render([appointment()]).html).toContain('<html lang="da"');
});

test('every text of the plain part is in the document', () => {
  const { html, text } = render([appointment(), questionnaires(), booking()]);
  const shown = html
    .replace(/<(style|title)[\s\S]*?<\/\1>/g, '')
    .replaceAll('</a>', '')
    .replace(/<[^>]*>/g, ' ');
  const words = (all: string) =>
    all
      .replaceAll('&nbsp;', ' ')
      .replace(/https:\S+|[-:]+/g, ' ')
      .split(/\s+/)
      .filter(Boolean);
  const inDocument = new Set(words(shown));
  expect(words(text).filter((word) => !inDocument.has(word))).toEqual([]);
});

test('links are real, with their places filled and encoded', () => {
  const email = renderPatientEmail(
    clinic({ questionnaireUrl: "https://x.example/?c={courseId}&v={visit}&again={courseId}&q='" }),
    letter([questionnaires()], { courseId: "a:b/$&'" }),
  );
  expect(email.text).toContain("\nhttps://x.example/?c=a%3Ab%2F%24%26'&v=2&again=a%3Ab%2F%24%26'&q='\n");
  expect(email.html).toContain(
    'href="https://x.example/?c=a%3Ab%2F%24%26&#39;&amp;v=2&amp;again=a%3Ab%2F%24%26&#39;&amp;q=&#39;"',
  );
});

test('a link holds no space or hidden character', () => {
  const hidden = clinic({ bookingUrl: 'https://x.example/\u202e\u00a0a b' });
  const { text, html } = renderPatientEmail(hidden, letter([booking()]));
  expect(text).toContain('\nhttps://x.example/ab\n');
  expect(html).toContain('href="https://x.example/ab"');
});

test('days, times and numbers are held together in the document, and plain text has ordinary spaces', () => {
  const { html, text, subject } = render([appointment(), booking()]);
  expect(html).toContain('torsdag den 5.&nbsp;marts&nbsp;2026 kl.&nbsp;9.30 (ca.&nbsp;45&nbsp;minutter)');
  expect(html).toContain('mellem torsdag den 26.&nbsp;marts og mandag den 13.&nbsp;april&nbsp;2026.');
  expect(html + text + subject).not.toContain('\u00a0');
});

test('the telephone number can be dialled wherever it stands', () => {
  const { html } = render([appointment()]);
  const link = /<a class="link" href="tel:\+4555550123" [^>]*>\+45&nbsp;55&nbsp;55&nbsp;01&nbsp;23<\/a>/g;
  expect(html.match(link)).toHaveLength(2);
  expect(html.replace(link, '')).not.toContain('55&nbsp;01');
  const spoken = renderPatientEmail(clinic({ phone: 'receptionen' }), letter([appointment()]));
  expect(spoken.html).not.toContain('tel:');
});

test('mailboxes show what the e-mail is about, not its greeting', () => {
  const preview = (email: Email) => /<div style="display:none[^"]*">(.*?)<\/div>/.exec(email.html)?.[1];
  expect(preview(render([appointment()]))).toBe(
    'torsdag den 5.&nbsp;marts&nbsp;2026 kl.&nbsp;9.30 (ca.&nbsp;45&nbsp;minutter), Havnens Fysioterapi, Eksempelvej 12, 8000 Aarhus C',
  );
  expect(preview(render([booking()]))).toBe(
    'Det er ved at være tid til dit næste besøg hos os. Vil du bestille en tid?',
  );
});

test('only tables for layout are hidden from screen readers', () => {
  const { html } = render([appointment()]);
  expect(html.match(/<table role="presentation"/g)).toHaveLength(2);
  expect(html).toMatch(/<table class="facts"[^>]*><tr><th scope="row"[^>]*>Tid<\/th><td/);
});

test('every pair of colours reaches 7:1', () => {
  const pairs: readonly (readonly [string, string])[] = [
    [STYLE.body, '#f2f5f5'],
    [STYLE.brand, '#ffffff'],
    [STYLE.label, '#eaf1f2'],
    [STYLE.footer, '#ffffff'],
    [STYLE.button, '#0b5563'],
    [STYLE.mark, '#0b5563'],
  ];
  for (const [style, background] of pairs) {
    const ink = /(?:^|;)color:(#[0-9a-f]{6})/.exec(style)?.[1] ?? '';
    expect(contrast(ink, background), style).toBeGreaterThan(7);
  }
});

function contrast(a: string, b: string): number {
  const [dark, light] = [luminance(a), luminance(b)].toSorted((x, y) => x - y);
  return ((light ?? 0) + 0.05) / ((dark ?? 1) + 0.05);
}

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5]
    .map((at) => Number.parseInt(colour.slice(at, at + 2), 16) / 255)
    .map((part) => (part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
