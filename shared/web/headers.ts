import { createHash } from 'node:crypto';
import type { MiddlewareHandler } from 'hono';
import { STYLE } from './style.ts';

/**
 * What every answer says besides its content: nothing but the page's own styles is loaded, nothing keeps it, nobody is
 * told from where a link on it was followed, and no other page shows it.
 */
const headersOf = (styles: readonly string[]): Readonly<Record<string, string>> => ({
  'Content-Security-Policy': `default-src 'none'; style-src ${styles.map(sourceOf).join(' ')}; form-action 'self'; frame-ancestors 'none'; base-uri 'none'`,
  'Cache-Control': 'no-store',
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
  'X-Robots-Tag': 'noindex, nofollow',
  'Strict-Transport-Security': 'max-age=31536000',
  'Cross-Origin-Opener-Policy': 'same-origin',
});

const sourceOf = (style: string) => `'sha256-${createHash('sha256').update(style).digest('base64')}'`;

/** Puts the headers of every page on an answer. @param styles what some of the app's pages look like besides */
export function pageHeaders(styles: readonly string[] = []): MiddlewareHandler {
  const headers = Object.entries(headersOf([STYLE, ...styles]));
  return async (context, next) => {
    await next();
    for (const [name, value] of headers) context.res.headers.set(name, value);
  };
}
