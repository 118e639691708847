import { TemplateError } from '../base/template-error.ts';
import type { HttpRequest } from './request-event.ts';
import { timeOf } from './request-event.ts';
import type { HttpResponse } from './response.ts';

/** A request that was answered. */
export type Served = {
  readonly request: HttpRequest;
  readonly response: HttpResponse;
  readonly apiId: string;
  readonly account: string;
  readonly domainName: string;
  readonly requestId: string;
  /** Undefined when none matched. */
  readonly routeKey: string | undefined;
  readonly millis: number;
  /** Why the function's answer could not be used. */
  readonly integrationError?: string | undefined;
  /** What the API itself answered with. */
  readonly error?: string | undefined;
};

/** What a format may name; what a request does not have is a dash. Time stands still while a request is answered. */
const VARIABLES: Readonly<Record<string, (served: Served) => string | number | undefined>> = {
  accountId: ({ account }) => account,
  apiId: ({ apiId }) => apiId,
  domainName: ({ domainName }) => domainName,
  'error.message': ({ error }) => error,
  'error.messageString': ({ error }) => error && JSON.stringify(error),
  extendedRequestId: ({ requestId }) => requestId,
  httpMethod: ({ request }) => request.method,
  'identity.sourceIp': ({ request }) => request.sourceIp,
  'identity.userAgent': ({ request }) => headerOf(request, 'user-agent'),
  'integration.error': ({ integrationError }) => integrationError,
  integrationErrorMessage: ({ integrationError }) => integrationError,
  integrationLatency: () => 0,
  path: ({ request }) => request.path,
  protocol: () => 'HTTP/1.1',
  requestId: ({ requestId }) => requestId,
  requestTime: ({ millis }) => timeOf(millis),
  requestTimeEpoch: ({ millis }) => millis,
  responseLatency: () => 0,
  responseLength: ({ response }) => Buffer.byteLength(response.body),
  routeKey: ({ routeKey }) => routeKey,
  stage: () => '$default',
  status: ({ response }) => response.status,
};

const VARIABLE = /\$context\.([A-Za-z]+(?:\.[A-Za-z]+)*)/g;

/** @throws TemplateError for a variable that is not known here */
export function assertFormat(format: string): void {
  for (const [variable, name = ''] of format.matchAll(VARIABLE)) {
    if (!VARIABLES[name]) throw new TemplateError(`${variable} in an access log is not known locally`);
  }
  if (/\$context\.(extendedRequestId|requestId)\b/.test(format)) return;
  throw new TemplateError('the format of an access log has to name $context.requestId');
}

/** The line of a request in the access log. */
export const lineOf = (format: string, served: Served): string =>
  format.replaceAll(VARIABLE, (_, name: string) => String(VARIABLES[name]?.(served) ?? '-'));

function headerOf({ rawHeaders }: HttpRequest, wanted: string): string | undefined {
  const index = rawHeaders.findIndex((name, at) => at % 2 === 0 && name.toLowerCase() === wanted);
  return index < 0 ? undefined : rawHeaders[index + 1];
}
