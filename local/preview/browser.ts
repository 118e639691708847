import type { Hono } from 'hono';

/** Reads pages, and presses buttons on them, as a browser without scripts does. */
export type Browser = {
  readonly read: (address: string) => Promise<string>;
  /** Presses a button of a page, and reads what comes then. @param press what its form sends as `press` */
  readonly press: (html: string, press: string, typed?: Readonly<Record<string, string>>) => Promise<string>;
};

export function browserOf(app: Hono): Browser {
  const read = async (address: string) => (await app.request(address)).text();
  return {
    read,
    async press(html, press, typed = {}) {
      const { action, fields } = formIn(html, press);
      const body = new URLSearchParams({ ...fields, ...typed });
      const answer = await app.request(action, { method: 'POST', body });
      const place = answer.headers.get('location');
      return place === null ? answer.text() : read(place);
    },
  };
}

/** The form that sends a press, with what it sends unseen. @throws RangeError when the page has none */
function formIn(html: string, press: string) {
  const forms = [...html.matchAll(/<form method="post" action="([^"]+)">([\s\S]*?)<\/form>/g)];
  const [, action = '', inside = ''] =
    forms.find(([, , each = '']) => each.startsWith(`<input type="hidden" name="press" value="${press}"`)) ??
    [];
  if (action === '') throw new RangeError(`the page has no button for ${press}`);
  const sent = [...inside.matchAll(/<input type="hidden" name="(\w+)" value="([^"]*)">/g)];
  return { action, fields: Object.fromEntries(sent.map(([, name = '', value = '']) => [name, value])) };
}
