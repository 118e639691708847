import { AsyncLocalStorage } from 'node:async_hooks';
import { Console } from 'node:console';
import crypto from 'node:crypto';
import http, { type RequestOptions } from 'node:http';
import { createRequire } from 'node:module';
import { Writable } from 'node:stream';
import type { Incoming, Outgoing } from './requests.ts';
import { createHmac } from './signing.ts';
import { REAL_TIMERS, type TimerFunctions } from './timers.ts';
import { virtualDate } from './virtual-date.ts';

/** What the code of a function finds in its process. */
export type Surroundings = {
  readonly env: Readonly<Record<string, string>>;
  /** Epoch milliseconds. */
  now(): number;
  /** What it prints. */
  print(text: string): void;
  /** `http.request` of the SDK's clients. */
  request(
    options: RequestOptions,
    heard: (response: Incoming) => void,
  ): Outgoing | ReturnType<typeof http.request>;
  readonly timers: TimerFunctions;
  exit(code: number): never;
};

/** Whose code it is that runs just now. */
const current = new AsyncLocalStorage<Surroundings>();

/** Runs code of a function; what it goes on with later runs in the same surroundings. */
export const within = <T>(surroundings: Surroundings, run: () => T): T => current.run(surroundings, run);

const stream = Object.assign(new Writable(), {
  write(chunk: string | Uint8Array, ...rest: unknown[]): boolean {
    current.getStore()?.print(typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString());
    const done = rest.findLast((argument) => typeof argument === 'function');
    if (done) queueMicrotask(() => done());
    return true;
  },
});

const NONE = {};
const virtualProcess: unknown = Object.create(process, {
  env: { get: () => current.getStore()?.env ?? NONE },
  stdout: { value: stream },
  stderr: { value: stream },
  exit: { value: (code = 0) => current.getStore()?.exit(Number(code)) },
});

/** A module with some of its members replaced. */
const withMembers = (module: object, members: object): unknown =>
  Object.defineProperties(
    {},
    { ...Object.getOwnPropertyDescriptors(module), ...Object.getOwnPropertyDescriptors(members) },
  );

const request = (options: RequestOptions, heard: (response: Incoming) => void) =>
  current.getStore()?.request(options, heard) ?? http.request(options, heard as never);
const REPLACED = new Map<string, unknown>([
  ['process', virtualProcess],
  ['http', withMembers(http, { request })],
  ['crypto', withMembers(crypto, { createHmac })],
]);
const requireReal = createRequire(import.meta.url);
const requireBuiltin = (name: string): unknown =>
  REPLACED.get(name.replace(/^node:/, '')) ?? requireReal(name);

const timers = () => current.getStore()?.timers ?? REAL_TIMERS;
const TIMERS: TimerFunctions = {
  setTimeout: (...values) => timers().setTimeout(...values),
  clearTimeout: (timer) => timers().clearTimeout(timer),
};
const OUTPUT = new Console({ stdout: stream, stderr: stream });
const NOW = virtualDate(() => current.getStore()?.now() ?? Date.now());

type Exports = Readonly<Record<string, unknown>>;
type Main = (...names: unknown[]) => void;

/** The names by which a function's code finds what it runs in: its bundle exports a function that takes them. */
export const GIVEN = [
  'require',
  'module',
  'packages',
  'process',
  'console',
  'Date',
  'setTimeout',
  'clearTimeout',
] as const;

function run(file: string, packages: Exports): Exports {
  const module: { exports: Exports } = { exports: {} };
  const { setTimeout, clearTimeout } = TIMERS;
  const given: Readonly<Record<(typeof GIVEN)[number], unknown>> = {
    require: requireBuiltin,
    module,
    packages,
    process: virtualProcess,
    console: OUTPUT,
    Date: NOW,
    setTimeout,
    clearTimeout,
  };
  const main: Main = requireReal(file);
  main(...GIVEN.map((name) => given[name]));
  return module.exports;
}

/** By their script: packages hold nothing that is of one function, and V8 learns to run them once for all. */
const loaded = new Map<string, Exports>();

/** The exports of a function's own script, which is run anew; the packages that it uses are loaded once for all. */
export function load(file: string, packagesFile: string): Exports {
  const packages = loaded.get(packagesFile) ?? (run(packagesFile, {})['packages'] as Exports);
  loaded.set(packagesFile, packages);
  return run(file, packages);
}
