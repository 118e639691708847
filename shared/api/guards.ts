import type { MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { Scope } from '../ports/api-tokens.ts';
import { isJsonType } from './body.ts';
import { answerOf, problem, problemOf } from './problem.ts';
import { tokenIn } from './tokens.ts';
import type { ApiTools } from './tools.ts';

const challenged = (status: 401 | 403, detail: string, challenge: string): Response =>
  answerOf(problemOf(status, detail), { 'WWW-Authenticate': challenge });

const REALM = 'Bearer realm="course-reminders"';

/** Lets requests through that bring a token of this clinic's which may do this; before anything else is read. */
export const allowed =
  ({ tokens, count }: ApiTools, scope: Scope): MiddlewareHandler =>
  async ({ req }, next) => {
    const header = req.header('authorization');
    const token = await tokenIn(header, tokens);
    if (!token) {
      count('TokensRefused');
      const challenge = header === undefined ? REALM : `${REALM}, error="invalid_token"`;
      return challenged(401, 'expected a token of this clinic’s: Authorization: Bearer cr_…', challenge);
    }
    if (!token.scopes.includes(scope)) {
      const challenge = `${REALM}, error="insufficient_scope", scope="${scope}"`;
      return challenged(403, `expected a token with the scope ${scope}`, challenge);
    }
    return next();
  };

/** Lets JSON through. */
export const isJson: MiddlewareHandler = async ({ req }, next) =>
  isJsonType(req.header('content-type')) ? next() : problem(415, 'expected Content-Type: application/json');

/** Lets bodies through that have at most so many bytes: a larger one is refused before it is read. */
export const noLargerThan = (bytes: number): MiddlewareHandler =>
  bodyLimit({ maxSize: bytes, onError: () => problem(413, `expected at most ${bytes} bytes`) });

/** What a path takes, to a request by any other method. */
export const onlyBy = (methods: string) => (): Response =>
  answerOf(problemOf(405, `expected ${methods}`), { Allow: methods });
