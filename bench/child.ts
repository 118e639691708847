import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';

const environment = (env: Readonly<Record<string, string>>) => ({
  PATH: process.env['PATH'] ?? '',
  HOME: process.env['HOME'] ?? '',
  ...env,
});

/**
 * Runs a program of Node's to its end, however it ends.
 * @returns what it printed, how it ended, and the milliseconds that it took on the wall
 */
export async function runNode(args: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const before = performance.now();
  const child = spawn(process.execPath, [...args], {
    env: environment(env),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [out, err, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close'),
  ]);
  return { out, err, code: Number(code), wallMs: performance.now() - before };
}

/**
 * Starts a program of Node's and waits until it prints something; it is stopped then.
 * @returns the milliseconds until `then`, which gets what matched, has ended
 */
export async function untilPrinted(
  args: readonly string[],
  wanted: RegExp,
  then: (found: string) => Promise<unknown>,
): Promise<number> {
  const before = performance.now();
  const child = spawn(process.execPath, [...args], {
    env: environment({}),
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  try {
    let printed = '';
    for await (const piece of child.stdout) {
      printed += piece;
      const found = wanted.exec(printed)?.[1];
      if (found === undefined) continue;
      await then(found);
      return performance.now() - before;
    }
    throw new Error(`${args.join(' ')} has ended without ${wanted}`);
  } finally {
    child.kill('SIGTERM');
    if (child.exitCode === null && child.signalCode === null) await once(child, 'close');
  }
}
