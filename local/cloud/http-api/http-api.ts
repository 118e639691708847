import type { VirtualClock } from '../base/clock.ts';
import { sequentialId } from '../base/ids.ts';
import type { HttpApiModel, HttpRouteModel } from '../base/stack-model.ts';
import { assertFormat, lineOf, type Served } from './access-log.ts';
import { eventOf, type HttpRequest } from './request-event.ts';
import { type HttpResponse, messageOf, responseOf } from './response.ts';
import { assertRouteKey, type Match, matchRoute } from './routes.ts';
import type { Throttles } from './throttles.ts';

type Result =
  | { readonly ok: true; readonly payload: unknown }
  | { readonly ok: false; readonly reason: string };

export type HttpApiOptions = {
  readonly account: string;
  readonly region: string;
  readonly clock: VirtualClock;
  /** Brings what functions are run from: the time that it takes is nobody's. */
  readonly prepare?: (() => Promise<void>) | undefined;
  /** Runs a function once. */
  readonly invoke: (functionArn: string, event: unknown) => Promise<Result>;
  /** Whether the function's policy lets the API run it; it does without this. */
  readonly mayInvoke?: ((sourceArn: string, functionArn: string) => boolean) | undefined;
  /** Without them nothing is too much. */
  readonly throttles: Throttles | undefined;
  /** Hears of each answer. */
  readonly onServed: (apiId: string, status: number) => void;
  /** Hears of each line of an access log. */
  readonly onLine: (group: string, line: string) => void;
};

/** Why the integration of a route gave no answer, with the answer that the client gets instead. */
type Failure = { readonly integrationError: string; readonly response: HttpResponse };

/** More than AWS takes as a body. */
export const MAX_BODY_BYTES = 10 * 1024 * 1024;

const NO_PERMISSION =
  'The IAM role configured on the integration or API Gateway doesn’t have permissions to call the integration. Check the permissions and try again.';

/** Answers the requests of one API, as its template says; the clock stands still meanwhile. */
export class HttpApi {
  readonly model: HttpApiModel;
  readonly #options: HttpApiOptions;
  #count = 0;

  /** @throws TemplateError when it holds what AWS would not take, or what is not known here */
  constructor(model: HttpApiModel, options: HttpApiOptions) {
    for (const { key } of model.routes) assertRouteKey(key);
    if (model.accessLog) assertFormat(model.accessLog.format);
    this.model = model;
    this.#options = options;
  }

  async serve(request: HttpRequest): Promise<HttpResponse> {
    const { account, clock, onLine, onServed } = this.#options;
    this.#count += 1;
    const requestId = sequentialId('a91', this.#count);
    const millis = clock.millis();
    const match = matchRoute(this.model.routes, request.method, request.path);
    const answer = await this.#answer(request, match, requestId, millis);
    const { response } = answer;
    const { id: apiId, hosts, accessLog } = this.model;
    const served: Served = {
      request,
      apiId,
      account,
      domainName: hosts[0] ?? '',
      requestId,
      routeKey: match?.route.key,
      millis,
      ...answer,
    };
    if (accessLog) onLine(accessLog.group, lineOf(accessLog.format, served));
    onServed(apiId, response.status);
    return { ...response, headers: { ...response.headers, 'apigw-requestid': requestId } };
  }

  clear(): void {
    this.#count = 0;
  }

  async #answer(
    request: HttpRequest,
    match: Match<HttpRouteModel> | undefined,
    requestId: string,
    millis: number,
  ): Promise<Pick<Served, 'response' | 'error' | 'integrationError'>> {
    if (this.#isTooMuch(match?.route)) return itself(429, 'Too Many Requests');
    if (!match) return itself(404, 'Not Found');
    if (request.body.length > MAX_BODY_BYTES) return itself(413, 'Request Entity Too Large');
    const { route, pathParameters } = match;
    if (!this.#mayInvoke(route)) return failure(500, NO_PERMISSION);
    const { account } = this.#options;
    const arrival = { api: this.model, account, requestId, routeKey: route.key, pathParameters, millis };
    return this.#run(route, eventOf(request, arrival));
  }

  #isTooMuch(route: HttpRouteModel | undefined): boolean {
    const throttle = route ? route.throttle : this.model.throttle;
    const { throttles } = this.#options;
    return throttles && throttle ? !throttles.take(`${this.model.id} ${route?.key}`, throttle) : false;
  }

  #mayInvoke({ key, functionArn }: HttpRouteModel): boolean {
    const { account, region, mayInvoke } = this.#options;
    const path = key.replace(/ ?\//, '/');
    const sourceArn = `arn:aws:execute-api:${region}:${account}:${this.model.id}/$default/${path}`;
    return mayInvoke?.(sourceArn, functionArn) ?? true;
  }

  async #run({ functionArn, timeoutMillis }: HttpRouteModel, event: unknown): Promise<Failure | Answer> {
    await this.#options.prepare?.();
    const late = Promise.withResolvers<'late'>();
    const guard = setTimeout(() => late.resolve('late'), timeoutMillis);
    const result = await Promise.race([this.#options.invoke(functionArn, event), late.promise]);
    clearTimeout(guard);
    if (result === 'late') return failure(503, 'Integration timed out');
    if (!result.ok) return failure(500, result.reason);
    const response = responseOf(result.payload);
    return response ? { response } : failure(500, 'the function answered with an invalid response');
  }
}

type Answer = { readonly response: HttpResponse };

const TEXTS: Readonly<Record<500 | 503, string>> = {
  500: 'Internal Server Error',
  503: 'Service Unavailable',
};

const failure = (status: 500 | 503, integrationError: string): Failure & { readonly error: string } => ({
  integrationError,
  error: TEXTS[status],
  response: messageOf(status, TEXTS[status]),
});

const itself = (status: number, error: string) => ({ error, response: messageOf(status, error) });
