import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Hono } from 'hono';
import type { Configuration } from 'oidc-provider';
import { createLocalIssuer, LOCAL_CLIENT_ID } from '../../../local/sign-in/provider.ts';
import { type Instant, toInstant } from '../../../shared/core/time/instant.ts';
import { keysAtHand } from '../../../shared/links/keys-at-hand.ts';
import type { StaffMember } from '../../../shared/ports/staff-list.ts';
import { PATHS } from '../../../shared/web/board/paths.ts';
import type { BoardEnv } from '../../../shared/web/board/viewer.ts';
import { withSignIn } from '../../../shared/web/sign-in/app.ts';
import { behindSignIn } from '../../../shared/web/sign-in/door.ts';
import { createIssuer } from '../../../shared/web/sign-in/issuer.ts';
import { inMemoryLinkKeys } from '../../support/in-memory-keys.ts';
import { inMemoryAccessLog, inMemoryStaff } from '../../support/in-memory-staff.ts';
import { clinicWith } from '../../support/plan.ts';

export const ANNA: StaffMember = {
  staffId: 'a1',
  version: 1,
  name: 'Anna Holm',
  email: 'anna@sundby.example',
  role: 'therapist',
  therapistId: 'T-1',
  signOuts: 0,
};
export const EVA: StaffMember = {
  ...ANNA,
  staffId: 'e1',
  name: 'Eva Lind',
  email: 'eva@sundby.example',
  role: 'manager',
};

/** A real issuer on this machine, at which boards of these addresses may have somebody sign in. */
export async function startIssuer(boards: readonly string[], otherwise: Configuration = {}) {
  let answer: Awaited<ReturnType<typeof createLocalIssuer>>['answer'] | undefined;
  const server = createServer((request, response) => answer?.(request, response));
  await new Promise<void>((listens) => server.listen(0, '127.0.0.1', listens));
  const { port } = server.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}`;
  const [redirectUri = ''] = boards.map((board) => `${board}${PATHS.signedIn}`);
  const local = await createLocalIssuer({
    issuer: url,
    clinic: clinicWith(),
    redirectUri,
    localUrl: (address) => address,
    people: async () => [ANNA, EVA],
    otherwise,
  });
  answer = local.answer;
  return {
    url,
    key: local.key,
    async stop() {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
}

export const BOARD_AT = 'https://board.sundby.example';

/** A clinic's door, with a board behind it that says who looks and keeps what is pressed. */
export function clinicDoor(
  issuerUrl: string,
  {
    clinicId = 'sundby',
    at = BOARD_AT,
    ask = fetch,
    issuer: named = issuerUrl,
  }: {
    readonly clinicId?: string;
    readonly at?: string;
    readonly ask?: typeof fetch;
    readonly issuer?: string;
  } = {},
) {
  let late = 0;
  const staff = inMemoryStaff();
  const accessLog = inMemoryAccessLog('Europe/Copenhagen');
  const failures: unknown[] = [];
  const pressed: string[] = [];
  const store = inMemoryLinkKeys();
  const now = (): Instant => toInstant(Date.now() + late);
  const tools = () => ({
    clinic: clinicWith({ clinicId }),
    issuer: createIssuer({ issuer: named, clientId: LOCAL_CLIENT_ID, fetch: ask }),
    staff,
    accessLog,
    keys: keysAtHand(store),
    now,
    failed: (error: unknown) => {
      failures.push(error);
    },
  });
  // Each request is a run of its own, as in AWS.
  const app = () => {
    const door = tools();
    const board = new Hono<BoardEnv>();
    board.use('*', behindSignIn(door));
    board.get('*', (context) => context.text(`${context.get('viewer').name} ${context.req.path}`));
    board.post('*', (context) => {
      pressed.push(context.get('viewer').name);
      return context.text('pressed');
    });
    return withSignIn(door, { fetch: (request) => board.fetch(request) });
  };
  return {
    at,
    staff,
    accessLog,
    failures,
    pressed,
    /** A request of a browser that keeps these cookies. */
    ask: async (cookies: Cookies, path: string, init: RequestInit = {}) => {
      const headers = new Headers(init.headers);
      if (cookies.size > 0) headers.set('cookie', cookies.text);
      const answer = await app().request(new URL(path, at).href, { ...init, headers });
      cookies.keep(answer);
      return answer;
    },
    passes: (minutes: number) => {
      late += minutes * 60_000;
    },
  };
}

export type ClinicDoor = ReturnType<typeof clinicDoor>;

/** What a browser keeps of one site. */
export class Cookies extends Map<string, string> {
  get text(): string {
    return [...this].map(([name, value]) => `${name}=${value}`).join('; ');
  }

  keep(answer: Response): void {
    for (const cookie of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
      if (value === '' || /max-age=0(;|$)/i.test(cookie)) this.delete(name);
      else this.set(name, value);
    }
  }
}

/** Goes to the issuer, and picks somebody there. @returns the address at which the board is told of it */
export async function pickAtIssuer(address: string, email: string): Promise<string> {
  const cookies = new Cookies();
  const ask = async (url: string, init: RequestInit = {}) => {
    const answer = await fetch(url, { ...init, redirect: 'manual', headers: { cookie: cookies.text } });
    cookies.keep(answer);
    return answer;
  };
  const place = (answer: Response, from: string) => new URL(answer.headers.get('location') ?? '', from).href;
  const page = place(await ask(address), address);
  if (!page.includes('/pick/')) return page;
  const resumed = place(await ask(page, { method: 'POST', body: new URLSearchParams({ email }) }), page);
  return place(await ask(resumed), resumed);
}

/** Signs somebody in as a browser does. @returns the last answer of the board */
export async function signIn(door: ClinicDoor, cookies: Cookies, email: string, to = '/board') {
  const begun = await door.ask(cookies, `/board/sign-in?${new URLSearchParams({ to })}`);
  const back = await pickAtIssuer(begun.headers.get('location') ?? '', email);
  return door.ask(cookies, back);
}
