import { STATUS_CODES } from 'node:http';
import type { EventIssue } from '../core/events/parse-event.ts';

/** What every answer says besides its content: nothing keeps it. */
const HEADERS = {
  'Cache-Control': 'no-store',
  'X-Content-Type-Options': 'nosniff',
  'Strict-Transport-Security': 'max-age=31536000',
} as const;

/**
 * Why a request was not taken, for a program (RFC 9457).
 * @param detail one sentence, without a value that was sent
 * @param issues each wrong field and what was expected
 */
export function problem(status: number, detail: string, issues?: readonly EventIssue[]): Response {
  const told = {
    type: 'about:blank',
    title: STATUS_CODES[status],
    status,
    detail,
    ...(issues && { issues }),
  };
  return new Response(JSON.stringify(told), {
    status,
    headers: {
      ...HEADERS,
      'Content-Type': 'application/problem+json',
      // RFC 9110 wants to be told of a scheme; this one has no registered name.
      ...(status === 401 && { 'WWW-Authenticate': 'StandardWebhooks' }),
    },
  });
}

/** Taken; there is nothing to say. */
export const taken = (): Response => new Response(null, { status: 204, headers: HEADERS });
