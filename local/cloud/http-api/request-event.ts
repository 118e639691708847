import type { HttpApiModel } from '../base/stack-model.ts';
import { decoded } from './routes.ts';

/** A request as it came over the wire. */
export type HttpRequest = {
  readonly method: string;
  /** Still encoded, without the query. */
  readonly path: string;
  readonly query: string;
  /** Names and values in turns, as they were sent. */
  readonly rawHeaders: readonly string[];
  readonly body: Buffer;
  readonly sourceIp: string;
};

/** What the API itself knows of a request. */
export type Arrival = {
  readonly api: HttpApiModel;
  readonly account: string;
  readonly requestId: string;
  readonly routeKey: string;
  readonly pathParameters: Readonly<Record<string, string>>;
  readonly millis: number;
};

/** Belong to one connection, not to what is asked. */
const HOP_BY_HOP = ['connection', 'keep-alive', 'transfer-encoding', 'upgrade'];

/** Types whose bodies reach a function as text; AWS encodes every other one, and a body without a type. */
const TEXT_TYPES = /^(text\/|application\/(json|xml|javascript)\s*(;|$))/i;

/** The event that a function gets, in payload format 2.0. */
export function eventOf(request: HttpRequest, arrival: Arrival) {
  const { api, account, requestId, routeKey, pathParameters, millis } = arrival;
  const { cookie, ...headers } = headersOf(request, api.hosts[0] ?? '');
  const rawPath = decoded(request.path).split('?', 1)[0] ?? '';
  const query = queryOf(request.query);
  const domainName = headers['host'] ?? '';
  const isText = TEXT_TYPES.test(headers['content-type'] ?? '');
  return {
    version: '2.0',
    routeKey,
    rawPath,
    rawQueryString: request.query,
    ...(cookie !== undefined && { cookies: cookie.split(/;\s*/) }),
    headers,
    ...(Object.keys(query).length > 0 && { queryStringParameters: query }),
    requestContext: {
      accountId: account,
      apiId: api.id,
      domainName,
      domainPrefix: domainName.split('.', 1)[0] ?? '',
      http: {
        method: request.method,
        path: rawPath,
        protocol: 'HTTP/1.1',
        sourceIp: request.sourceIp,
        userAgent: headers['user-agent'] ?? '',
      },
      requestId,
      routeKey,
      stage: '$default',
      time: timeOf(millis),
      timeEpoch: millis,
    },
    ...(Object.keys(pathParameters).length > 0 && { pathParameters }),
    ...(Object.keys(api.variables).length > 0 && { stageVariables: api.variables }),
    ...(request.body.length > 0 && { body: request.body.toString(isText ? 'utf8' : 'base64') }),
    isBase64Encoded: request.body.length > 0 && !isText,
  };
}

/** Names in small letters, values of one name joined by commas; with what AWS adds on the way. */
function headersOf({ rawHeaders, sourceIp, body }: HttpRequest, host: string): Record<string, string> {
  const headers: Record<string, string> = {};
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const name = String(rawHeaders[index]).toLowerCase();
    if (HOP_BY_HOP.includes(name)) continue;
    const joint = name === 'cookie' ? '; ' : ',';
    const before = headers[name];
    headers[name] =
      before === undefined ? `${rawHeaders[index + 1]}` : before + joint + rawHeaders[index + 1];
  }
  return {
    ...headers,
    'content-length': `${body.length}`,
    host,
    'x-forwarded-for': sourceIp,
    'x-forwarded-port': '443',
    'x-forwarded-proto': 'https',
  };
}

function queryOf(query: string): Record<string, string> {
  const parameters: Record<string, string> = {};
  for (const [name, value] of new URLSearchParams(query)) {
    const before = parameters[name];
    parameters[name] = before === undefined ? value : `${before},${value}`;
  }
  return parameters;
}

const MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');

/** `12/Mar/2020:19:03:58 +0000`. */
export function timeOf(millis: number): string {
  const [year, month, day, time] = new Date(millis).toISOString().split(/[-T.]/);
  return `${day}/${MONTHS[Number(month) - 1]}/${year}:${time} +0000`;
}
