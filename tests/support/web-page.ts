/** The form of a page whose button says so. */
export function formOf(html: string, label: string) {
  const forms = [...html.matchAll(/<form method="post" action="([^"]+)">([\s\S]*?)<\/form>/g)];
  const found = forms.find(([, , inside]) => new RegExp(`<button[^>]*>${label}</button>`).test(inside ?? ''));
  if (!found) throw new Error(`the page has no button ${label}`);
  const [, action = '', inside = ''] = found;
  const inputs = [...inside.matchAll(/<input[^>]*>/g)].map(([tag]) => tag);
  const attribute = (tag: string, name: string) => new RegExp(` ${name}="([^"]*)"`).exec(tag)?.[1] ?? '';
  const sent = inputs.filter((tag) => attribute(tag, 'type') !== 'radio' || / checked/.test(tag));
  const fields = Object.fromEntries(sent.map((tag) => [attribute(tag, 'name'), attribute(tag, 'value')]));
  return { action, fields };
}

/** What a reader of a page sees: its words, without marks and style. */
export const wordsOf = (html: string): string =>
  html
    .replace(/<style>[\s\S]*?<\/style>/g, '')
    .replace(/<[^>]+>/g, ' ')
    .replace(/&nbsp;|\u00a0/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
