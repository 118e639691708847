import type { Context } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import * as z from 'zod';
import { addMinutes, type Instant } from '../../core/time/instant.ts';
import { decrypted, encrypted } from '../../links/encrypted.ts';
import type { Begun } from './issuer.ts';
import type { SignInTools } from './tools.ts';

/** A working day. Nobody is signed in longer without showing anew who they are. */
const SESSION_MINUTES = 12 * 60;
/** Until a code has come by e-mail, and somebody has typed it. */
const BEGUN_MINUTES = 15;
const MINUTE_SECONDS = 60;

const SESSION = 'staff';
const BEGUN = 'signing-in';

/** Whose a session is, and how often they had signed out when it began. */
export type Session = { readonly staffId: string; readonly email: string; readonly signOuts: number };
/** A sign-in that has begun, and the path to show when it is done. */
export type Beginning = Begun & { readonly to: string };

const session = z.object({ staffId: z.string(), email: z.string(), signOuts: z.int() });
const beginning = z.object({ state: z.string(), nonce: z.string(), verifier: z.string(), to: z.string() });

type CookieTools = Pick<SignInTools, 'clinic' | 'keys' | 'now'>;

/** Keeps a session in the browser until it is closed, and never longer than a working day. */
export const keepSession = (context: Context, tools: CookieTools, { staffId, email, signOuts }: Session) =>
  keep(context, tools, SESSION, { staffId, email, signOuts }, addMinutes(tools.now(), SESSION_MINUTES));

/** The session that a request shows; null when it shows none of this clinic's, or one that is over. */
export const sessionIn = (context: Context, tools: CookieTools): Promise<Session | null> =>
  read(context, tools, SESSION, session);

export const endSession = (context: Context): void => drop(context, SESSION);

/** Remembers what has begun, in the browser in which it has begun. */
export const keepBeginning = (
  context: Context,
  tools: CookieTools,
  { state, nonce, verifier, to }: Beginning,
) =>
  keep(context, tools, BEGUN, { state, nonce, verifier, to }, addMinutes(tools.now(), BEGUN_MINUTES), {
    maxAge: BEGUN_MINUTES * MINUTE_SECONDS,
  });

/** What has begun in this browser, which counts once; null when nothing has, or it is too long ago. */
export async function takeBeginning(context: Context, tools: CookieTools): Promise<Beginning | null> {
  const found = await read(context, tools, BEGUN, beginning);
  drop(context, BEGUN);
  return found;
}

/** No script reads it, no other site sends it with a press, and only this very host gets it. */
const ATTRIBUTES = { prefix: 'host', path: '/', secure: true, httpOnly: true, sameSite: 'Lax' } as const;

/** A session of one clinic is nothing at another, and nothing of one kind is of use as the other. */
const audienceOf = ({ clinic }: CookieTools, kind: string) => `${clinic.clinicId} ${kind}`;

async function keep(
  context: Context,
  tools: CookieTools,
  kind: string,
  claims: Readonly<Record<string, string | number>>,
  until: Instant,
  lasting: { readonly maxAge?: number } = {},
): Promise<void> {
  const sealed = await encrypted(claims, await tools.keys.toSeal(), audienceOf(tools, kind), until);
  setCookie(context, kind, sealed, { ...ATTRIBUTES, ...lasting });
}

async function read<T>(
  context: Context,
  tools: CookieTools,
  kind: string,
  schema: z.ZodType<T>,
): Promise<T | null> {
  const sealed = getCookie(context, kind, 'host');
  if (sealed === undefined) return null;
  const claims = await decrypted(sealed, await tools.keys.toOpen(), audienceOf(tools, kind), tools.now());
  return schema.safeParse(claims).data ?? null;
}

const drop = (context: Context, kind: string): void => {
  deleteCookie(context, kind, ATTRIBUTES);
};
