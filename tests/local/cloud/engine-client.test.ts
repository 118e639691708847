import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { EngineClient } from '../../../local/cloud/dynamodb/engine-client.ts';

/** What the engine sends for each request, piece by piece; null ends the connection. */
let answers: (string | null)[][] = [];
let asked = '';
const sockets = new Set<Socket>();
const server = createServer((socket) => {
  sockets.add(socket);
  socket.on('data', async (data) => {
    asked += data;
    for (const piece of answers.shift() ?? []) {
      if (piece === null) socket.destroy();
      else socket.write(piece);
      await new Promise((done) => setTimeout(done, 5));
    }
  });
});
let client: EngineClient;

beforeEach(async () => {
  [answers, asked] = [[], ''];
  sockets.clear();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  client = new EngineClient(`http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`);
});
afterEach(async () => {
  client.close();
  server.close();
  await once(server, 'close');
});

const ask = () => client.post({ 'x-amz-target': 'DynamoDB_20120810.GetItem' }, '{"name":"Åse"}');
const whole = 'HTTP/1.1 200 OK\r\nContent-Type: application/x-amz-json-1.0\r\nContent-Length: 6\r\n\r\n"Åse"';

test('a request says how many bytes it has, and one connection serves one after another', async () => {
  answers = [[whole], [whole]];
  const response = {
    status: 200,
    headers: { 'content-type': 'application/x-amz-json-1.0', 'content-length': '6' },
  };
  expect(await ask()).toEqual({ ...response, body: '"Åse"' });
  expect(await ask()).toEqual({ ...response, body: '"Åse"' });
  expect(
    asked.match(/content-length: 15\r\nx-amz-target: DynamoDB_20120810\.GetItem\r\n\r\n\{"name":"Åse"\}/g),
  ).toHaveLength(2);
  expect(sockets.size).toBe(1);
});

test('two at a time have a connection each', async () => {
  answers = [[whole], [whole]];
  await Promise.all([ask(), ask()]);
  expect(sockets.size).toBe(2);
});

test.each([
  ['in pieces', [whole.slice(0, 30), whole.slice(30, -3), whole.slice(-3)]],
  [
    'in chunks',
    ['HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n', '3\r\n"Å\r\n3', '\r\nse"\r\n0\r\n', '\r\n'],
  ],
])('an answer may come %s', async (_, pieces) => {
  answers = [pieces];
  expect(await ask()).toMatchObject({ status: 200, body: '"Åse"' });
});

test('an engine that goes away in the middle of an answer is an error, and the next request has a new connection', async () => {
  answers = [[whole.slice(0, -3), null], [whole]];
  await expect(ask()).rejects.toThrow();
  expect(await ask()).toMatchObject({ status: 200 });
});

test('an engine that ends its connections is asked through a new one', async () => {
  answers = [[whole.replace('\r\n', '\r\nConnection: close\r\n')], [whole]];
  await ask();
  expect(await ask()).toMatchObject({ status: 200 });
  expect(sockets.size).toBe(2);
});
