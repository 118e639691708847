import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { problem } from './problem.ts';
import { takeAnswer } from './questionnaire-answers.ts';
import { isSignedWith, readSignature } from './signature.ts';
import type { ApiTools } from './tools.ts';

/** Where form providers tell that a questionnaire was answered. */
export const ANSWERS_PATH = '/v1/questionnaire-answers';

/** Far more than a call needs: answers that are sent along are not read, but they come. */
const MOST_BYTES = 256 * 1024;

const unsigned = () =>
  problem(401, 'expected a signature by this clinic’s secret that is less than five minutes old');

/** What programs of others tell a clinic. */
export function apiApp(tools: ApiTools): Hono {
  const app = new Hono();
  const tooLarge = () => problem(413, `expected at most ${MOST_BYTES} bytes`);
  app.post(ANSWERS_PATH, bodyLimit({ maxSize: MOST_BYTES, onError: tooLarge }), async ({ req }) => {
    const body = new Uint8Array(await req.arrayBuffer());
    const callId = await signedIn(tools, (name) => req.header(name), body);
    return callId === null ? unsigned() : takeAnswer(tools, callId, new TextDecoder().decode(body));
  });
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
