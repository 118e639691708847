import { TemplateError } from '../base/template-error.ts';

/** Who asks: a function or a service with a role, an AWS service in its own name, or another account. */
export type Principal =
  | { readonly kind: 'role'; readonly arn: string; readonly account: string; readonly session: string }
  | { readonly kind: 'service'; readonly name: string }
  | { readonly kind: 'account'; readonly account: string };

/**
 * How a statement names who asks: as such, or only by naming the account. The latter is no permission yet: it leaves
 * it to the policies of the account's roles.
 */
export type Named = 'itself' | 'its account';

export type PrincipalMatcher = (principal: Principal) => Named | null;

/** As messages and notes name it. */
export function nameOf(principal: Principal): string {
  switch (principal.kind) {
    case 'role':
      return `arn:aws:sts::${principal.account}:assumed-role/${roleName(principal.arn)}/${principal.session}`;
    case 'service':
      return principal.name;
    case 'account':
      return `arn:aws:iam::${principal.account}:root`;
    default:
      return principal satisfies never;
  }
}

const roleName = (arn: string) => arn.slice(arn.lastIndexOf('/') + 1);

/** The `Principal` of a statement. @throws TemplateError when it is of a kind that is not known */
export function readPrincipal(named: unknown, where: string): PrincipalMatcher {
  if (named === '*') return () => 'itself';
  const kinds = Object.entries(Object(named) as Record<string, unknown>);
  const matchers = kinds.flatMap(([kind, values]) => {
    const names = [values].flat().map(String);
    if (kind === 'AWS') return names.map(ofAccount);
    if (kind === 'Service') return names.map(ofService);
    throw new TemplateError(`${where}: a principal of kind ${kind} is not known locally`);
  });
  if (matchers.length === 0) throw new TemplateError(`${where}: expected a principal`);
  return (principal) => {
    const found = matchers.map((name) => name(principal));
    return found.includes('itself') ? 'itself' : (found.find((each) => each !== null) ?? null);
  };
}

const ofService =
  (name: string): PrincipalMatcher =>
  (principal) =>
    principal.kind === 'service' && (name === '*' || principal.name === name) ? 'itself' : null;

/** An account, by its number or root; a role, by its ARN; or everyone. */
function ofAccount(name: string): PrincipalMatcher {
  if (name === '*') return () => 'itself';
  const account = /^(?:arn:aws:iam::)?(\d{12})(?::root)?$/.exec(name)?.[1];
  return (principal) => {
    if (principal.kind === 'service') return null;
    if (principal.kind === 'role' && principal.arn === name) return 'itself';
    if (principal.account !== account) return null;
    return principal.kind === 'account' ? 'itself' : 'its account';
  };
}
