import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AwsRequest, AwsService } from '../../local/cloud/index.ts';

const CREDENTIAL = /Credential=([^/]+)\/\d+\/[^/]+\/([^/]+)\/aws4_request/;

/** One service on a port of its own, for the SDK's clients. */
export async function serveService(service: AwsService) {
  const server = createServer(async (message, response) => {
    const request = await readRequest(message);
    const answer = await service.handle(request);
    response.writeHead(answer.status, { ...answer.headers }).end(answer.body);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return {
    clientOptions: {
      endpoint: `http://127.0.0.1:${address.port}`,
      region: 'eu-north-1',
      credentials: { accessKeyId: 'AKIDTEST', secretAccessKey: 'secret' },
      maxAttempts: 1,
    },
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

async function readRequest(message: IncomingMessage): Promise<AwsRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk);
  const url = message.url ?? '/';
  const [path = '/'] = url.split('?');
  const [, accessKeyId = '', service = ''] = CREDENTIAL.exec(message.headers.authorization ?? '') ?? [];
  const headers = Object.entries(message.headers).map(([name, value]) => [name, String(value)]);
  return {
    service,
    method: message.method ?? 'GET',
    path,
    query: new URLSearchParams(url.slice(path.length + 1)),
    headers: Object.fromEntries(headers),
    body: Buffer.concat(chunks).toString(),
    accessKeyId,
  };
}
