import { html } from 'hono/html';
import type { Html } from '../../shared/web/frame.ts';

export type { Html };

/** A finished page. Nothing in it is asynchronous. */
export function textOf(page: Html): string {
  if (page instanceof Promise) throw new TypeError('a page holds only finished texts');
  return page.toString();
}

/** The text with a capital letter first. */
export const capital = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1);

/** A few words on a coloured ground; the colour only repeats what the words say. */
export const chip = (tone: string, text: string): Html => html`<span class="chip ${tone}">${text}</span>`;
