import type { Hono } from 'hono';
import type { z } from 'zod';
import { createAccessLog } from '../../shared/aws/dynamo-access-log.ts';
import { createCaseload } from '../../shared/aws/dynamo-caseload.ts';
import { createDigestStore } from '../../shared/aws/dynamo-digest-store.ts';
import { createSessionKeyStore } from '../../shared/aws/dynamo-keys.ts';
import { createStaffList } from '../../shared/aws/dynamo-staff.ts';
import { createDocumentClient } from '../../shared/aws/table.ts';
import type { AdvanceTools } from '../../shared/course/advance.ts';
import { advance } from '../../shared/course/advance.ts';
import type { staffEnvironment } from '../../shared/environment.ts';
import { keysAtHand } from '../../shared/links/keys-at-hand.ts';
import { accessKeptDays } from '../../shared/ports/access-log.ts';
import { boardApp } from '../../shared/web/board/app.ts';
import type { BoardTools } from '../../shared/web/board/tools.ts';
import { withSignIn } from '../../shared/web/sign-in/app.ts';
import { behindSignIn } from '../../shared/web/sign-in/door.ts';
import { createIssuer } from '../../shared/web/sign-in/issuer.ts';
import { toldOfRequests } from './requests.ts';
import { now } from './tools.ts';

type Environment = z.output<typeof staffEnvironment>;

/** The clinic's board behind its door, for each request anew; null when the clinic has none. */
export function createTableBoard(environment: Environment, tools: AdvanceTools): (() => Hono) | null {
  const { CLINIC: clinic, TABLE_NAME, SIGN_IN_ISSUER: issuer, SIGN_IN_CLIENT_ID: clientId } = environment;
  if (!clinic.board || issuer === undefined || clientId === undefined) return null;
  const documents = createDocumentClient();
  const staff = createStaffList(documents, TABLE_NAME);
  const accessLog = createAccessLog(documents, TABLE_NAME, {
    timeZone: clinic.timeZone,
    keptDays: accessKeptDays(clinic.retention),
  });
  const keys = createSessionKeyStore(documents, TABLE_NAME);
  // What the issuer says of itself is asked once.
  const known = createIssuer({ issuer, clientId });
  const { therapistsSee } = clinic.board;
  const { failed } = toldOfRequests;
  const boardTools: BoardTools = {
    clinic,
    therapistsSee,
    store: tools.store,
    worklists: createDigestStore(documents, TABLE_NAME),
    caseload: createCaseload(documents, TABLE_NAME, tools.fingerprint),
    therapists: async () =>
      (await staff.list()).flatMap(({ therapistId, name, email }) =>
        therapistId === null ? [] : [{ therapistId, name, email }],
      ),
    accessLog,
    record: (courseId, events, accepts) =>
      advance(tools, courseId, { kind: 'events', events, ...(accepts && { accepts }) }),
    now,
    newId: () => Buffer.from(crypto.getRandomValues(new Uint8Array(16))).toString('base64url'),
    ...toldOfRequests,
  };
  return () => {
    const door = { clinic, issuer: known, staff, accessLog, keys: keysAtHand(keys), now, failed };
    const board = boardApp(boardTools, behindSignIn(door));
    return withSignIn(door, { fetch: (request) => board.fetch(request) });
  };
}
