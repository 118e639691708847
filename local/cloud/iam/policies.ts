import type { PolicyStatement, StackModel } from '../base/stack-model.ts';
import { TemplateError } from '../base/template-error.ts';
import type { ConditionKey } from './context.ts';
import type { Principal } from './principal.ts';
import { readStatements, type Statement } from './statement.ts';

/** The policies of an account: what roles may do, and what resources let others do. */
export type Policies = {
  /** By the ARN of a role. */
  readonly ofRoles: ReadonlyMap<string, readonly Statement[]>;
  /** Whom roles trust, by their ARN. */
  readonly trust: ReadonlyMap<string, readonly Statement[]>;
  /** By the ARN of a function, a queue, a bus or a key. */
  readonly ofResources: ReadonlyMap<string, readonly Statement[]>;
  /** What each function is to the policies, by its ARN. */
  readonly functions: ReadonlyMap<string, Principal>;
};

/** @throws TemplateError when a policy holds something that cannot be evaluated */
export function readPolicies(stacks: readonly StackModel[]): Policies {
  const roles = stacks.flatMap((stack) => stack.roles);
  for (const { arn, managedPolicyArns } of roles) {
    const unknown = managedPolicyArns.filter((policy) => !policy.endsWith(LOGS_ONLY));
    if (unknown[0]) throw new TemplateError(`${arn}: the policy ${unknown[0]} is not known locally`);
  }
  return {
    ofRoles: new Map(roles.map(({ arn, statements }) => [arn, readStatements(arn, statements, 'of-role')])),
    trust: new Map(
      roles.map(({ arn, trust }) => [arn, readStatements(`${arn} (trust)`, trust, 'of-resource')]),
    ),
    ofResources: new Map(stacks.flatMap(resourcePolicies)),
    functions: new Map(stacks.flatMap(functionsOf)),
  };
}

/** Of AWS's own policies, the one that only lets functions write their logs. */
const LOGS_ONLY = '/AWSLambdaBasicExecutionRole';

function resourcePolicies({ queues, queuePolicies, buses, busPolicies, keys, ...stack }: StackModel) {
  return [
    ...stack.functions.map(({ arn }) => {
      const policies = stack.functionPolicies.filter(({ functionArn }) => functionArn === arn);
      return resourcePolicy(arn, [{ statements: policies.map(({ statement }) => statement) }]);
    }),
    ...queues.map(({ arn, url }) => {
      const policies = queuePolicies.filter(({ queueUrls }) => queueUrls.includes(url));
      return resourcePolicy(arn, policies);
    }),
    ...buses.map(({ arn, name }) => {
      const policies = busPolicies.filter(({ busName }) => busName === name);
      return resourcePolicy(arn, policies);
    }),
    ...keys.map((key) => resourcePolicy(key.arn, [key])),
  ];
}

function resourcePolicy(
  arn: string,
  policies: readonly { readonly statements: readonly PolicyStatement[] }[],
) {
  const statements = policies.flatMap((policy) => policy.statements);
  return [arn, readStatements(arn, statements, 'of-resource')] as const;
}

const functionsOf = ({ functions, account }: StackModel) =>
  functions.map(({ arn, name, roleArn }): [string, Principal] => [
    arn,
    { kind: 'role', arn: roleArn, account, session: name },
  ]);

/** The condition keys that any of the policies looks at. */
export function keysIn({ ofRoles, trust, ofResources }: Policies): ConditionKey[] {
  const statements = [...ofRoles.values(), ...trust.values(), ...ofResources.values()].flat();
  return [...new Set(statements.flatMap(({ conditions }) => conditions.map(({ key }) => key)))];
}
