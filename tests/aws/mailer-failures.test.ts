import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { createMailer, createSesClient } from '../../shared/aws/ses-mailer.ts';
import { clinicWith } from '../support/plan.ts';

const email = { subject: 'Hej', text: 'Hej', html: '<p>Hej</p>', headers: {}, attachments: [] };
const closers: (() => void)[] = [];
afterEach(() => {
  for (const close of closers.splice(0)) close();
  vi.unstubAllEnvs();
});

/** Sends an e-mail to a server that answers as told, and counts how often it was asked. */
async function sendTo(answer: RequestListener, within?: number) {
  const { url, calls } = await listening(answer);
  return { ...(await sendThrough(url, within)), calls };
}

async function listening(answer: RequestListener) {
  let calls = 0;
  const server = createServer((request, response) => {
    calls += 1;
    request.resume().on('end', () => answer(request, response));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  closers.push(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return { url: `http://127.0.0.1:${port}`, calls: () => calls };
}

/** Sends with the client of the functions, a fresh one for each e-mail. */
async function sendThrough(endpoint: string, within?: number) {
  return { outcome: await mailerTo(endpoint, within).send('anna@mail.example', email, { message: '0001' }) };
}

function mailerTo(endpoint: string, within?: number) {
  vi.stubEnv('AWS_ENDPOINT_URL_SESV2', endpoint);
  vi.stubEnv('AWS_REGION', 'eu-north-1');
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'AKIDTEST');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'secret');
  return createMailer(createSesClient(within), clinicWith(), 'clinic');
}

const refusal =
  (status: number, type: string, message = 'about anna@mail.example'): RequestListener =>
  (_, response) => {
    const headers = {
      'content-type': 'application/json',
      'x-amzn-errortype': type,
      'x-amzn-requestid': 'r-1',
    };
    response.writeHead(status, headers).end(JSON.stringify({ message }));
  };

test.each([
  ['refused', 400, 'MessageRejected'],
  ['refused', 400, 'BadRequestException'],
  ['refused', 404, 'NotFoundException'],
  ['refused', 400, 'AccountSuspendedException'],
  ['later', 400, 'MailFromDomainNotVerifiedException'],
  ['later', 400, 'LimitExceededException'],
  ['later', 400, 'SendingPausedException'],
  ['later', 403, 'AccessDeniedException'],
  ['later', 403, 'ExpiredTokenException'],
  ['later', 400, 'ThrottlingException'],
  ['unknown', 500, 'InternalServiceErrorException'],
  ['unknown', 503, 'ServiceUnavailable'],
])('%s: %i %s, after one attempt', async (kind, status, reason) => {
  const { outcome, calls } = await sendTo(refusal(status, reason));
  expect(outcome).toEqual({ kind, reason, providerRequestId: 'r-1' });
  expect(calls()).toBe(1);
});

test('later: an identity that is not verified, for as long as it is not', async () => {
  const message =
    'Email address is not verified. The following identities failed the check: anna@mail.example';
  const { outcome, calls } = await sendTo(refusal(400, 'MessageRejected', message));
  expect(outcome).toEqual({ kind: 'later', reason: 'MessageRejected', providerRequestId: 'r-1' });
  expect(calls()).toBe(1);
});

describe('throttled, an e-mail is known not to be taken, and is handed over again at once:', () => {
  const throttled = refusal(429, 'TooManyRequestsException');

  test('later only when that does not help', async () => {
    const { outcome, calls } = await sendTo(throttled);
    expect(outcome).toMatchObject({ kind: 'later', reason: 'TooManyRequestsException' });
    expect(calls()).toBe(3);
  });

  test('accepted when it does', async () => {
    let asked = 0;
    const { outcome, calls } = await sendTo((request, response) => {
      asked += 1;
      if (asked < 3) return throttled(request, response);
      response.writeHead(200, { 'content-type': 'application/json' }).end('{"MessageId":"m"}');
    });
    expect(outcome).toEqual({ kind: 'accepted', providerId: 'm' });
    expect(calls()).toBe(3);
  });

  test('never when the second try stays without an answer', async () => {
    let asked = 0;
    const { outcome, calls } = await sendTo((request, response) => {
      asked += 1;
      return asked === 1 ? throttled(request, response) : void request.socket.destroy();
    });
    expect(outcome.kind).toBe('unknown');
    expect(calls()).toBe(2);
  });
});

describe('unknown, after one attempt:', () => {
  test('a connection that breaks before the answer', async () => {
    const { outcome, calls } = await sendTo((request) => request.socket.destroy());
    expect(outcome.kind).toBe('unknown');
    expect(calls()).toBe(1);
  });

  test('a connection that breaks within the answer', async () => {
    const { outcome, calls } = await sendTo((_, response) => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': '100' });
      response.write('{"Mess', () => response.destroy());
    });
    expect(outcome.kind).toBe('unknown');
    expect(calls()).toBe(1);
  });

  test('an answer that makes no sense', async () => {
    const { outcome, calls } = await sendTo((_, response) => response.writeHead(200).end('<html>'));
    expect(outcome.kind).toBe('unknown');
    expect(calls()).toBe(1);
  });

  test('nobody there', async () => {
    expect((await sendThrough('http://127.0.0.1:1')).outcome.kind).toBe('unknown');
  });

  test('no answer in time', async () => {
    const { outcome, calls } = await sendTo(() => undefined, 100);
    expect(outcome).toEqual({ kind: 'unknown', reason: 'TimeoutError' });
    expect(calls()).toBe(1);
  });
});

test('no e-mail goes through a connection of an earlier one, which may have died while the function slept', async () => {
  const used = new WeakSet<object>();
  const server = await listening((request, response) => {
    if (used.has(request.socket)) return request.socket.resetAndDestroy();
    used.add(request.socket);
    response.writeHead(200, { 'content-type': 'application/json' }).end('{"MessageId":"m"}');
  });
  const mailer = mailerTo(server.url);
  const kinds: string[] = [];
  for (const attempt of ['1', '2', '3', '4'])
    kinds.push((await mailer.send('anna@mail.example', email, { attempt })).kind);
  expect(kinds).toEqual(['accepted', 'accepted', 'accepted', 'accepted']);
});
