import { Worker } from 'node:worker_threads';
import type { Clinic } from '../../shared/clinic.ts';
import { PATHS } from '../../shared/web/board/paths.ts';
import type { Person } from './people-page.ts';

/** What the issuer's thread is told when it starts. */
export type IssuerStart = {
  /** The memory of the clinic's clock. */
  readonly clock: SharedArrayBuffer;
  readonly clinic: Clinic;
  /** Where the board is: as it is deployed, and on this machine. */
  readonly board: {
    readonly deployed: { readonly origin: string; readonly signedIn: string };
    readonly local: string;
  };
};
/** What the issuer's thread asks and tells. */
export type FromIssuer = { readonly kind: 'listens'; readonly issuer: string } | { readonly kind: 'people' };
/** What it is answered. */
export type ToIssuer = { readonly people: readonly Person[] };

export type LocalIssuerOfBoard = {
  /** Its address, as its tokens name it. */
  readonly issuer: string;
  stop(): Promise<void>;
};

export type RunningBoard = {
  readonly clinic: Clinic;
  readonly clock: SharedArrayBuffer;
  /** As the board is deployed, and on this machine, both without a slash at the end. */
  readonly pagesUrl: string;
  readonly localUrl: string;
  readonly people: () => Promise<readonly Person[]>;
};

/** Runs an issuer for a local clinic's board, in a thread that lives by the clinic's clock. */
export async function startLocalIssuer(running: RunningBoard): Promise<LocalIssuerOfBoard> {
  const { clinic, clock, pagesUrl, localUrl, people } = running;
  const workerData: IssuerStart = {
    clock,
    clinic,
    board: { deployed: { origin: pagesUrl, signedIn: pagesUrl + PATHS.signedIn }, local: localUrl },
  };
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { workerData, execArgv: [] });
  const issuer = await new Promise<string>((listens, fails) => {
    worker.once('error', fails);
    worker.on('message', (message: FromIssuer) => {
      if (message.kind === 'listens') return listens(message.issuer);
      return void people().then(
        (all) => worker.postMessage({ people: all } satisfies ToIssuer),
        () => worker.postMessage({ people: [] } satisfies ToIssuer),
      );
    });
  });
  worker.unref();
  return {
    issuer,
    stop: async () => {
      await worker.terminate();
    },
  };
}
