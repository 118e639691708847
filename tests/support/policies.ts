import { type CloudFormationResource, Resolver, type StackTemplate } from '../../local/cloud/index.ts';

type Statement = { readonly Sid?: string } & Readonly<Record<string, unknown>>;

/** A statement of a template: where it stands, and its `Sid`, else its place there: `#1`. */
export type StatementPlace = { readonly resource: string; readonly sid: string };

const DOCUMENTS = ['PolicyDocument', 'AssumeRolePolicyDocument', 'KeyPolicy'];
const POLICY_TYPES = [
  'AWS::IAM::Policy',
  'AWS::IAM::Role',
  'AWS::SQS::QueuePolicy',
  'AWS::Events::EventBusPolicy',
  'AWS::KMS::Key',
];
/** A statement by itself, which its resource names. */
const PERMISSION = 'AWS::Lambda::Permission';

/** A statement with the policy it belongs to, as the embedded cloud names it. */
export type StatementFound = StatementPlace & { readonly policy: string; readonly statement: Statement };

/** Every statement of a template's policies, those of trust included. */
export const statementsIn = (stack: StackTemplate): StatementFound[] => [
  ...policyStatementsIn(stack),
  ...permissionsIn(stack),
];

function permissionsIn(stack: StackTemplate): StatementFound[] {
  const resolver = new Resolver(stack);
  return Object.entries(stack.template.Resources)
    .filter(([, { Type }]) => Type === PERMISSION)
    .map(([resource, { Properties }]) => ({
      resource,
      // No function of ours lets more than one other run it.
      sid: '#1',
      policy: String(resolver.resolve(Properties?.['FunctionName'])),
      statement: Properties ?? {},
    }));
}

const policyStatementsIn = (stack: StackTemplate): StatementFound[] =>
  Object.entries(stack.template.Resources)
    .filter(([, { Type }]) => POLICY_TYPES.includes(Type))
    .flatMap(([resource, { Properties }]) =>
      listOf(Properties).map((statement, index) => ({
        resource,
        policy: policyOf(stack, resource),
        sid: statement.Sid ?? `#${index + 1}`,
        statement,
      })),
    );

/** The same stack with one statement changed, or without it when the change gives none. */
export function changeStatement(
  stack: StackTemplate,
  place: StatementPlace,
  change: (statement: Statement) => Statement | undefined,
): StackTemplate {
  let changes = 0;
  const changed = (statement: Statement, index: number) => {
    if ((statement.Sid ?? `#${index + 1}`) !== place.sid) return statement;
    changes += 1;
    return change(statement);
  };
  const result = changeResource(stack, place.resource, (Properties) => {
    const name = DOCUMENTS.find((document) => Properties[document] !== undefined) ?? '';
    const Statement = listOf(Properties).flatMap((statement, index) => changed(statement, index) ?? []);
    return { ...Properties, [name]: { Statement } };
  });
  if (changes !== 1) throw new Error(`${changes} statements ${place.sid} in ${place.resource}`);
  return result;
}

/** The same stack without one statement. */
export function withoutStatement(stack: StackTemplate, place: StatementPlace): StackTemplate {
  const { [place.resource]: whole, ...Resources } = stack.template.Resources;
  if (whole?.Type === PERMISSION) return { ...stack, template: { ...stack.template, Resources } };
  return changeStatement(stack, place, () => undefined);
}

/** The same stack with one resource's properties changed. */
export function changeResource(
  stack: StackTemplate,
  id: string,
  change: (properties: Readonly<Record<string, unknown>>) => Readonly<Record<string, unknown>>,
): StackTemplate {
  const { Resources } = stack.template;
  const resource = Resources[id];
  if (!resource) throw new Error(`no resource ${id}`);
  const changed: CloudFormationResource = { ...resource, Properties: change(resource.Properties ?? {}) };
  return { ...stack, template: { ...stack.template, Resources: { ...Resources, [id]: changed } } };
}

/** The logical id of the only resource of a type whose id starts in a certain way. */
export function resourceId({ template }: StackTemplate, type: string, start: string): string {
  const found = Object.entries(template.Resources).filter(
    ([id, { Type }]) => Type === type && id.startsWith(start),
  );
  const [only] = found;
  if (!only || found.length > 1) throw new Error(`${found.length} resources of ${type} start with ${start}`);
  return only[0];
}

function listOf(properties: CloudFormationResource['Properties']): readonly Statement[] {
  for (const document of DOCUMENTS) {
    const found = properties?.[document] as { Statement?: Statement | Statement[] } | undefined;
    if (found?.Statement) return [found.Statement].flat();
  }
  return [properties?.['Statement'] ?? []].flat() as Statement[];
}

function policyOf(stack: StackTemplate, id: string): string {
  const resolver = new Resolver(stack);
  const { Type, Properties } = stack.template.Resources[id] ?? {};
  if (Type === 'AWS::IAM::Role') return `${resolver.arnOf(id)} (trust)`;
  if (Type === 'AWS::KMS::Key') return resolver.arnOf(id);
  const [owner] = [Properties?.['Roles'] ?? Properties?.['Queues'] ?? Properties?.['EventBusName']].flat();
  return resolver.arnOf((owner as { readonly Ref: string }).Ref);
}
