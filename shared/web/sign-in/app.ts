import { type Context, Hono } from 'hono';
import type { AccessKind } from '../../ports/access-log.ts';
import { emailKey, type StaffMember } from '../../ports/staff-list.ts';
import { answer } from '../answer.ts';
import { BOARD, PATHS } from '../board/paths.ts';
import { pageHeaders } from '../headers.ts';
import { endSession, keepBeginning, keepSession, takeBeginning } from './cookies.ts';
import { memberOf, ownFormsOnly } from './door.ts';
import { signInSays } from './pages.ts';
import type { SignInTools } from './tools.ts';

/** No path of ours is longer. */
const LONGEST_PATH = 500;
const SIGN_OUT_TRIES = 5;

/**
 * The board with its door: where staff sign in and out, and behind it the pages that `board` answers for. A GET changes
 * nothing at the clinic; presses are taken from our own pages only.
 */
export function withSignIn(tools: SignInTools, board: Pick<Hono, 'fetch'>): Hono {
  const { clinic, issuer } = tools;
  const app = new Hono();
  app.use(async (context, next) => {
    await next();
    // Without a referrer a browser does not say from which page a form comes, and then we could not take it.
    context.res.headers.set('Referrer-Policy', 'same-origin');
  });
  const headers = pageHeaders();
  for (const path of [PATHS.signIn, PATHS.signedIn, PATHS.signOut, PATHS.signedOut]) app.use(path, headers);
  app.use(ownFormsOnly(tools));
  app.get(PATHS.signIn, async (context) => {
    const { address, begun } = await issuer.begin(returnAddress(context));
    await keepBeginning(context, tools, { ...begun, to: pathIn(context.req.query('to'), context) });
    return context.redirect(address, 303);
  });
  app.get(PATHS.signedIn, (context) => comeBack(context, tools));
  app.post(PATHS.signOut, async (context) => {
    const member = await memberOf(context, tools);
    endSession(context);
    if (member) await signOut(member, tools);
    return context.redirect(PATHS.signedOut, 303);
  });
  app.get(PATHS.signedOut, () => answer(signInSays(clinic, 'out')));
  app.all('*', ({ req }) => board.fetch(req.raw));
  app.onError((error) => {
    tools.failed(error);
    return answer(signInSays(clinic, 'failed'), 500);
  });
  return app;
}

const returnAddress = ({ req }: Context): string => new URL(PATHS.signedIn, req.url).href;

/** Where to go on: a path of the board's, whatever was asked for. */
function pathIn(asked: string | undefined, { req }: Context): string {
  const url = URL.parse(asked ?? BOARD, req.url);
  if (!url || url.origin !== new URL(req.url).origin) return BOARD;
  const path = url.pathname + url.search;
  const isOurs = url.pathname === BOARD || url.pathname.startsWith(`${BOARD}/`);
  return isOurs && path.length <= LONGEST_PATH ? path : BOARD;
}

/** Whoever comes back from the issuer, and is on the staff list, is signed in by a session of their own. */
async function comeBack(context: Context, tools: SignInTools): Promise<Response> {
  const says = (...what: Parameters<typeof signInSays> extends [unknown, ...infer Rest] ? Rest : never) =>
    context.html(signInSays(tools.clinic, ...what), what[0] === 'again' ? 400 : 403);
  const begun = await takeBeginning(context, tools);
  const identity =
    begun &&
    (await tools.issuer.finish(new URL(context.req.url).searchParams, begun, returnAddress(context)));
  if (!begun || !identity) return says('again');
  if (identity.email === null || !identity.isVerified) return says('unverified');
  const member = await tools.staff.find(emailKey(identity.email));
  if (!member) return says('unknown', identity.email);
  await note(member, 'signed-in', tools);
  await keepSession(context, tools, member);
  return context.redirect(begun.to, 303);
}

/** Ends every session of somebody: one that was stolen before is worth nothing. */
async function signOut(member: StaffMember, tools: SignInTools): Promise<void> {
  const { staff } = tools;
  let found: StaffMember | null = member;
  for (let tries = 0; tries < SIGN_OUT_TRIES; tries += 1) {
    if (!found || found.staffId !== member.staffId) return;
    const { version, signOuts } = found;
    if (await staff.write({ ...found, version: version + 1, signOuts: signOuts + 1 }))
      return note(found, 'signed-out', tools);
    found = await staff.find(member.email);
  }
  throw new Error('the staff list keeps changing');
}

const note = ({ staffId, name }: StaffMember, what: AccessKind, { accessLog, now }: SignInTools) =>
  accessLog.note({ at: now(), staffId, name, what, courseId: null, event: null });
