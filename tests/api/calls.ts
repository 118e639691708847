import { ADDRESS, type Signing, signed } from '../../local/clinic/form-provider.ts';
import { apiApp } from '../../shared/api/app.ts';
import { freshSecret } from '../../shared/api/signature.ts';
import { freshToken } from '../../shared/api/tokens.ts';
import type { Clinic } from '../../shared/clinic.ts';
import { toInstant } from '../../shared/core/time/instant.ts';
import { advance } from '../../shared/course/advance.ts';
import { createLinks } from '../../shared/links/links.ts';
import type { Scope } from '../../shared/ports/api-tokens.ts';
import { firstOf, rotatedTo } from '../../shared/ports/key-pair.ts';
import type { WebhookSecret } from '../../shared/ports/webhook-secrets.ts';
import { inMemoryKeys, inMemoryLinkKeys } from '../support/in-memory-keys.ts';
import { inMemoryTokens } from '../support/in-memory-tokens.ts';
import { inMemoryWorklist } from '../support/in-memory-worklist.ts';
import { Shell } from '../support/shell.ts';
import { expectDocumented } from './documented.ts';

export const ANSWERED_AT = toInstant('2026-03-02T10:00:00Z');

/** A clinic's API over a store in memory, at the time of the calls. */
export async function clinicApi(clinic?: Clinic) {
  const shell = new Shell(ANSWERED_AT, clinic);
  const counted: string[] = [];
  const failures: unknown[] = [];
  const secrets = inMemoryKeys<WebhookSecret>();
  const { secret } = freshSecret();
  await secrets.write(firstOf({ secret }));
  const { clinicId } = shell.clinic;
  const tokens = inMemoryTokens();
  const linkKeys = inMemoryLinkKeys();
  const linksOf = (id: string) => createLinks({ store: linkKeys, clinicId: id, now: () => shell.now });
  const { deliver: _, ...tools } = shell.tools();
  const app = apiApp({
    clinic: shell.clinic,
    links: linksOf(clinicId),
    secrets,
    tokens,
    store: shell.store,
    worklists: inMemoryWorklist(() => shell.store.items()),
    record: (courseId, events) => advance(tools, courseId, { kind: 'events', events }),
    now: () => shell.now,
    count: (what, howMany = 1) => counted.push(...Array.from({ length: howMany }, () => what)),
    failed: (error) => failures.push(error),
  });
  /** Asks, and holds the answer to the OpenAPI document. */
  const request = async (path: string, init: RequestInit = {}): Promise<Response> => {
    const answer = await app.request(path, init);
    await expectDocumented(init.method ?? 'GET', path, answer);
    return answer;
  };
  const post = async (body: string | Uint8Array, headers: Readonly<Record<string, string>>) => {
    const answer = await request(ADDRESS, { method: 'POST', body, headers });
    const text = await answer.text();
    return {
      status: answer.status,
      type: answer.headers.get('content-type'),
      text,
      problem: text && JSON.parse(text),
    };
  };
  return {
    app,
    request,
    tokens,
    /** A token of this clinic's, and the headers of a request with it. */
    async bearer(...scopes: readonly Scope[]) {
      const { text, token } = freshToken('a test', scopes, shell.now);
      await tokens.add(token);
      return { authorization: `Bearer ${text}`, 'content-type': 'application/json' };
    },
    shell,
    counted,
    failures,
    secret,
    secrets,
    linksOf,
    links: linksOf(clinicId),
    post,
    /** Calls as a provider does; the body is sent as it was signed. */
    call(json: unknown, signing: Partial<Signing> = {}) {
      const body = typeof json === 'string' ? json : JSON.stringify(json);
      return post(body, signed(body, { secret, at: shell.now, ...signing }));
    },
    /** Gives the clinic another secret. */
    async rotate() {
      const known = await secrets.load();
      const fresh = freshSecret();
      if (known) await secrets.write(rotatedTo(known, fresh, shell.now));
      return fresh.secret;
    },
    events: async (courseId = 'C-1') => (await shell.store.load(courseId)).events.map(({ event }) => event),
  };
}
