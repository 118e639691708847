/** One cell or line; `mark` is a word such as `NY` before it, or null. */
export type Marked = { readonly mark: string | null; readonly text: string };

/** A row of a table: what it is about, then the other columns. */
export type Row = { readonly head: Marked; readonly cells: readonly string[] };

/** One piece of an e-mail. Its strings are clean lines, not yet escaped for any format. */
export type Block =
  | { readonly kind: 'heading'; readonly level: 2 | 3; readonly text: string }
  | { readonly kind: 'paragraph'; readonly text: string }
  | { readonly kind: 'facts'; readonly rows: readonly (readonly [label: string, value: string])[] }
  | { readonly kind: 'action'; readonly label: string; readonly url: string }
  | { readonly kind: 'list'; readonly items: readonly Marked[] }
  | { readonly kind: 'table'; readonly columns: readonly string[]; readonly rows: readonly Row[] };

/** An e-mail before it becomes plain text and HTML. A line is drawn between sections. */
export type Page = {
  readonly language: 'da' | 'en';
  readonly subject: string;
  /** What mailboxes show beside the subject. */
  readonly preview: string;
  readonly brand: string;
  readonly sections: readonly (readonly Block[])[];
  readonly signature: readonly string[];
  readonly footer: readonly string[];
  /** A telephone number as it stands in the texts, and the address that dials it; null for a mail without one. */
  readonly phone: { readonly text: string; readonly url: string } | null;
};

export const paragraph = (text: string): Block => ({ kind: 'paragraph', text });
