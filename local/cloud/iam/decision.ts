import { type Named, nameOf, type Principal } from './principal.ts';
import type { AccessRequest } from './request.ts';
import type { Statement } from './statement.ts';

/** What policies say to one request. */
export type Decision = {
  readonly allowed: boolean;
  /** The statements that allowed it; none when it is denied. */
  readonly used: readonly Statement[];
  /** Of a denial: how AWS's message ends. */
  readonly because: string;
};

/**
 * Decides as AWS does within one account: an explicit denial wins, then one permission is enough, whether the
 * caller's own policies give it or those of the resource. Only a key must let its account's roles have permissions
 * of their own.
 */
export function decide(
  principal: Principal,
  request: AccessRequest,
  own: readonly Statement[],
  ofResource: readonly Statement[],
): Decision {
  const matching = (statements: readonly Statement[], effect: Statement['effect'], how?: Named) =>
    statements.filter((each) => {
      const named = each.effect === effect ? each.matches(request, principal) : null;
      return named !== null && (how === undefined || named === how);
    });
  for (const [statements, kind] of [
    [own, 'an identity-based'],
    [ofResource, 'a resource-based'],
  ] as const) {
    if (matching(statements, 'Deny').length > 0) return denied(`with an explicit deny in ${kind} policy`);
  }
  const byOwn = matching(own, 'Allow');
  const byResource = matching(ofResource, 'Allow', 'itself');
  const isKey = request.action.startsWith('kms:');
  const leaves = isKey ? matching(ofResource, 'Allow', 'its account') : [];
  const isLeft = !isKey || leaves.length > 0;
  const used = isLeft && byOwn.length > 0 ? [...byOwn, ...byResource, ...leaves] : byResource;
  if (used.length > 0) return { allowed: true, used, because: '' };
  const kind = principal.kind === 'role' && isLeft ? 'identity-based' : 'resource-based';
  return denied(`because no ${kind} policy allows the ${request.action} action`);
}

const denied = (because: string): Decision => ({ allowed: false, used: [], because });

/** Something that was not allowed, with how often. */
export type Denial = {
  /** ARN of the function, or what else was denied: an AWS service, a role, another account. */
  readonly caller: string;
  readonly action: string;
  readonly resource: string;
  readonly message: string;
  readonly count: number;
};

/** A statement that something was allowed by. */
export type UsedStatement = {
  /** ARN of the role, function, queue, bus or key; a role's trust policy is `<arn> (trust)`. */
  readonly policy: string;
  /** Its `Sid`, else its place in the policy: `#1`. */
  readonly sid: string;
};

/** What was denied, and what was used. */
export class AccessLog {
  readonly #denials = new Map<string, Denial>();
  readonly #used = new Set<Statement>();

  noteUse({ used }: Decision): void {
    for (const statement of used) this.#used.add(statement);
  }

  noteDenial(caller: string, { action, resource }: AccessRequest, message: string): void {
    const key = `${caller} ${action} ${resource}`;
    const count = (this.#denials.get(key)?.count ?? 0) + 1;
    this.#denials.set(key, { caller, action, resource, message, count });
  }

  denials(): Denial[] {
    return [...this.#denials.values()];
  }

  used(): UsedStatement[] {
    return [...this.#used].map(({ policy, sid }) => ({ policy, sid }));
  }

  clear(): void {
    this.#denials.clear();
    this.#used.clear();
  }
}

/** How notes name a caller that is no function. */
export const callerOf = (principal: Principal): string =>
  principal.kind === 'role' ? principal.arn : nameOf(principal);
