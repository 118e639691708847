import type { Clinic, Language } from '../../shared/clinic.ts';
import type { SentMail } from './memory-clinic.ts';

/** How a mail travels; a page has none of it. */
export type Envelope = {
  readonly from: string;
  readonly replyTo: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly files: readonly string[];
};

/** A whole HTML document that somebody reads, and how it reached him if it is a mail. */
export type Shown = { readonly html: string; readonly mail: Envelope | null };

/** What the entries of a preview are about, in the order in which they stand. */
export const GROUPS = [
  'Letters to patients',
  'Mails to the clinic',
  'Pages of patients',
  'Pages of the clinic',
] as const;
export type Group = (typeof GROUPS)[number];

/** One mail or page in one situation, in each language. */
export type Entry = {
  /** Names its files: letters, digits and hyphens. */
  readonly id: string;
  readonly group: Group;
  readonly title: string;
  /** Null where the clinic's settings bring none about. */
  readonly shown: Readonly<Record<Language, Shown | null>>;
};

export const LANGUAGES = ['da', 'en'] as const satisfies readonly Language[];

/** The clinic as its stories need it: their days are invented, so that its own closures and stops would only cut them. */
export const asTold = (clinic: Clinic, language: Language, closures: Clinic['closures'] = []): Clinic => ({
  ...clinic,
  language,
  closures,
  sendNothingBefore: undefined,
  delivery: 'live',
});

/** A mail as its reader sees it. */
export const shownMail = ({ sender, replyTo }: Clinic, { to, email }: SentMail): Shown => ({
  html: email.html,
  mail: {
    from: `${sender.name} <${sender.address}>`,
    replyTo,
    to,
    subject: email.subject,
    text: email.text,
    headers: email.headers,
    files: email.attachments.map(({ name }) => name),
  },
});
