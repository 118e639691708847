import type { Html } from './frame.ts';

export const answer = (page: Html, status = 200): Response =>
  new Response(String(page), { status, headers: { 'Content-Type': 'text/html; charset=utf-8' } });

/** On to a page that is asked for anew: loading it again presses nothing. @param path without its host */
export const seeOther = (path: string): Response =>
  new Response(null, { status: 303, headers: { Location: path } });
