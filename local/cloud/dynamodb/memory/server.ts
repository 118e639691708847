import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import { MemoryEngine } from './engine.ts';

/** Starts an engine in this process, which can be asked over HTTP as well. */
export async function startMemoryEngine() {
  const engine = new MemoryEngine();
  const server = createServer({ keepAliveTimeout: 0 }, async (request, response) => {
    const answer = await engine.post(request.headers as Record<string, string>, await bodyOf(request));
    response.writeHead(answer.status, answer.headers).end(answer.body);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  // Nobody has to stop it so that a program can end.
  server.unref();
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const stop = async () => {
    if (!server.listening) return;
    server.close();
    server.closeAllConnections();
    await once(server, 'close');
  };
  return { engine, endpoint: `http://127.0.0.1:${port}`, stop };
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}
