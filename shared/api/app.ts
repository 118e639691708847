import { Hono } from 'hono';
import type * as z from 'zod';
import { answer } from '../web/answer.ts';
import { pageHeaders } from '../web/headers.ts';
import type { health } from './answers.ts';
import { readJson } from './body.ts';
import { showCourse } from './courses.ts';
import { takeEvents } from './events.ts';
import { allowed, isJson, noLargerThan, onlyBy } from './guards.ts';
import { answerOf, json, problem, problemOf } from './problem.ts';
import { takeAnswer } from './questionnaire-answers.ts';
import { isSignedWith, readSignature } from './signature.ts';
import type { ApiTools } from './tools.ts';
import { showWorklist } from './worklist.ts';

/** Where form providers tell that a questionnaire was answered. */
export const ANSWERS_PATH = '/v1/questionnaire-answers';

/** Far more than a call needs: answers that are sent along are not read, but they come. */
const MOST_BYTES_OF_ANSWERS = 256 * 1024;
/** As many events as a request may bring, each as long as one can be. */
const MOST_BYTES_OF_EVENTS = 512 * 1024;

const documentOf = async () => (await import('./openapi.json', { with: { type: 'json' } })).default;

const unsigned = () =>
  // RFC 9110 wants to be told of a scheme; this one has no registered name.
  answerOf(
    problemOf(401, 'expected a signature by this clinic’s secret that is less than five minutes old'),
    {
      'WWW-Authenticate': 'StandardWebhooks',
    },
  );

/** What programs of others tell and ask a clinic. */
export function apiApp(tools: ApiTools): Hono {
  const app = new Hono();
  app.get('/v1/health', () => json({ status: 'ok', now: tools.now() } satisfies z.output<typeof health>));
  app.all('/v1/health', onlyBy('GET'));
  // Whoever builds on the API reads these, and nobody else: they are loaded when they are asked for.
  app.get('/v1/openapi.json', async () => json(await documentOf()));
  app.get('/v1/reference', pageHeaders(), async () => {
    const { referencePage } = await import('./reference-page.ts');
    return answer(referencePage(tools.clinic, await documentOf()));
  });
  app.post(
    '/v1/events',
    allowed(tools, 'events:write'),
    noLargerThan(MOST_BYTES_OF_EVENTS),
    isJson,
    async ({ req }) => {
      const read = readJson(new Uint8Array(await req.arrayBuffer()));
      return read.ok ? takeEvents(tools, read.json) : answerOf(read.problem);
    },
  );
  app.all('/v1/events', onlyBy('POST'));
  app.get('/v1/courses/:courseId', allowed(tools, 'courses:read'), ({ req }) =>
    showCourse(tools, req.param('courseId')),
  );
  app.all('/v1/courses/:courseId', onlyBy('GET'));
  app.get('/v1/worklist', allowed(tools, 'courses:read'), ({ req }) => showWorklist(tools, req.query()));
  app.all('/v1/worklist', onlyBy('GET'));
  app.post(ANSWERS_PATH, noLargerThan(MOST_BYTES_OF_ANSWERS), async ({ req }) => {
    const body = new Uint8Array(await req.arrayBuffer());
    const callId = await signedIn(tools, (name) => req.header(name), body);
    return callId === null ? unsigned() : takeAnswer(tools, callId, new TextDecoder().decode(body));
  });
  app.all(ANSWERS_PATH, onlyBy('POST'));
  app.notFound(() => problem(404, 'there is nothing at this address'));
  app.onError((error) => {
    tools.failed(error);
    return problem(500, 'this could not be taken just now; send it again');
  });
  return app;
}

/** The id of a call that was signed by the clinic's secret; null, whatever is wrong with it. */
async function signedIn(
  { secrets, now, count }: ApiTools,
  header: (name: string) => string | undefined,
  body: Uint8Array,
): Promise<string | null> {
  const signature = readSignature(header, now());
  const keys = signature && (await secrets.load());
  const known = keys ? [keys.current, ...(keys.former ? [keys.former] : [])] : [];
  if (signature && isSignedWith(known, signature, body)) return signature.id;
  count('UnsignedCalls');
  return null;
}
