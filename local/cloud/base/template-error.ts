import { CloudError } from './cloud-error.ts';

/** A template that holds something the embedded cloud cannot stand in for. */
export class TemplateError extends CloudError {
  override readonly name = 'TemplateError';
}
