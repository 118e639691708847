import { createServer, type RequestListener, type Server } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import type { Hono } from 'hono';
import { UsageError } from '../terminal/usage-error.ts';

/** The page's port unless another one is asked for; the AWS APIs answer at the next one. */
export const DEFAULT_PORT = 8080;

/** A port that is taken and answers that the clinic is starting, until there is an app to show. */
export type Door = { readonly url: string; show(app: Hono): void; close(): Promise<void> };

/**
 * Takes a port, for this machine only.
 * @param port a port that must be free; without one the default, or any free one when that is taken
 * @throws UsageError when the given port is taken
 */
export async function openDoor(port?: number): Promise<Door> {
  let answer: RequestListener = (_, response) => {
    response.writeHead(503, { 'content-type': 'text/plain; charset=utf-8', refresh: '1' });
    response.end('The clinic is starting.');
  };
  const server = createServer((request, response) => answer(request, response));
  try {
    await bind(server, port ?? DEFAULT_PORT);
  } catch {
    if (port !== undefined) throw new UsageError(`port ${port} is taken: choose another one, or 0 for any.`);
    await bind(server, 0);
  }
  const address = server.address();
  const actual = typeof address === 'object' && address ? address.port : port;
  return {
    url: `http://127.0.0.1:${actual}`,
    show(app) {
      answer = getRequestListener(app.fetch);
    },
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}

const bind = (server: Server, port: number) =>
  new Promise<void>((done, fail) => {
    server.once('error', fail);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', fail);
      done();
    });
  });

/** The port, if nobody listens there yet. */
export async function ifFree(port: number): Promise<number | undefined> {
  const probe = createServer();
  try {
    await bind(probe, port);
    return port;
  } catch {
    return undefined;
  } finally {
    probe.close();
  }
}
