import type { Typed } from './read-form.ts';

/** No form of ours is longer. */
const LONGEST_FORM = 40_000;

/** What a form was sent with; nothing of one that is longer than any of ours. */
export async function typedIn(request: { text(): Promise<string> }): Promise<Typed> {
  const body = await request.text();
  const fields = new URLSearchParams(body.length > LONGEST_FORM ? '' : body);
  return (name) => fields.get(name) ?? '';
}
