import type { Context, MiddlewareHandler } from 'hono';
import type { StaffMember } from '../../ports/staff-list.ts';
import { answer, seeOther } from '../answer.ts';
import { PATHS } from '../board/paths.ts';
import type { BoardEnv, Viewer } from '../board/viewer.ts';
import { sessionIn } from './cookies.ts';
import { signInSays } from './pages.ts';
import type { SignInTools } from './tools.ts';

/**
 * Who has signed in at this browser, as the staff list has them now: whoever was removed, or has signed out anywhere since,
 * is nobody.
 */
export async function memberOf(context: Context, tools: SignInTools): Promise<StaffMember | null> {
  const session = await sessionIn(context, tools);
  const member = session && (await tools.staff.find(session.email));
  if (!session || member?.staffId !== session.staffId || member.signOuts !== session.signOuts) return null;
  return member;
}

/** Lets in who is signed in. Others are led to where they sign in; what they pressed is not recorded. */
export const behindSignIn =
  (tools: SignInTools): MiddlewareHandler<BoardEnv> =>
  async (context, next) => {
    const member = await memberOf(context, tools);
    if (!member) return strangers(context, tools);
    context.set('viewer', viewerOf(member));
    await next();
    return undefined;
  };

function strangers(context: Context, { clinic }: SignInTools): Response {
  if (context.req.method !== 'GET' && context.req.method !== 'HEAD')
    return answer(signInSays(clinic, 'over'), 401);
  const { pathname, search } = new URL(context.req.url);
  return seeOther(`${PATHS.signIn}?${new URLSearchParams({ to: pathname + search })}`);
}

const viewerOf = ({ staffId, name, email, role, therapistId }: StaffMember): Viewer => ({
  staffId,
  name,
  email,
  role,
  therapistId,
});

/**
 * Takes presses from the board's own pages only: any page that somebody of the staff visits could send a form in their
 * name. Browsers say where a form comes from in one of two headers.
 */
export const ownFormsOnly =
  ({ clinic }: Pick<SignInTools, 'clinic'>): MiddlewareHandler =>
  async (context, next) => {
    const { req } = context;
    if (req.method === 'GET' || req.method === 'HEAD') return next();
    const site = req.header('Sec-Fetch-Site');
    const isOurs =
      site === undefined ? req.header('Origin') === new URL(req.url).origin : site === 'same-origin';
    return isOurs ? next() : answer(signInSays(clinic, 'foreign'), 403);
  };
