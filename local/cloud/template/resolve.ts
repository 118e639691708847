import { TemplateError } from '../base/template-error.ts';
import { apiHostOf, apiIdOf, arnOf, NAME_PROPERTIES, REF_IS_ARN, REF_IS_URL } from './names.ts';

/** A synthesized CloudFormation template and where its stack would be deployed. */
export type StackTemplate = {
  readonly name: string;
  readonly account: string;
  readonly region: string;
  readonly template: CloudFormation;
  /** Needed when the template has functions. */
  readonly sources?: FunctionSources;
};

/** Where the code of functions is: each one's `Metadata` has under `key` the path of its module in `folder`. */
export type FunctionSources = {
  readonly folder: string;
  readonly key: string;
  /** Modules of `folder` whose exports stand for names that the functions' code leaves free, as esbuild's `inject`. */
  readonly inject?: readonly string[];
  /** Files that are bundled in the place of modules of packages, as esbuild's `alias`. */
  readonly alias?: Readonly<Record<string, string>>;
};

export type CloudFormation = {
  readonly Resources: Readonly<Record<string, CloudFormationResource>>;
  readonly Parameters?: Readonly<Record<string, { readonly Default?: unknown }>>;
  readonly Conditions?: Readonly<Record<string, unknown>>;
};

export type CloudFormationResource = {
  readonly Type: string;
  readonly Properties?: Readonly<Record<string, unknown>>;
  readonly Metadata?: Readonly<Record<string, unknown>>;
  readonly Condition?: string;
};

type Args = readonly unknown[];

/** Replaces CloudFormation's functions by values: local names, ARNs and URLs, the same in every run. */
export class Resolver {
  readonly #stack: StackTemplate;

  constructor(stack: StackTemplate) {
    this.#stack = stack;
  }

  /** @throws TemplateError for a function or a reference that is not known */
  resolve(value: unknown): unknown {
    if (Array.isArray(value)) return value.map((element) => this.resolve(element)).filter(isPresent);
    if (typeof value !== 'object' || value === null) return value;
    const entries = Object.entries(value);
    const [only] = entries;
    if (entries.length === 1 && only && /^(Ref|Condition|Fn::\w+)$/.test(only[0])) return this.#call(...only);
    return Object.fromEntries(
      entries.map(([key, inner]) => [key, this.resolve(inner)]).filter(([, inner]) => isPresent(inner)),
    );
  }

  /** The physical name of a resource: its own, else made of the stack's name and the logical id; an API's id. */
  nameOf(logicalId: string): string {
    const { Type, Properties } = this.#resource(logicalId);
    if (Type === 'AWS::ApiGatewayV2::Api') return apiIdOf(this.#stack.name, logicalId);
    const given = this.resolve(Properties?.[NAME_PROPERTIES[Type] ?? 'Name']);
    return typeof given === 'string' ? given : `${this.#stack.name}-${logicalId}`;
  }

  arnOf(logicalId: string): string {
    const { Type: type, Properties } = this.#resource(logicalId);
    const group = this.resolve(Properties?.['GroupName'] ?? Properties?.['EventBusName']);
    return arnOf({ type, name: this.nameOf(logicalId), stack: this.#stack, parent: group });
  }

  /** Whether a resource exists under the template's conditions. */
  exists({ Condition }: CloudFormationResource): boolean {
    return Condition === undefined || this.#condition(Condition);
  }

  #call(name: string, input: unknown): unknown {
    const args = () => this.resolve(input) as Args;
    const list = Array.isArray(input) ? input : [];
    switch (name) {
      case 'Ref':
        return this.#ref(String(input));
      case 'Fn::GetAtt':
        return this.#attribute(Array.isArray(input) ? input.join('.') : String(input));
      case 'Fn::Sub':
        return this.#substitute(input);
      case 'Fn::Join':
        return (args()[1] as Args).join(String(args()[0]));
      case 'Fn::Select':
        return (args()[1] as Args)[Number(args()[0])];
      case 'Fn::Split':
        return String(args()[1]).split(String(args()[0]));
      case 'Fn::If':
        return this.resolve(this.#condition(String(list[0])) ? list[1] : list[2]);
      case 'Fn::Equals':
        return args()[0] === args()[1];
      case 'Fn::Not':
        return args()[0] !== true;
      case 'Fn::And':
        return args().every((value) => value === true);
      case 'Fn::Or':
        return args().some((value) => value === true);
      case 'Condition':
        return this.#condition(String(input));
      default:
        throw new TemplateError(`${this.#stack.name}: ${name} is not known locally`);
    }
  }

  #condition(name: string): boolean {
    const condition = this.#stack.template.Conditions?.[name];
    if (condition === undefined) throw new TemplateError(`${this.#stack.name}: no condition ${name}`);
    return this.resolve(condition) === true;
  }

  #ref(id: string): unknown {
    const { name, account, region, template } = this.#stack;
    const pseudo: Record<string, unknown> = {
      'AWS::AccountId': account,
      'AWS::Region': region,
      'AWS::Partition': 'aws',
      'AWS::StackName': name,
      'AWS::StackId': `arn:aws:cloudformation:${region}:${account}:stack/${name}/local`,
      'AWS::URLSuffix': 'amazonaws.com',
      'AWS::NotificationARNs': [],
    };
    if (id === 'AWS::NoValue') return undefined;
    if (id in pseudo) return pseudo[id];
    const parameter = template.Parameters?.[id];
    if (parameter) return parameter.Default;
    const { Type } = this.#resource(id);
    if (REF_IS_URL.has(Type)) return this.#queueUrl(id);
    return REF_IS_ARN.has(Type) ? this.arnOf(id) : this.nameOf(id);
  }

  #attribute(path: string): string {
    const [id = '', ...rest] = path.split('.');
    const attribute = rest.join('.');
    if (attribute === 'QueueUrl') return this.#queueUrl(id);
    if (attribute === 'ApiEndpoint') return `https://${apiHostOf(this.nameOf(id), this.#stack.region)}`;
    if (/Arn$/.test(attribute)) return this.arnOf(id);
    if (/(Name|Id)$/.test(attribute)) return this.nameOf(id);
    return `${this.nameOf(id)}.${attribute}`;
  }

  #queueUrl(id: string): string {
    const { account, region } = this.#stack;
    return `https://sqs.${region}.amazonaws.com/${account}/${this.nameOf(id)}`;
  }

  #substitute(input: unknown): string {
    const [text, own] = Array.isArray(input) ? [String(input[0]), input[1] as object] : [String(input), {}];
    const values = this.resolve(own) as Record<string, unknown>;
    return text
      .replaceAll(/\$\{([^!}][^}]*)\}/g, (_, key: string) =>
        String(values[key] ?? (key.includes('.') ? this.#attribute(key) : this.#ref(key))),
      )
      .replaceAll('${!', '${');
  }

  #resource(id: string): CloudFormationResource {
    const resource = this.#stack.template.Resources[id];
    if (!resource) throw new TemplateError(`${this.#stack.name}: no resource or parameter ${id}`);
    return resource;
  }
}

const isPresent = (value: unknown) => value !== undefined;
