import { createHash } from 'node:crypto';
import type { MiddlewareHandler } from 'hono';
import { STYLE } from './style.ts';

const style = createHash('sha256').update(STYLE).digest('base64');

/**
 * What every answer says besides its content: nothing but the page's own style is loaded, nothing keeps it, nobody is
 * told from where a link on it was followed, and no other page shows it.
 */
export const HEADERS: Readonly<Record<string, string>> = {
  'Content-Security-Policy': `default-src 'none'; style-src 'sha256-${style}'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'`,
  'Cache-Control': 'no-store',
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
  'X-Robots-Tag': 'noindex, nofollow',
  'Strict-Transport-Security': 'max-age=31536000',
  'Cross-Origin-Opener-Policy': 'same-origin',
};

/** Puts the headers of every page on an answer. */
export const pageHeaders: MiddlewareHandler = async (context, next) => {
  await next();
  for (const [name, value] of Object.entries(HEADERS)) context.res.headers.set(name, value);
};
