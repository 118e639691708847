/** The form of a page whose button says so. */
export function formOf(html: string, label: string) {
  const form = findForm(html, label);
  if (!form) throw new Error(`the page has no button ${label}`);
  return form;
}

/** … null when there is none. */
export function findForm(html: string, label: string) {
  const forms = [...html.matchAll(/<form method="post" action="([^"]+)">([\s\S]*?)<\/form>/g)];
  const found = forms.find(([, , inside]) => new RegExp(`<button[^>]*>${label}</button>`).test(inside ?? ''));
  if (!found) return null;
  const [, action = '', inside = ''] = found;
  const inputs = [...inside.matchAll(/<input[^>]*>/g)].map(([tag]) => tag);
  const attribute = (tag: string, name: string) => new RegExp(` ${name}="([^"]*)"`).exec(tag)?.[1] ?? '';
  const isChosen = (tag: string) =>
    !['radio', 'checkbox'].includes(attribute(tag, 'type')) || / checked/.test(tag);
  const selects = [...inside.matchAll(/(<select[^>]*>)([\s\S]*?)<\/select>/g)].map(
    ([, tag = '', options = '']) => {
      const all = [...options.matchAll(/<option[^>]*>/g)].map(([option]) => option);
      const chosen = all.find((option) => / selected/.test(option)) ?? all[0] ?? '';
      return [attribute(tag, 'name'), attribute(chosen, 'value')] as const;
    },
  );
  const texts = [...inside.matchAll(/(<textarea[^>]*>)([\s\S]*?)<\/textarea>/g)].map(
    ([, tag = '', text = '']) => [attribute(tag, 'name'), text] as const,
  );
  const fields = Object.fromEntries([
    ...inputs.filter(isChosen).map((tag) => [attribute(tag, 'name'), attribute(tag, 'value')] as const),
    ...selects,
    ...texts,
  ]);
  return { action, fields };
}
