import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { CloudError } from '../base/cloud-error.ts';

/** A server process of ours that listens on a port of 127.0.0.1. */
export type EngineProcess = { readonly endpoint: string; stop(): Promise<void> };

export type EngineCommand = {
  readonly command: string;
  readonly args: (port: number) => string[];
  readonly startMillis: number;
};

/** A database engine that cannot be started. */
export class EngineError extends CloudError {
  override readonly name = 'EngineError';
}

// The pipe to the guard's stdin closes when we end, however we end; only then `cat` returns.
const GUARD = `exec 3<&0; "$@" </dev/null & engine=$!; echo "pid $engine"
{ cat <&3; kill -9 $engine; } >/dev/null 2>&1 & wait $engine`;

const ATTEMPTS = 5;
const LATE_ATTEMPTS = 2;

/**
 * Starts a server on a free port and waits until it answers. It ends with this process. One that ends because
 * its port was taken meanwhile is started again on another port; one that does not answer in time, once more.
 * @throws EngineError when it does not come up
 */
export async function startEngineProcess(engine: EngineCommand): Promise<EngineProcess> {
  let reason = '';
  let late = 0;
  for (let attempt = 0; attempt < ATTEMPTS && late < LATE_ATTEMPTS; attempt++) {
    const port = await freePort();
    const guard = spawn('/bin/sh', ['-c', GUARD, 'guard', engine.command, ...engine.args(port)], {
      // Its own group: an interrupt from the keyboard is ours to handle.
      detached: true,
      // One call comes after another: more threads of dynoxide's would only wake each other.
      env: {
        PATH: process.env['PATH'] ?? '',
        HOME: process.env['HOME'] ?? '',
        TOKIO_WORKER_THREADS: '1',
      },
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    const captured = capture(guard);
    const endpoint = `http://127.0.0.1:${port}`;
    const start = await outcomeOf(guard, captured, port, engine.startMillis);
    if (start === 'up') {
      letGo(guard);
      return { endpoint, stop: () => stop(guard) };
    }
    await stop(guard);
    if (start === 'late') {
      late++;
      reason = `no answer within ${engine.startMillis / 1000} s`;
      continue;
    }
    const output = captured.text.replace(/^pid \d+\s*/, '').trim();
    reason = lastLine(output);
    if (!/address|bind|in use|port/i.test(output)) break;
  }
  throw new EngineError(`${engine.command} did not start: ${reason || 'it ended without a word'}`);
}

async function freePort(): Promise<number> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address !== null ? address.port : 0;
}

type Captured = { text: string };

function capture(guard: ChildProcess): Captured {
  const captured = { text: '' };
  for (const stream of [guard.stdout, guard.stderr]) {
    stream?.on('data', (chunk: Buffer) => {
      captured.text = (captured.text + chunk.toString()).slice(0, 4000);
    });
  }
  guard.on('error', (error) => {
    captured.text += error.message;
  });
  guard.stdin?.on('error', () => undefined);
  return captured;
}

async function outcomeOf(guard: ChildProcess, captured: Captured, port: number, within: number) {
  const deadline = performance.now() + within;
  while (performance.now() < deadline) {
    if (hasEnded(guard)) return 'ended';
    const pid = /^pid (\d+)/.exec(captured.text)?.[1];
    if (pid && (await answers(port)) && ownsPort(pid, port)) return 'up';
    await sleep(5);
  }
  return 'late';
}

const hasEnded = (guard: ChildProcess) =>
  guard.pid === undefined || guard.exitCode !== null || guard.signalCode !== null;

async function answers(port: number): Promise<boolean> {
  try {
    await (await fetch(`http://127.0.0.1:${port}/`, { signal: AbortSignal.timeout(2000) })).text();
    return true;
  } catch {
    return false;
  }
}

/** Another process may have taken the port between our look and the engine's start. */
function ownsPort(pid: string, port: number): boolean {
  if (!existsSync('/proc/net/tcp')) return true;
  const inodes = new Set(listeningInodes(port));
  return readdirSync(`/proc/${pid}/fd`).some((fd) => inodes.has(socketInode(`/proc/${pid}/fd/${fd}`)));
}

function listeningInodes(port: number): (string | undefined)[] {
  const suffix = `:${port.toString(16).toUpperCase().padStart(4, '0')}`;
  const tables = ['/proc/net/tcp', '/proc/net/tcp6'].filter((file) => existsSync(file));
  return tables
    .flatMap((file) => readFileSync(file, 'utf8').split('\n'))
    .map((line) => line.trim().split(/\s+/))
    .filter((fields) => fields[1]?.endsWith(suffix) && fields[3] === '0A')
    .map((fields) => fields[9]);
}

function socketInode(link: string): string {
  try {
    return /^socket:\[(\d+)\]$/.exec(readlinkSync(link))?.[1] ?? '';
  } catch {
    return '';
  }
}

/** An engine that nobody stopped must not keep this process alive. */
function letGo(guard: ChildProcess): void {
  guard.unref();
  for (const stream of [guard.stdin, guard.stdout, guard.stderr]) {
    if (stream && 'unref' in stream && typeof stream.unref === 'function') stream.unref();
  }
}

async function stop(guard: ChildProcess): Promise<void> {
  if (guard.pid === undefined) return;
  guard.ref();
  const ended = hasEnded(guard) ? undefined : once(guard, 'exit');
  guard.stdin?.destroy();
  await ended;
}

const lastLine = (text: string) => text.split('\n').at(-1) ?? '';
