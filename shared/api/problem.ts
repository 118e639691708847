import { STATUS_CODES } from 'node:http';
import type * as z from 'zod';
import type { EventIssue } from '../core/events/parse-event.ts';
import type { problem as problemAnswer } from './answers.ts';

/** What every answer says besides its content: nothing keeps it. */
const HEADERS = {
  'Cache-Control': 'no-store',
  'X-Content-Type-Options': 'nosniff',
  'Strict-Transport-Security': 'max-age=31536000',
} as const;

/** Why something was not taken, for a program (RFC 9457). */
export type Problem = z.output<typeof problemAnswer>;

/** @param detail one sentence, without a value that was sent */
export const problemOf = (status: number, detail: string, issues?: readonly EventIssue[]): Problem => ({
  type: 'about:blank',
  title: STATUS_CODES[status] ?? '',
  status,
  detail,
  issues,
});

/**
 * A problem as an answer.
 * @param headers with status 401 RFC 9110 wants `WWW-Authenticate`
 */
export const answerOf = <P extends Problem>(problem: P, headers: Readonly<Record<string, string>> = {}) =>
  new Response(JSON.stringify(problem), {
    status: problem.status,
    headers: { ...HEADERS, 'Content-Type': 'application/problem+json', ...headers },
  });

/** Why a request was not taken. */
export const problem = (status: number, detail: string, issues?: readonly EventIssue[]): Response =>
  answerOf(problemOf(status, detail, issues));

/** Taken; there is nothing to say. */
export const taken = (): Response => new Response(null, { status: 204, headers: HEADERS });

/** What was asked for. */
export const json = (value: unknown, status = 200): Response =>
  new Response(JSON.stringify(value), {
    status,
    headers: { ...HEADERS, 'Content-Type': 'application/json' },
  });
