import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { parentPort, workerData } from 'node:worker_threads';
// Not by the face of the cloud: a thread would load all of it.
import { isThisMachine } from '../cloud/base/host.ts';
import { virtualDate } from '../cloud/lambda/virtual-date.ts';
import type { FromIssuer, IssuerStart, ToIssuer } from './local-issuer.ts';
import type { Person } from './people-page.ts';

// Before anything reads the time: its tokens are of the clinic's clock.
const { clock, clinic, board } = workerData as IssuerStart;
const millis = new Float64Array(clock);
globalThis.Date = virtualDate(() => millis[0] ?? 0);
const { createLocalIssuer } = await import('./provider.ts');

const tell = (message: FromIssuer) => parentPort?.postMessage(message);
let waiting: ((people: readonly Person[]) => void)[] = [];
parentPort?.on('message', (message: ToIssuer) => {
  for (const answer of waiting) answer(message.people);
  waiting = [];
});
const people = () =>
  new Promise<readonly Person[]>((answer) => {
    waiting.push(answer);
    tell({ kind: 'people' });
  });

const server = createServer((request, response) => {
  if (isThisMachine(request.headers.host)) return local.answer(request, response);
  response.writeHead(421, { 'content-type': 'text/plain' });
  return response.end('Served to this machine only.\n');
});
await new Promise<void>((listens) => server.listen(0, '127.0.0.1', listens));
const { port } = server.address() as AddressInfo;
const issuer = `http://127.0.0.1:${port}`;
const local = await createLocalIssuer({
  issuer,
  clinic,
  redirectUri: board.deployed.signedIn,
  localUrl: (address) =>
    address.startsWith(board.deployed.origin)
      ? board.local + address.slice(board.deployed.origin.length)
      : address,
  people,
});
tell({ kind: 'listens', issuer });
