import * as z from 'zod';
import { TemplateError } from '../base/template-error.ts';
import { type CloudFormationResource, Resolver, type StackTemplate } from './resolve.ts';

/** A resource with its references resolved. `read` checks its properties. */
export type Resource = {
  readonly logicalId: string;
  readonly name: string;
  readonly arn: string;
  readonly url: unknown;
  readonly metadata: CloudFormationResource['Metadata'];
  read<T>(schema: z.ZodType<T>): T;
};

/** The resources of a template that exist under its conditions, by type. */
export class ResourceReader {
  readonly #stack: StackTemplate;
  readonly #resolver: Resolver;

  constructor(stack: StackTemplate) {
    this.#stack = stack;
    this.#resolver = new Resolver(stack);
  }

  all<T>(type: string, read: (resource: Resource) => T): T[] {
    return Object.entries(this.#stack.template.Resources)
      .filter(([, resource]) => resource.Type === type && this.#resolver.exists(resource))
      .map(([logicalId, resource]) => read(this.#open(logicalId, resource)));
  }

  #open(logicalId: string, resource: CloudFormationResource): Resource {
    return {
      logicalId,
      name: this.#resolver.nameOf(logicalId),
      arn: this.#resolver.arnOf(logicalId),
      url: this.#resolver.resolve({ Ref: logicalId }),
      metadata: resource.Metadata,
      read: (schema) => {
        const parsed = schema.safeParse(this.#resolver.resolve(resource.Properties ?? {}));
        if (parsed.success) return parsed.data;
        throw new TemplateError(`${this.#stack.name}: ${logicalId}: ${z.prettifyError(parsed.error)}`);
      },
    };
  }
}
