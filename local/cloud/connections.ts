import type { AwsCall } from './base/calls.ts';

/** Milliseconds after which AWS has closed a connection that a frozen function left open. AWS names no number. */
const KEPT_FOR = 60_000;

/**
 * The connections that functions keep from one invocation to the next. A function is frozen in between and does not
 * see them close: what it sends through one afterwards is reset. A client that tries again by itself then takes
 * another, and is spared the detour here, since its pause would pass in real time.
 */
export class Connections {
  readonly #lastUses = new WeakMap<object, { readonly invocation: string; readonly at: number }>();

  /**
   * Whether a call came through a connection that AWS has long closed; else it is noted as its latest use.
   * @param at epoch milliseconds
   */
  isClosed(connection: object, { invocation, request }: AwsCall, at: number): boolean {
    if (invocation === undefined) return false;
    const last = this.#lastUses.get(connection);
    const isOld = last !== undefined && last.invocation !== invocation && at - last.at >= KEPT_FOR;
    if (isOld && triesOnce(request.headers['amz-sdk-request'])) return true;
    this.#lastUses.set(connection, { invocation, at });
    return false;
  }
}

/** The SDK says with each request which attempt it is, and how many there may be: `attempt=1; max=3`. */
const triesOnce = (attempt = ''): boolean => /\bmax=1$/.test(attempt);
