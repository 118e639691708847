import { readJson } from '../base/json.ts';
import type { RequestContext } from './context.ts';

/** One thing that somebody wants to do to one resource. A call may ask for several. */
export type AccessRequest = {
  /** `dynamodb:PutItem`. */
  readonly action: string;
  /** An ARN, or `*` where an action has no resource. */
  readonly resource: string;
  readonly context: RequestContext;
};

/** Where requests are made: what their ARNs are made of. */
export type Place = {
  readonly account: string;
  readonly region: string;
  /** Names of the e-mail identities. */
  readonly identities: readonly string[];
};

/** For what has no resource, or cannot be read: allowed only where everything is. */
export const onEverything = (action: string, context: RequestContext = {}): AccessRequest[] => [
  { action, resource: '*', context },
];

/** The value of a JSON text; undefined when it is none. */
export function jsonOf(text: string): unknown {
  try {
    return readJson(text);
  } catch {
    return undefined;
  }
}
