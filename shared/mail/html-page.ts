/** A row of a list of tasks; `mark` is a word such as `NY`, or null. */
export type TaskRow = {
  readonly mark: string | null;
  readonly task: string;
  readonly due: string;
  readonly overdue: string;
};

/** One piece of an e-mail. Its strings are clean lines, not yet escaped for any format. */
export type Block =
  | { readonly kind: 'heading'; readonly level: 2 | 3; readonly text: string }
  | { readonly kind: 'paragraph'; readonly text: string }
  | { readonly kind: 'facts'; readonly rows: readonly (readonly [label: string, value: string])[] }
  | { readonly kind: 'action'; readonly label: string; readonly url: string }
  | {
      readonly kind: 'tasks';
      readonly columns: { readonly task: string; readonly due: string; readonly overdue: string };
      readonly rows: readonly TaskRow[];
    };

/** An e-mail before it becomes plain text and HTML. A line is drawn between sections. */
export type Page = {
  readonly language: 'da' | 'en';
  readonly subject: string;
  readonly brand: string;
  readonly sections: readonly (readonly Block[])[];
  readonly signature: readonly string[];
  readonly footer: readonly string[];
};

export const paragraph = (text: string): Block => ({ kind: 'paragraph', text });
