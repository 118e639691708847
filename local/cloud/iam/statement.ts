import * as z from 'zod';
import type { PolicyStatement } from '../base/stack-model.ts';
import { TemplateError } from '../base/template-error.ts';
import { type Condition, readConditions } from './conditions.ts';
import { type Named, type Principal, type PrincipalMatcher, readPrincipal } from './principal.ts';
import type { AccessRequest } from './request.ts';
import { type Matcher, wildcard } from './wildcard.ts';

/** A statement of a policy, ready to be compared with requests. */
export type Statement = {
  /** What the policy belongs to: a role, a function, a queue, a bus, a key. */
  readonly policy: string;
  /** Its `Sid`, else its place in the policy: `#1`. */
  readonly sid: string;
  readonly effect: 'Allow' | 'Deny';
  readonly conditions: readonly Condition[];
  /** How it names who asks; null when it is not about this request, or not about them. */
  readonly matches: (request: AccessRequest, principal: Principal) => Named | null;
};

const texts = z.union([z.string(), z.array(z.string())]).transform((text) => [text].flat());

const statementSchema = z.strictObject({
  Sid: z.string().optional(),
  Effect: z.enum(['Allow', 'Deny']),
  Action: texts.optional(),
  NotAction: texts.optional(),
  Resource: texts.optional(),
  NotResource: texts.optional(),
  Principal: z.unknown().optional(),
  Condition: z.record(z.string(), z.record(z.string(), z.unknown())).default({}),
});

/** Only the policies of resources say who: a role's own are about the role. */
export type PolicyKind = 'of-role' | 'of-resource';

/** Services whose calls are evaluated. What policies say of others only AWS itself could use. */
const EVALUATED = ['dynamodb', 'events', 'iam', 'kms', 'lambda', 'scheduler', 'ses', 'sqs', 'sts'];

/**
 * Reads the statements of a policy; those that are about services without a meaning here are left out.
 * @throws TemplateError for whatever cannot be evaluated
 */
export function readStatements(
  policy: string,
  raw: readonly PolicyStatement[],
  kind: PolicyKind,
): Statement[] {
  return raw.flatMap((statement, index) => readStatement(policy, statement, kind, index));
}

function readStatement(policy: string, raw: PolicyStatement, kind: PolicyKind, index: number): Statement[] {
  const parsed = statementSchema.safeParse(raw);
  const sid = parsed.data?.Sid ?? `#${index + 1}`;
  const where = `${policy}, statement ${sid}`;
  if (!parsed.success) throw new TemplateError(`${where}: ${z.prettifyError(parsed.error)}`);
  const { Effect, Action, NotAction, Resource, NotResource, Principal: named, Condition } = parsed.data;
  if (Action?.every(isUnevaluated)) return [];
  const action = either(Action, NotAction, 'Action', where, 'i');
  const resource = Resource || NotResource ? either(Resource, NotResource, 'Resource', where) : () => true;
  const principal = whom(named, kind, where);
  const conditions = readConditions(Condition, where);
  const matches: Statement['matches'] = (request, caller) =>
    action(request.action) &&
    resource(request.resource) &&
    conditions.every(({ holds }) => holds(request.context))
      ? principal(caller)
      : null;
  return [{ policy, sid, effect: Effect, conditions, matches }];
}

const isUnevaluated = (action: string) => {
  const [service = ''] = action.toLowerCase().split(':', 1);
  return /^[a-z0-9-]+$/.test(service) && !EVALUATED.includes(service);
};

function whom(named: unknown, kind: PolicyKind, where: string): PrincipalMatcher {
  if (kind === 'of-resource') return readPrincipal(named, where);
  if (named !== undefined) throw new TemplateError(`${where}: a role's own policy names no principal`);
  return () => 'itself';
}

/** The matcher of an element or of its opposite, exactly one of which must be there. */
function either(
  wanted: readonly string[] | undefined,
  unwanted: readonly string[] | undefined,
  element: string,
  where: string,
  flags = '',
): Matcher {
  const patterns = wanted ?? unwanted;
  if (!patterns || (wanted && unwanted)) {
    throw new TemplateError(`${where}: expected either ${element} or Not${element}`);
  }
  const variable = patterns.find((pattern) => pattern.includes('${'));
  if (variable) throw new TemplateError(`${where}: policy variables are not known locally: ${variable}`);
  const matchers = patterns.map((pattern) => wildcard(pattern, flags));
  const isWanted = wanted !== undefined;
  return (text) => matchers.some((matches) => matches(text)) === isWanted;
}
