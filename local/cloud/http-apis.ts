import type { VirtualClock } from './base/clock.ts';
import type { StackModel } from './base/stack-model.ts';
import { TemplateError } from './base/template-error.ts';
import { HttpApi, type HttpApiOptions } from './http-api/http-api.ts';
import { HttpApiServer } from './http-api/server.ts';
import { Throttles } from './http-api/throttles.ts';

export type HttpApisOptions = Omit<HttpApiOptions, 'throttles'> & {
  readonly stacks: readonly StackModel[];
  readonly clock: VirtualClock;
  readonly throttling: 'evaluated' | 'ignored';
};

/** The HTTP APIs of all stacks, each on a port of its own. */
export class HttpApis {
  readonly #apis: readonly HttpApi[];
  readonly #servers: readonly HttpApiServer[];
  readonly #throttles: Throttles;

  /** @throws TemplateError when a route leads to no function of these stacks, or an API holds what is not known here */
  constructor({ stacks, throttling, ...options }: HttpApisOptions) {
    assertFunctions(stacks);
    this.#throttles = new Throttles(options.clock);
    const throttles = throttling === 'evaluated' ? this.#throttles : undefined;
    this.#apis = stacks.flatMap(({ httpApis }) =>
      httpApis.map((model) => new HttpApi(model, { ...options, throttles })),
    );
    this.#servers = this.#apis.map((api) => new HttpApiServer(api));
  }

  async listen(): Promise<void> {
    await Promise.all(this.#servers.map((server) => server.listen()));
  }

  /** Where something at an API's own address is answered on this machine; undefined when it is no API's. */
  local(url: string): string | undefined {
    for (const server of this.#servers) {
      const local = server.local(url);
      if (local !== undefined) return local;
    }
    return undefined;
  }

  /** Waits until no request is being answered. */
  async idle(): Promise<void> {
    await Promise.all(this.#servers.map((server) => server.idle()));
  }

  /** Nothing was asked yet. */
  clear(): void {
    this.#throttles.clear();
    for (const api of this.#apis) api.clear();
  }

  async stop(): Promise<void> {
    await Promise.all(this.#servers.map((server) => server.stop()));
  }
}

function assertFunctions(stacks: readonly StackModel[]): void {
  const known = new Set(stacks.flatMap(({ functions }) => functions.map(({ arn }) => arn)));
  for (const { id, routes } of stacks.flatMap(({ httpApis }) => httpApis)) {
    const lost = routes.find(({ functionArn }) => !known.has(functionArn));
    if (lost)
      throw new TemplateError(`${id}: ${lost.key} leads to ${lost.functionArn}, no function of these stacks`);
  }
}
